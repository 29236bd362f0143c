package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The same distribution for ever: for controls and holdouts, and to keep sending traffic as it was sent before.
 *
 * <pre>
 *   P(a) = w_a / sum of w over the candidates     w: shares as configured, 0 for arms without one
 *   P(a) = 1 / K                                  where no candidate has a share
 * </pre>
 *
 * Learns nothing. An arm without a share has only the exploration floor.
 */
final class FixedShares implements Policy {
    private double[] shares = {};

    /** @param armNumbers the number of an arm by its name */
    FixedShares(PolicySpec spec, ToIntFunction<String> armNumbers) {
        spec.shares().forEach((name, share) -> {
            int arm = armNumbers.applyAsInt(name);
            shares = ArmArrays.grown(shares, arm);
            shares[arm] = share;
        });
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        double[] p = scores(candidates);
        double sum = 0;
        for (double share : p) {
            sum += share;
        }
        if (sum == 0) {
            return Distribution.uniform(p.length);
        }
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.min(1, p[i] / sum);
        }
        return Distribution.of(p);
    }

    /** The shares as configured. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] own = new double[candidates.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = ArmArrays.get(shares, candidates.arm(i));
        }
        return own;
    }

    /** Nothing to learn. */
    @Override
    public void learn(Observation observation) {}

    @Override
    public Memory memory() {
        return Memory.builder().build();
    }

    @Override
    public void restore(Memory memory) {}

    @Override
    public Optional<String> flaw(int arm) {
        return Optional.empty();
    }
}
