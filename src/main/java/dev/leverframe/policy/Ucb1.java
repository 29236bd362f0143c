package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;

/**
 * UCB1 (Auer, Cesa-Bianchi and Fischer, "Finite-time Analysis of the Multiarmed Bandit Problem", 2002, figure 1).
 *
 * <pre>
 *   index(a) = mean(a) + sqrt(2 ln t / n_a)      n_a: pulls of arm a, t: pulls of all arms
 *   index(a) = +infinity                         while n_a = 0
 * </pre>
 *
 * Deviations. Arms that tie for the highest index share the probability equally, untried arms among them, where the
 * paper plays each arm once in turn: so the answer does not depend on the order of the candidates. A pull whose reward
 * is still to come counts into {@code n_a} and {@code t} as if it had paid the arm's mean: with delayed rewards the
 * index would otherwise not move, and a whole burst would go to one arm (compare Joulani, György and Szepesvári,
 * "Online Learning under Delayed Feedback", 2013). The mean of an arm whose first reward is still to come is {@code
 * prior_mean}, the only use of the prior.
 */
final class Ucb1 implements Policy {
    private final ArmStatistics statistics = new ArmStatistics();
    private final double priorMean;
    private final double tieTolerance;
    private long[] inFlight = {};
    private long inFlightTotal;

    Ucb1(PolicySpec spec) {
        priorMean = spec.number("prior_mean");
        tieTolerance = spec.number("tie_tolerance");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return Distribution.of(Ties.shareAmongBest(scores(candidates), tieTolerance));
    }

    /** The indices; +infinity for an untried arm. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] indices = new double[candidates.size()];
        double logOfPulls = Math.log(Math.max(1, statistics.total() + inFlightTotal));
        for (int i = 0; i < candidates.size(); i++) {
            indices[i] = index(candidates.arm(i), logOfPulls);
        }
        return indices;
    }

    private double index(int arm, double logOfPulls) {
        long learned = statistics.count(arm);
        long pulls = learned + ArmArrays.get(inFlight, arm);
        if (pulls == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = learned == 0 ? priorMean : statistics.mean(arm);
        return mean + Math.sqrt(2 * logOfPulls / pulls);
    }

    @Override
    public void learn(Observation observation) {
        statistics.add(observation.arm(), observation.reward());
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        statistics.seed(arm, like, pulls);
    }

    @Override
    public void pulled(int arm) {
        inFlight = ArmArrays.grown(inFlight, arm);
        inFlight[arm]++;
        inFlightTotal++;
    }

    /** Without a pull in flight there is nothing to end, and nothing happens. */
    @Override
    public void settled(int arm) {
        if (ArmArrays.get(inFlight, arm) > 0) {
            inFlight[arm]--;
            inFlightTotal--;
        }
    }
}
