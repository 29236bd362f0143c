package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * The mean reward of each arm together with the prior, as the policies that need only point estimates see it.
 *
 * <pre>
 *   mean(a) = (n_0 m_0 + sum of rewards) / (n_0 + n_a)
 * </pre>
 */
final class RunningMeans {
    private final ArmStatistics statistics = new ArmStatistics();
    private final double priorMean;
    private final double priorCount;

    RunningMeans(PolicySpec spec) {
        priorMean = spec.number("prior_mean");
        priorCount = spec.number("prior_n");
    }

    double[] of(Candidates candidates) {
        double[] means = new double[candidates.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = statistics.meanWith(priorMean, priorCount, candidates.arm(i));
        }
        return means;
    }

    void learn(Observation observation) {
        statistics.add(observation.arm(), observation.reward());
    }

    /** See {@link Policy#seed}. */
    void seed(int arm, int like, double pulls) {
        statistics.seed(arm, like, pulls);
    }

    Memory memory() {
        Memory.Builder memory = Memory.builder();
        statistics.keep(memory);
        return memory.build();
    }

    void restore(Memory memory) {
        statistics.restore(memory);
    }

    Optional<String> flaw(int arm) {
        return statistics.flaw(arm);
    }
}
