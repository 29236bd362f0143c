package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.StableHash;

/**
 * Thompson sampling with beta posteriors, for rewards in [0, 1] (Thompson, "On the Likelihood that One Unknown
 * Probability Exceeds Another", 1933; Agrawal and Goyal, "Analysis of Thompson Sampling for the Multi-armed Bandit
 * Problem", 2012).
 *
 * <pre>
 *   arm a ~ Beta(alpha_0 + sum of r, beta_0 + sum of (1 - r))      fractional
 *   the same with y in {0, 1} for r, P(y = 1) = r                  binarised (Agrawal and Goyal, algorithm 2)
 *   P(a) = P(a's draw is the largest)
 * </pre>
 *
 * The fractional update is not an exact posterior, but its sum has the mean of the binarised one and less noise, and
 * its spread is that of Bernoulli rewards, which is the widest that a reward in [0, 1] can have: it never becomes
 * over-confident. The binarised coin is keyed by the decision, so a replay throws it alike. The probabilities are
 * integrated, not drawn ({@link BetaQuadrature}). Deviation: {@code prior_mean} and {@code prior_n} are not used here,
 * the prior is {@code prior_alpha} and {@code prior_beta}.
 */
final class BetaThompson implements Policy {
    private final BetaQuadrature quadrature = new BetaQuadrature();
    private final CachedDistribution cache = new CachedDistribution();
    private final double priorAlpha;
    private final double priorBeta;
    private final boolean binarised;
    private double[] successes = {};
    private double[] failures = {};

    BetaThompson(PolicySpec spec) {
        priorAlpha = spec.number("prior_alpha");
        priorBeta = spec.number("prior_beta");
        binarised = spec.word("update").equals("binarised");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return cache.get(candidates.arms(), () -> compute(candidates));
    }

    private Distribution compute(Candidates candidates) {
        double[] alpha = new double[candidates.size()];
        double[] beta = new double[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            alpha[i] = alpha(candidates.arm(i));
            beta[i] = beta(candidates.arm(i));
        }
        return Distribution.of(quadrature.probabilityOfBest(alpha, beta));
    }

    /** Posterior means. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] means = new double[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            means[i] = alpha(candidates.arm(i)) / (alpha(candidates.arm(i)) + beta(candidates.arm(i)));
        }
        return means;
    }

    @Override
    public void learn(Observation observation) {
        int arm = observation.arm();
        double reward = observation.reward();
        double success = binarised ? coin(observation.decisionId(), reward) : reward;
        successes = ArmArrays.grown(successes, arm);
        failures = ArmArrays.grown(failures, arm);
        successes[arm] += success;
        failures[arm] += 1 - success;
        cache.invalidate();
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        double learned = ArmArrays.get(successes, like) + ArmArrays.get(failures, like);
        if (ArmArrays.get(successes, arm) + ArmArrays.get(failures, arm) == 0 && learned > 0) {
            double kept = Math.min(1, pulls / learned);
            successes = ArmArrays.grown(successes, arm);
            failures = ArmArrays.grown(failures, arm);
            successes[arm] = kept * successes[like];
            failures[arm] = kept * failures[like];
            cache.invalidate();
        }
    }

    private static double coin(String decisionId, double reward) {
        return StableHash.uniform(decisionId, "binarise", 0) < reward ? 1 : 0;
    }

    double alpha(int arm) {
        return priorAlpha + ArmArrays.get(successes, arm);
    }

    double beta(int arm) {
        return priorBeta + ArmArrays.get(failures, arm);
    }

    @Override
    public double propensityError() {
        return quadrature.error();
    }
}
