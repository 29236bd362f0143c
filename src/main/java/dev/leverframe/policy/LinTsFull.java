package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * Thompson sampling with one Bayesian linear regression an arm and the full covariance of its coefficients (Agrawal and
 * Goyal, "Thompson Sampling for Contextual Bandits with Linear Payoffs", 2013; with the noise variance learned as in
 * Riquelme, Tucker and Snoek, "Deep Bayesian Bandits Showdown", 2018): {@link FullRegression}. O(u^2) an arm, where u
 * is the number of positions that it has met.
 *
 * <pre>
 *   score(a) ~ N(x' mu, v^2 noise x' A^-1 x)      P(a) = P(a's score is the largest)
 * </pre>
 *
 * Arms share no coefficient, so the scores are independent and the probabilities are integrated ({@link
 * GaussianQuadrature}). Deviations: a normal takes the place of the Student-t that an unknown noise variance gives; prior
 * mean and prior noise follow the rewards seen so far ({@link RewardScale}) unless {@code noise=fixed}, which starts at 0 and
 * knows its noise. At most {@code dimension_max} positions an arm.
 *
 * <p>Where rewards are forgotten ({@link Forgetting}, {@link FullRegressions}) posteriors return to where an arm would start
 * now, or are of what is within the window.
 */
final class LinTsFull implements Policy {
    private final GaussianQuadrature quadrature = new GaussianQuadrature();
    private final RewardScale scale;
    private final FullRegressions regressions;
    private final double explorationScale;

    LinTsFull(PolicySpec spec) {
        Forgetting forgetting = Forgetting.of(spec);
        scale = new RewardScale(spec, forgetting);
        explorationScale = spec.number("exploration_scale");
        double noiseCount = scale.learnsNoise() ? spec.number("noise_n") : Double.POSITIVE_INFINITY;
        double precision = spec.number("noise_variance") / spec.number("prior_scale");
        regressions = new FullRegressions(
                new RegressionPrior(precision, noiseCount, (int) spec.number("dimension_max")), forgetting);
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        double[] deviations = new double[candidates.size()];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = explorationScale * Math.sqrt(variance(candidates, i));
        }
        return Distribution.of(quadrature.probabilityOfBest(scores(candidates), deviations));
    }

    /** Variance of the score, without the exploration scale. */
    double variance(Candidates candidates, int position) {
        FullRegression regression = at(candidates, position);
        return regression.noiseVariance(scale.noiseVariance(candidates.atMs()))
                * regression.spread(candidates.features(position));
    }

    private FullRegression at(Candidates candidates, int position) {
        return regressions.at(candidates.arm(position), candidates.atMs(), scale.mean(candidates.atMs()));
    }

    /** Posterior means of the scores. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] means = new double[candidates.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = at(candidates, i).predict(candidates.features(i));
        }
        return means;
    }

    @Override
    public void learn(Observation observation) {
        regressions.learn(observation, scale.learn(observation.reward(), observation.atMs()));
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        regressions.seed(arm, like, pulls);
    }

    FullRegressions regressions() {
        return regressions;
    }

    @Override
    public boolean contextual() {
        return true;
    }

    @Override
    public double propensityError() {
        return quadrature.error();
    }

    @Override
    public Memory memory() {
        Memory.Builder memory = Memory.builder();
        regressions.keep(memory);
        scale.memorise(memory);
        return memory.build();
    }

    @Override
    public void restore(Memory memory) {
        regressions.restore(memory);
        scale.restore(memory);
    }

    @Override
    public Optional<String> flaw(int arm) {
        return regressions.flaw(arm).or(scale::flaw);
    }
}
