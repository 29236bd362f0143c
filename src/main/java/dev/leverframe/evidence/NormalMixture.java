package dev.leverframe.evidence;

import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The normal mixture boundary behind asymptotic confidence sequences (Robbins, "Statistical methods related to the law of
 * the iterated logarithm", 1970; Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences", 2024).
 *
 * <pre>
 *   half  = sqrt( var 2 (n rho2 + 1) / (n^2 rho2) log( sqrt(n rho2 + 1) / alpha ) )           two-sided
 *   half1 = the same with log( 1 + sqrt(n rho2 + 1) / (2 alpha) )                             one-sided
 *   log e = q - log(n rho2 + 1) / 2                  q = n^2 rho2 d^2 / (2 var (n rho2 + 1)), d: mean less the null
 *   log e1 = log max(2 (e^q - 1), 1) - log(n rho2 + 1) / 2        log erfcx(sqrt q) - log(n rho2 + 1) / 2 where d < 0
 *   rho2  = (-2 log alpha + log(1 - 2 log alpha)) / t_star
 * </pre>
 *
 * An interval excludes a null exactly where its e-value reaches 1 / alpha. The one-sided e-value is a lower bound of the mixture
 * over positive effects, {@code erfc(-sqrt q) e^q}; it is that mixture where d is negative ({@code erfcx(z) = e^(z^2) erfc(z)}),
 * and never 0, so that evidence which is multiplied over segments is not lost for good.
 */
final class NormalMixture {
    private final double rho2;

    private NormalMixture(double rho2) {
        this.rho2 = rho2;
    }

    static NormalMixture of(double rho2) {
        Ranges.requirePositive("rho2", rho2);
        return new NormalMixture(rho2);
    }

    /**
     * The mixture whose interval is tightest about {@code tStar} terms.
     *
     * @param alpha two-sided, in (0, 1); twice the alpha of a one-sided use
     */
    static NormalMixture tuned(double tStar, double alpha) {
        Ranges.requirePositive("t_star", tStar);
        Ranges.requireProbability("alpha", alpha);
        double twice = -2 * Math.log(alpha);
        return new NormalMixture((twice + Math.log1p(twice)) / tStar);
    }

    double rho2() {
        return rho2;
    }

    double half(double n, double variance, double alpha) {
        Ranges.requireProbability("alpha", alpha);
        return boundary(n, variance, Math.log(spread(n) / alpha));
    }

    double halfOneSided(double n, double variance, double alpha) {
        Ranges.requireProbability("alpha", alpha);
        return boundary(n, variance, Math.log1p(spread(n) / (2 * alpha)));
    }

    /** No spread means that nothing is known of the next term, not that it is known for sure. */
    private double boundary(double n, double variance, double logarithm) {
        return variance > 0
                ? Math.sqrt(2 * variance * (n * rho2 + 1) / (n * n * rho2) * logarithm)
                : Double.POSITIVE_INFINITY;
    }

    double logE(double n, double variance, double distance) {
        return variance > 0 ? exponent(n, variance, distance) - Math.log(spread(n)) : 0;
    }

    /** Against "the mean is at most the null". */
    double logEOneSided(double n, double variance, double distance) {
        if (!(variance > 0)) {
            return 0;
        }
        double q = exponent(n, variance, distance);
        if (distance < 0) {
            return Math.log(Erfcx.value(Math.sqrt(q))) - Math.log(spread(n));
        }
        // log(e^q - 1) without overflow
        double excess = q > 1 ? q + Math.log1p(-Math.exp(-q)) : Math.log(Math.expm1(q));
        return Math.max(0, Math.log(2) + excess) - Math.log(spread(n));
    }

    private double exponent(double n, double variance, double distance) {
        return n * n * rho2 * distance * distance / (2 * variance * (n * rho2 + 1));
    }

    private double spread(double n) {
        return Math.sqrt(n * rho2 + 1);
    }
}
