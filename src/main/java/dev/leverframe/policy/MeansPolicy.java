package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * What the policies have in common that need only point estimates: the mean reward of each arm together with the prior.
 * Each says what distribution it makes of them.
 *
 * <pre>
 *   mean(a) = (n_0 m_0 + sum of rewards) / (n_0 + n_a)
 * </pre>
 *
 * Where rewards are forgotten ({@link Forgetting}) n_a and the sum are those that are left, so that means return to the
 * prior's. In a memory: {@link ArmMoments}.
 */
abstract class MeansPolicy implements Policy {
    private final RewardStatistics statistics;
    private final double priorMean;
    private final double priorCount;

    MeansPolicy(PolicySpec spec) {
        statistics = new RewardStatistics(Forgetting.of(spec));
        priorMean = spec.number("prior_mean");
        priorCount = spec.number("prior_n");
    }

    /** The means. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] means = new double[candidates.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = statistics.meanWith(priorMean, priorCount, candidates.arm(i), candidates.atMs());
        }
        return means;
    }

    @Override
    public void learn(Observation observation) {
        statistics.add(observation.arm(), observation.reward(), observation.atMs());
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        statistics.seed(arm, like, pulls);
    }

    @Override
    public Memory memory() {
        Memory.Builder memory = Memory.builder();
        statistics.memorise(memory);
        return memory.build();
    }

    @Override
    public void restore(Memory memory) {
        statistics.restore(memory);
    }

    @Override
    public Optional<String> flaw(int arm) {
        return statistics.flaw(arm);
    }
}
