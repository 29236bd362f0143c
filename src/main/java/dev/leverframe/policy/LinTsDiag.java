package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Thompson sampling with one Bayesian linear regression an arm (Agrawal and Goyal, "Thompson Sampling for Contextual
 * Bandits with Linear Payoffs", 2013), coefficients taken as independent: O(non-zero features) an arm, whatever the
 * dimension. The update is that of {@link DiagonalRegression}.
 *
 * <pre>
 *   score(a) ~ N(sum m_j x_j, v^2 (b / a) sum S_j x_j^2)      P(a) = P(a's score is the largest)
 * </pre>
 *
 * A linear image of independent normal coefficients is normal with that mean and variance, and arms share no
 * coefficient: so the scores have the same joint law as if the coefficients were drawn, and the probabilities are
 * integrated ({@link GaussianQuadrature}). Deviations: coefficients are independent, which costs regret against the
 * full covariance; a normal takes the place of the Student-t that an unknown noise variance gives.
 *
 * <p>{@code noise=fixed}: {@code b / a} is {@code noise_variance} for ever and all coefficients start at 0.
 *
 * <p>{@code noise=learned}: {@code noise_variance} is a guess worth {@code noise_n} observations, and the constant's
 * coefficient of an arm starts at the mean of the rewards that the policy had learned before the arm's first, together
 * with {@code prior_n} pseudo-observations of {@code prior_mean}. Starting at 0 instead makes the other coefficients
 * explain the level of the rewards, and the noise variance inherits those first large residuals. The start is frozen at
 * the arm's first reward: regressing on {@code reward - running mean} would judge old and new rewards against different
 * zeros. Recomputing every posterior for the current running mean is possible (it is affine in the prior mean) and was
 * measured: within noise of this, for twice the state.
 */
final class LinTsDiag implements Policy {
    private final GaussianQuadrature quadrature = new GaussianQuadrature();
    private final double explorationScale;
    private final double noiseVariance;
    private final double noiseCount;
    private final double priorVariance;
    private final double priorMean;
    private final double priorCount;
    private final boolean learnsNoise;
    private @Nullable DiagonalRegression[] regressions = {};
    private double rewardSum;
    private long rewards;

    LinTsDiag(PolicySpec spec) {
        learnsNoise = spec.word("noise").equals("learned");
        explorationScale = spec.number("exploration_scale");
        noiseVariance = spec.number("noise_variance");
        noiseCount = learnsNoise ? spec.number("noise_n") : Double.POSITIVE_INFINITY;
        priorVariance = spec.number("prior_scale") / noiseVariance;
        priorMean = spec.number("prior_mean");
        priorCount = spec.number("prior_n");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        double[] means = new double[candidates.size()];
        double[] deviations = new double[candidates.size()];
        DiagonalRegression unseen = unseen();
        for (int i = 0; i < candidates.size(); i++) {
            DiagonalRegression regression = regression(candidates.arm(i), unseen);
            means[i] = regression.predict(candidates.features(i));
            deviations[i] = explorationScale * Math.sqrt(regression.predictionVariance(candidates.features(i)));
        }
        return Distribution.of(quadrature.probabilityOfBest(means, deviations));
    }

    /** Posterior means of the scores. */
    @Override
    public double[] scores(Candidates candidates) {
        DiagonalRegression unseen = unseen();
        double[] means = new double[candidates.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = regression(candidates.arm(i), unseen).predict(candidates.features(i));
        }
        return means;
    }

    @Override
    public void learn(Observation observation) {
        int arm = observation.arm();
        if (arm >= regressions.length) {
            regressions = Arrays.copyOf(regressions, ArmArrays.newLength(regressions.length, arm));
        }
        DiagonalRegression regression = regression(arm, unseen());
        regression.learn(observation.features(), observation.reward());
        regressions[arm] = regression;
        rewardSum += observation.reward();
        rewards++;
    }

    /** What was learned about the arm; null if nothing. */
    @Nullable
    DiagonalRegression regression(int arm) {
        return arm < regressions.length ? regressions[arm] : null;
    }

    private DiagonalRegression regression(int arm, DiagonalRegression unseen) {
        DiagonalRegression learned = regression(arm);
        return learned == null ? unseen : learned;
    }

    private DiagonalRegression unseen() {
        return new DiagonalRegression(intercept(), priorVariance, noiseVariance, noiseCount);
    }

    private double intercept() {
        return learnsNoise ? (priorCount * priorMean + rewardSum) / (priorCount + rewards) : 0;
    }

    @Override
    public boolean contextual() {
        return true;
    }

    @Override
    public double propensityError() {
        return quadrature.error();
    }
}
