package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * Thompson sampling with Gaussian posteriors (Agrawal and Goyal, "Further Optimal Regret Bounds for Thompson Sampling",
 * 2013), each arm with its own variance.
 *
 * <pre>
 *   s^2  = (nu_0 s_0^2 + sum of squared deviations) / (nu_0 + n)       or s_0^2 always ({@code variance=fixed})
 *   mean = (n_0 m_0 + n mean(a)) / (n_0 + n)
 *   arm a ~ N(mean, s^2 / (n_0 + n)),   P(a) = P(a's draw is the largest)
 * </pre>
 *
 * The weight {@code nu_0} of the prior variance keeps a lucky run of equal rewards from locking an arm out: with
 * improper priors on the variance Gaussian Thompson sampling is not optimal (Honda and Takemura, "Optimality of
 * Thompson Sampling for Gaussian Bandits Depends on Priors", 2014). {@code variance=fixed} with 0.25 is safe for any
 * reward in [0, 1], which cannot spread wider. Deviation: a normal takes the place of the Student-t of the exact
 * conjugate posterior. The probabilities are integrated, not drawn ({@link GaussianQuadrature}).
 *
 * <p>Where rewards are forgotten ({@link Forgetting}) n, their mean and squared deviations are those that are left. In a
 * memory: {@link ArmMoments}.
 */
final class GaussianThompson implements Policy {
    private final GaussianQuadrature quadrature = new GaussianQuadrature();
    private final CachedDistribution cache = new CachedDistribution();
    private final RewardStatistics statistics;
    private final double priorMean;
    private final double priorCount;
    private final double priorVariance;
    private final double priorVarianceCount;
    private final boolean fixedVariance;

    GaussianThompson(PolicySpec spec) {
        statistics = new RewardStatistics(Forgetting.of(spec));
        priorMean = spec.number("prior_mean");
        priorCount = spec.number("prior_n");
        priorVariance = spec.number("prior_variance");
        priorVarianceCount = spec.number("prior_variance_n");
        fixedVariance = spec.word("variance").equals("fixed");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return cache.get(candidates.arms(), statistics.lookedAt(candidates.atMs()), () -> compute(candidates));
    }

    private Distribution compute(Candidates candidates) {
        double[] deviations = new double[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            deviations[i] = Math.sqrt(variance(candidates.arm(i), candidates.atMs()));
        }
        return Distribution.of(quadrature.probabilityOfBest(scores(candidates), deviations));
    }

    /** Posterior means. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] means = new double[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            means[i] = statistics.meanWith(priorMean, priorCount, candidates.arm(i), candidates.atMs());
        }
        return means;
    }

    /** Posterior variance of the arm's mean. */
    double variance(int arm, long nowMs) {
        return rewardVariance(arm, nowMs) / (priorCount + statistics.count(arm, nowMs));
    }

    private double rewardVariance(int arm, long nowMs) {
        if (fixedVariance) {
            return priorVariance;
        }
        double weight = priorVarianceCount + statistics.count(arm, nowMs);
        return (priorVarianceCount * priorVariance + statistics.squares(arm, nowMs)) / weight;
    }

    @Override
    public void learn(Observation observation) {
        statistics.add(observation.arm(), observation.reward(), observation.atMs());
        cache.invalidate();
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        statistics.seed(arm, like, pulls);
        cache.invalidate();
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
        cache.invalidate();
    }

    @Override
    public Optional<String> flaw(int arm) {
        return statistics.flaw(arm);
    }

    @Override
    public double propensityError() {
        return quadrature.error();
    }
}
