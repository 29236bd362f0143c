package dev.leverframe.policy;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * A beta score over its logit {@code y = ln(z / (1 - z))}, where the density is log-concave whatever the shapes:
 *
 * <pre>
 *   f(y) = z^alpha (1 - z)^beta / B(alpha, beta)      mode ln(alpha / beta)
 * </pre>
 *
 * @param logNorm logarithm of the beta function
 * @param lower below it lies less than 5e-12 of the mass
 * @param upper above it lies less than 5e-12 of the mass
 * @param centre where the density bends most: at the mode, but for a shape below 1 where its long tail ends
 * @param scale over which it bends there: about a deviation, and never above 1, as the logistic function bends too
 */
record BetaShape(double alpha, double beta, double logNorm, double lower, double upper, double centre, double scale) {
    static final BetaShape UNIFORM = of(1, 1);

    /** A score ends where its density is e to minus this of its highest. */
    private static final double LOG_DROP = 26;

    private static final int NEWTON_STEPS = 2;

    /** @throws IllegalArgumentException if a shape is not positive or not finite */
    static BetaShape of(double alpha, double beta) {
        if (!(alpha > 0 && beta > 0 && alpha + beta <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("shapes must be positive and finite, got " + alpha + " and " + beta);
        }
        double mode = Math.log(alpha / beta);
        return new BetaShape(
                alpha,
                beta,
                LogBeta.value(alpha, beta),
                mode - reach(alpha, beta),
                mode + reach(beta, alpha),
                Math.log(Math.max(alpha, 1) / Math.max(beta, 1)),
                1 / Math.sqrt(1 + alpha * beta / (alpha + beta)));
    }

    /**
     * How far below the mode the score ends; above it with the shapes exchanged. Newton's method on a concave function, from
     * a point beyond the end: it stays beyond it.
     */
    private static double reach(double alpha, double beta) {
        double total = alpha + beta;
        double d = Math.sqrt(2 * LOG_DROP * total / alpha / beta) + LOG_DROP / alpha;
        for (int i = 0; i < NEWTON_STEPS; i++) {
            double z = alpha * Math.exp(-d) / total;
            double rest = z + beta / total;
            double tooDeep = alpha * d + total * Math.log(rest) - LOG_DROP;
            d -= tooDeep / (alpha - total * z / rest);
        }
        return d;
    }

    boolean has(double otherAlpha, double otherBeta) {
        return alpha == otherAlpha && beta == otherBeta;
    }

    /** @param logZ logarithm of z, with {@code logRest} that of 1 - z */
    double density(double logZ, double logRest) {
        return Math.exp(alpha * logZ + beta * logRest - logNorm);
    }
}
