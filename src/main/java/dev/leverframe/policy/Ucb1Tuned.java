package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;

/**
 * UCB1-tuned (Auer, Cesa-Bianchi and Fischer, "Finite-time Analysis of the Multiarmed Bandit Problem", 2002, section 4): as
 * UCB1, but with the arm's own variance in place of the worst that a reward in [0, 1] can have.
 *
 * <pre>
 *   index(a) = mean(a) + sqrt((ln t / n_a) min(1/4, s_a^2 + sqrt(2 ln t / n_a)))     s_a^2: sum of squared deviations / n_a
 * </pre>
 *
 * The paper proves nothing for it and finds it better than UCB1 throughout. Deviations: those of {@link IndexPolicy};
 * {@code s_a^2} is that of the rewards learned, pulls in flight do not narrow it.
 */
final class Ucb1Tuned extends IndexPolicy {
    private static final double VARIANCE_MAX = 0.25;

    Ucb1Tuned(PolicySpec spec) {
        super(spec, Forgetting.of(spec));
    }

    @Override
    double index(double mean, double variance, double pulls, double logOfTotal) {
        double logPerPull = logOfTotal / pulls;
        double bound = Math.min(VARIANCE_MAX, variance + Math.sqrt(2 * logPerPull));
        return mean + Math.sqrt(logPerPull * bound);
    }
}
