package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * Top-two Thompson sampling, to find out which arm is best rather than to earn (Russo, "Simple Bayesian Algorithms for Best
 * Arm Identification", 2016, section 3.3): with probability beta the arm whose draw is largest, else draws are repeated until
 * another arm comes out.
 *
 * <pre>
 *   P(a) = P1(a) (beta + (1 - beta) sum over b != a of P1(b) / (1 - P1(b)))      P1: Thompson sampling ({@link BetaThompson})
 * </pre>
 *
 * Deviations: where the repetitions would not end, because all others together have less than 1e-12, the challenger is any of
 * them with equal probability; {@code 1 - P1(b)} is summed up from the others, as the difference would lose its digits.
 */
final class TopTwoThompson implements Policy {
    private static final double CHALLENGERS_MIN = 1e-12;

    private final BetaThompson thompson;
    private final double leaderShare;

    TopTwoThompson(PolicySpec spec) {
        thompson = new BetaThompson(spec);
        leaderShare = spec.number("leader_share");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        double[] p = thompson.distribution(candidates).toArray();
        return Distribution.of(p.length == 1 ? p : probabilities(p, leaderShare));
    }

    /** @param first probabilities of being best, of two arms or more */
    static double[] probabilities(double[] first, double leaderShare) {
        double[] p = new double[first.length];
        for (int leader = 0; leader < p.length; leader++) {
            double others = sumWithout(leader, first);
            p[leader] += leaderShare * first[leader];
            for (int a = 0; a < p.length; a++) {
                if (a != leader) {
                    double challenges = others < CHALLENGERS_MIN ? 1.0 / (p.length - 1) : first[a] / others;
                    p[a] += (1 - leaderShare) * first[leader] * challenges;
                }
            }
        }
        return p;
    }

    private static double sumWithout(int left, double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += i == left ? 0 : values[i];
        }
        return sum;
    }

    /** Posterior means. */
    @Override
    public double[] scores(Candidates candidates) {
        return thompson.scores(candidates);
    }

    @Override
    public void learn(Observation observation) {
        thompson.learn(observation);
    }

    @Override
    public double propensityError() {
        return thompson.propensityError();
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        thompson.seed(arm, like, pulls);
    }

    @Override
    public Memory memory() {
        return thompson.memory();
    }

    @Override
    public void restore(Memory memory) {
        thompson.restore(memory);
    }

    @Override
    public Optional<String> flaw(int arm) {
        return thompson.flaw(arm);
    }
}
