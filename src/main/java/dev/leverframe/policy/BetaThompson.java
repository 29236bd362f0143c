package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.StableHash;
import java.util.Optional;

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
 *
 * <p>Where rewards are forgotten ({@link Forgetting}) the sums are over what is left of them, and the posterior returns to
 * the prior. In a memory: {@link BetaCounts}.
 */
final class BetaThompson implements Policy {
    private final BetaQuadrature quadrature = new BetaQuadrature();
    private final CachedDistribution cache = new CachedDistribution();
    private final double priorAlpha;
    private final double priorBeta;
    private final boolean binarised;
    private final Ageing<BetaCounts> counts;

    BetaThompson(PolicySpec spec) {
        counts = new Ageing<>(Forgetting.of(spec), BetaCounts::new);
        priorAlpha = spec.number("prior_alpha");
        priorBeta = spec.number("prior_beta");
        binarised = spec.word("update").equals("binarised");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return cache.get(candidates.arms(), counts.lookedAt(candidates.atMs()), () -> compute(candidates));
    }

    private Distribution compute(Candidates candidates) {
        double[] alpha = new double[candidates.size()];
        double[] beta = new double[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            alpha[i] = alpha(candidates.arm(i), candidates.atMs());
            beta[i] = beta(candidates.arm(i), candidates.atMs());
        }
        return Distribution.of(quadrature.probabilityOfBest(alpha, beta));
    }

    /** Posterior means. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] means = new double[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            double alpha = alpha(candidates.arm(i), candidates.atMs());
            means[i] = alpha / (alpha + beta(candidates.arm(i), candidates.atMs()));
        }
        return means;
    }

    @Override
    public void learn(Observation observation) {
        double reward = observation.reward();
        double success = binarised ? coin(observation.decisionId(), reward) : reward;
        counts.toLearn(observation.arm(), observation.atMs()).add(observation.arm(), success);
        cache.invalidate();
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        counts.seed(arm, like, pulls);
        cache.invalidate();
    }

    private static double coin(String decisionId, double reward) {
        return StableHash.uniform(decisionId, "binarise", 0) < reward ? 1 : 0;
    }

    double alpha(int arm, long nowMs) {
        return priorAlpha + counts.sum(arm, nowMs, part -> part.successes(arm));
    }

    double beta(int arm, long nowMs) {
        return priorBeta + counts.sum(arm, nowMs, part -> part.failures(arm));
    }

    @Override
    public Memory memory() {
        Memory.Builder memory = Memory.builder();
        counts.memorise(memory);
        return memory.build();
    }

    @Override
    public void restore(Memory memory) {
        counts.restore(memory);
        cache.invalidate();
    }

    @Override
    public Optional<String> flaw(int arm) {
        return counts.flaw(arm);
    }

    @Override
    public double propensityError() {
        return quadrature.error();
    }
}
