package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;

/**
 * KL-UCB for rewards in [0, 1] (Garivier and Cappé, "The KL-UCB Algorithm for Bounded Stochastic Bandits and Beyond",
 * 2011, algorithm 1).
 *
 * <pre>
 *   index(a) = max { q in [mean, 1] : n_a kl(mean, q) <= ln t + c ln ln t }
 *   kl(p, q) = p ln(p / q) + (1 - p) ln((1 - p) / (1 - q))
 * </pre>
 *
 * The root is bracketed by {@value #STEPS} bisections, which leave less than the distance of two doubles. It is known at
 * the edges: {@code 1 - exp(-(ln t + c ln ln t) / n_a)} for a mean of 0, and 1 for a mean of 1. Deviations: those of {@link
 * IndexPolicy}; {@code c} is 0, as the paper's experiments have it, where its theorem wants 3; {@code ln ln t} counts from
 * {@code t = 3} on, before that it is negative or not a number.
 */
final class KlUcb extends IndexPolicy {
    private static final int STEPS = 60;
    private static final double LOG_3 = Math.log(3);

    private final double c;

    KlUcb(PolicySpec spec) {
        super(spec, Forgetting.of(spec));
        c = spec.number("c");
    }

    @Override
    double index(double mean, double variance, double pulls, double logOfTotal) {
        double budget = (logOfTotal + (logOfTotal < LOG_3 ? 0 : c * Math.log(logOfTotal))) / pulls;
        // An average of ones, and a prior mean outside of [0, 1], may be beyond the edge.
        if (mean <= 0) {
            return -Math.expm1(-budget);
        }
        return mean >= 1 ? 1 : bisect(mean, budget);
    }

    private static double bisect(double mean, double budget) {
        double within = mean;
        double beyond = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (within + beyond) / 2;
            if (divergence(mean, middle) <= budget) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return within;
    }

    /** Of Bernoulli distributions; infinite at {@code q = 1}. */
    private static double divergence(double p, double q) {
        return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    }
}
