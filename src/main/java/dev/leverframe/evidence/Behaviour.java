package dev.leverframe.evidence;

import dev.leverframe.model.Distribution;
import java.util.List;

/** What a target distribution is weighed against: the distribution that the served arm came from. */
public final class Behaviour {
    private Behaviour() {}

    /**
     * The marginal law of the served arm where each decision is allocated to a variant by chance (multiple importance
     * sampling; Agarwal, Basu, Schnabel and Joachims, "Effective evaluation using logged bandit feedback from multiple
     * loggers", 2017).
     *
     * <pre>
     *   b(a) = sum_v q_v p_v(a)
     * </pre>
     *
     * No weight {@code p_v(a) / b(a)} can then exceed {@code 1 / q_v}. Holds only where the allocation is drawn afresh
     * for each decision: a unit that comes back to its variant is not drawn again.
     *
     * @param shares the allocation share of each variant, in [0, 1], summing to 1
     * @param targets the variants' distributions over the same candidates, in the order of {@code shares}
     */
    public static Distribution mixture(double[] shares, List<Distribution> targets) {
        if (shares.length != targets.size() || shares.length == 0) {
            throw new IllegalArgumentException("a mixture needs one distribution a share and at least one, got "
                    + targets.size() + " and " + shares.length);
        }
        double[] mixed = new double[targets.get(0).size()];
        for (int v = 0; v < shares.length; v++) {
            requireSameCandidates(targets.get(v), mixed.length);
            for (int a = 0; a < mixed.length; a++) {
                mixed[a] += shares[v] * targets.get(v).get(a);
            }
        }
        // Round-off may lift a certain arm past 1 by an ulp or two.
        for (int a = 0; a < mixed.length; a++) {
            mixed[a] = mixed[a] > 1 && mixed[a] <= 1 + Distribution.SUM_TOLERANCE ? 1 : mixed[a];
        }
        return Distribution.of(mixed);
    }

    /**
     * What the target gives to arms that the behaviour can never serve, in [0, 1]: the part no outcome will ever speak
     * of.
     */
    public static double unsupportedMass(Distribution target, Distribution behaviour) {
        requireSameCandidates(target, behaviour.size());
        double mass = 0;
        for (int a = 0; a < behaviour.size(); a++) {
            mass += behaviour.get(a) == 0 ? target.get(a) : 0;
        }
        return Math.min(1, mass);
    }

    private static void requireSameCandidates(Distribution distribution, int candidates) {
        if (distribution.size() != candidates) {
            throw new IllegalArgumentException(
                    "distributions must share " + candidates + " candidates, got " + distribution.size());
        }
    }
}
