package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;

/**
 * UCB1 (Auer, Cesa-Bianchi and Fischer, "Finite-time Analysis of the Multiarmed Bandit Problem", 2002, figure 1), and where
 * rewards are forgotten its discounted and sliding-window forms (Garivier and Moulines, "On Upper-Confidence Bound Policies
 * for Switching Bandit Problems", 2011, with B = 1 and xi = 1/2).
 *
 * <pre>
 *   index(a) = mean(a) + sqrt(2 ln t / n_a)      n_a: pulls of arm a, t: pulls of all arms
 *   index(a) = mean(a) + sqrt(2 ln t / n_a)      discounted: n_a, t and the mean are of the weights that are left
 *   index(a) = mean(a) + sqrt(ln t / (2 n_a))    window: n_a, t and the mean are of the pulls within it
 *   index(a) = +infinity                         while n_a = 0
 * </pre>
 *
 * The papers discount by plays ({@code discount}, {@code window_pulls}); {@code half_life_s} and {@code window_s} go by the
 * wall clock. Deviations: those of {@link IndexPolicy}.
 */
final class Ucb1 extends IndexPolicy {
    private final double width;

    Ucb1(PolicySpec spec) {
        this(spec, Forgetting.ofPullsOrTime(spec));
    }

    private Ucb1(PolicySpec spec, Forgetting forgetting) {
        super(spec, forgetting);
        width = forgetting.windowed() ? 0.5 : 2;
    }

    @Override
    double index(double mean, double variance, double pulls, double logOfTotal) {
        return mean + Math.sqrt(width * logOfTotal / pulls);
    }
}
