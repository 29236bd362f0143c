package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Epsilon-greedy (Sutton and Barto, "Reinforcement Learning: An Introduction", 2nd edition 2018, section 2.2), with the
 * decay of a search-then-converge schedule (Darken and Moody, "Note on Learning Rate Schedules for Stochastic
 * Optimization", 1991).
 *
 * <pre>
 *   P(a)    = eps_t / K + (1 - eps_t) [a is best] / number of best arms
 *   eps_t   = max(eps_min, eps_0 / (1 + t / tau))      t: rewards learned, of all arms; or a constant eps
 *   mean(a) = (n_0 m_0 + sum of rewards) / (n_0 + n_a)
 * </pre>
 *
 * Optimistic initialisation is {@code prior_mean = 1}. Deviations: arms within {@code tie_tolerance} of the best share
 * its probability equally, so the answer does not depend on the order of the candidates. The schedule {@code c K / (d^2
 * t)} of Auer, Cesa-Bianchi and Fischer (2002) has logarithmic regret but needs the unknown gap d, and is not offered.
 *
 * <p>Where rewards are forgotten ({@link Forgetting}) n_a, their sum and t are those that are left, so that means return to
 * the prior's and the schedule to its start. In a memory: {@link ArmMoments}.
 */
final class EpsilonGreedy implements Policy {
    private final RewardStatistics statistics;
    private final OptionalDouble constant;
    private final double initial;
    private final double least;
    private final double tau;
    private final double priorMean;
    private final double priorCount;
    private final double tieTolerance;

    EpsilonGreedy(PolicySpec spec) {
        statistics = new RewardStatistics(Forgetting.of(spec));
        constant = spec.optionalNumber("epsilon");
        initial = spec.number("epsilon_initial");
        least = spec.number("epsilon_min");
        tau = spec.number("epsilon_tau");
        priorMean = spec.number("prior_mean");
        priorCount = spec.number("prior_n");
        tieTolerance = spec.number("tie_tolerance");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        double epsilon = epsilon(candidates.atMs());
        double[] p = Ties.shareAmongBest(scores(candidates), tieTolerance);
        for (int i = 0; i < p.length; i++) {
            p[i] = epsilon / p.length + (1 - epsilon) * p[i];
        }
        return Distribution.of(p);
    }

    private double epsilon(long nowMs) {
        return constant.orElseGet(() -> Math.max(least, initial / (1 + statistics.total(nowMs) / tau)));
    }

    @Override
    public double[] scores(Candidates candidates) {
        double[] means = new double[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            means[i] = statistics.meanWith(priorMean, priorCount, candidates.arm(i), candidates.atMs());
        }
        return means;
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        statistics.seed(arm, like, pulls);
    }

    @Override
    public void learn(Observation observation) {
        statistics.add(observation.arm(), observation.reward(), observation.atMs());
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
