package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * LinUCB with disjoint linear models (Li, Chu, Langford and Schapire, "A Contextual-Bandit Approach to Personalized News
 * Article Recommendation", 2010, algorithm 1).
 *
 * <pre>
 *   A = lambda I + sum x x'      theta = A^-1 sum r x
 *   index(a) = x' theta + alpha sqrt(x' A^-1 x)
 *   alpha = 1 + sqrt(ln(2 / delta) / 2)                                            radius=constant, or alpha as given
 *   alpha = R sqrt(2 ln(det(A)^(1/2) det(lambda I)^(-1/2) / delta)) + sqrt(lambda) S    radius=theory
 * </pre>
 *
 * The second radius holds for all rounds together (Abbasi-Yadkori, Pál and Szepesvári, "Improved Algorithms for Linear
 * Stochastic Bandits", 2011, theorem 2); R is {@code noise_bound}, sub-Gaussian, and S, {@code coefficient_bound}, bounds the
 * norm of theta. Deviations: ties share equally; a position gets its row of A when it is first seen, at most {@code
 * dimension_max} of them ({@link FullRegression}); pulls in flight are not counted.
 *
 * <p>The paper's radius is right for rewards whose noise has a deviation of about 1, and explores far too much where that is
 * smaller, as that of rewards in [0, 1] is. So with {@code noise=learned}, which is the default, it is in units of the arm's own
 * deviation, learned as by {@link LinTsFull}, which also has the guess before the first rewards and the start of the constant's
 * coefficient ({@link RewardScale}); {@code noise=fixed} gives the index as published. The radius of the theory is in units of
 * the reward in either case, as R and S are.
 *
 * <pre>
 *   index(a) = x' mu + alpha sqrt(noise) sqrt(x' A^-1 x)
 * </pre>
 *
 * <p>Where rewards are forgotten ({@link Forgetting}, {@link FullRegressions}) A and the sums are of the weights that are left.
 * Deviation from Russac, Vernade and Cappé, "Weighted Linear Bandits for Non-Stationary Environments", 2019: their width is of
 * {@code A^-1 B A^-1}, B with squared weights, which is smaller, as a weight is at most 1; that needs a second matrix. The
 * window is that of Cheung, Simchi-Levi and Zhu, "Learning to Optimize under Non-Stationarity", 2019.
 */
final class LinUcb implements Policy {
    private final FullRegressions regressions;
    private final RewardScale scale;
    private final double lambda;
    private final double delta;
    private final double alpha;
    private final boolean theory;
    private final double noiseBound;
    private final double coefficientBound;
    private final double tieTolerance;

    LinUcb(PolicySpec spec) {
        lambda = spec.number("lambda");
        delta = spec.number("delta");
        alpha = spec.optionalNumber("alpha").orElse(1 + Math.sqrt(Math.log(2 / delta) / 2));
        theory = spec.word("radius").equals("theory");
        noiseBound = spec.number("noise_bound");
        coefficientBound = spec.number("coefficient_bound");
        tieTolerance = spec.number("tie_tolerance");
        Forgetting forgetting = Forgetting.of(spec);
        scale = new RewardScale(spec, forgetting);
        double noiseCount = scale.learnsNoise() ? spec.number("noise_n") : Double.POSITIVE_INFINITY;
        regressions = new FullRegressions(
                new RegressionPrior(lambda, noiseCount, (int) spec.number("dimension_max")), forgetting);
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return Distribution.of(Ties.shareAmongBest(scores(candidates), tieTolerance));
    }

    /** The indices. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] indices = new double[candidates.size()];
        double start = scale.mean(candidates.atMs());
        double guess = scale.noiseVariance(candidates.atMs());
        for (int i = 0; i < indices.length; i++) {
            FullRegression regression = regressions.at(candidates.arm(i), candidates.atMs(), start);
            double width = radius(regression) * Math.sqrt(regression.spread(candidates.features(i)));
            indices[i] = regression.predict(candidates.features(i)) + deviation(regression, guess) * width;
        }
        return indices;
    }

    /** What the radius is in units of. */
    private double deviation(FullRegression regression, double guess) {
        return scale.learnsNoise() && !theory ? Math.sqrt(regression.noiseVariance(guess)) : 1;
    }

    double radius(FullRegression regression) {
        if (!theory) {
            return alpha;
        }
        Cholesky precision = regression.precision();
        double logRatio = precision.logDeterminant() - precision.size() * Math.log(lambda);
        double spread = Math.sqrt(Math.max(0, logRatio - 2 * Math.log(delta)));
        return noiseBound * spread + Math.sqrt(lambda) * coefficientBound;
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
