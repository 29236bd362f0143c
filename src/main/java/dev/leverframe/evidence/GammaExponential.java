package dev.leverframe.evidence;

/**
 * The gamma-exponential mixture: confidence sequences and e-values for means of one-sidedly bounded numbers, valid at
 * every look (Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences",
 * 2021; the exponential inequality beneath it by Fan, Grama and Liu, "Exponential inequalities for
 * martingales with applications", 2015).
 *
 * <p>Let {@code theta_i - nu_i >= -c} with a centre {@code nu_i} that the past fixes, {@code S = sum theta_i} and
 * {@code V = sum (theta_i - nu_i)^2}. For every {@code lambda} in [0, 1/c), with {@code psi(lambda) = (-log(1 - lambda
 * c) - lambda c)/c^2},
 *
 * <pre>
 *   exp( lambda (S - sum E[theta_i | past]) - psi(lambda) V )
 * </pre>
 *
 * is a supermartingale. {@code M(s, v)} mixes it over lambda by a gamma-like density of weight {@code rho}, so by
 * Ville's inequality {@code P(M ever reaches 1/alpha) <= alpha}. Nothing is assumed about the law, the data may be
 * gathered by a bandit, and the mean may drift: what is covered is its running average.
 *
 * <pre>
 *   log M(s, v) = G((v + rho)/c^2, s/c) - G(rho/c^2, 0)
 *   G(a, d)     = log( gamma(a, y) y^-a e^y ),  y = a + d            gamma: lower incomplete
 * </pre>
 *
 * This is the paper's expression with its large terms cancelled on paper instead of in floating point.
 *
 * <p>Deviation: where {@code y <= 0}, which happens only on the side that loses, {@code G} is taken to be {@code -log(-d)}. That
 * is less than its continuation {@code log of the integral of (1 - u)^(a-1) e^(y u) over u from 0 to 1}, so nothing is claimed
 * that the data do not carry; and it is finite, so that evidence which is multiplied over segments is not lost for good.
 */
public final class GammaExponential {
    private static final int NEWTON_STEPS_MAX = 100;
    private static final double NEWTON_TOLERANCE = 1e-14;

    private final double c;
    private final double rho;
    private final double atOrigin;

    private GammaExponential(double c, double rho) {
        this.c = c;
        this.rho = rho;
        this.atOrigin = IncompleteGamma.logScaled(rho / (c * c), 0);
    }

    /**
     * The mixture whose interval is tightest about where {@code V} is {@code vOpt}. All three are to be fixed before
     * the data; a poor {@code vOpt} costs samples, never validity.
     *
     * @param c bound on how far a term falls below its centre, positive
     * @param vOpt variance process to tune for, positive
     * @param alpha two-sided error probability to tune for, in (0, 1)
     */
    public static GammaExponential tuned(double c, double vOpt, double alpha) {
        Ranges.requirePositive("bound c", c);
        Ranges.requirePositive("v_opt", vOpt);
        Ranges.requireProbability("alpha", alpha);
        double twice = -2 * Math.log(alpha);
        return new GammaExponential(c, vOpt / (twice + Math.log1p(twice)));
    }

    /** The weight of the mixing density, positive. */
    public double rho() {
        return rho;
    }

    /**
     * Logarithm of the one-sided e-value against "the mean is at most 0": it grows with positive {@code s}. For another
     * null {@code d0} pass {@code s - n d0}; for the other side pass {@code -s}.
     *
     * @param s sum of the terms, finite
     * @param v sum of squared distances from the centres, finite, 0 or more
     */
    public double logMixture(double s, double v) {
        Ranges.requireFinite("s", s);
        requireVariance(v);
        return IncompleteGamma.logScaled((v + rho) / (c * c), s / c) - atOrigin;
    }

    /**
     * The boundary {@code u(v)} that a sum of terms of mean 0 ever crosses with probability at most alpha: the root of
     * {@code log M(u, v) = log(1/alpha)}.
     *
     * @param v variance process, finite, 0 or more
     * @param alpha one-sided, in (0, 1)
     */
    public double radius(double v, double alpha) {
        requireVariance(v);
        Ranges.requireProbability("alpha", alpha);
        double a = (v + rho) / (c * c);
        double target = atOrigin - Math.log(alpha);
        // G is convex and increases in d: Newton from 0 steps past the root once and then comes down to it.
        double d = newton(a, 0, target);
        for (int i = 0; i < NEWTON_STEPS_MAX; i++) {
            double next = newton(a, d, target);
            if (!(d - next > NEWTON_TOLERANCE * d)) {
                return c * Math.min(d, next);
            }
            d = next;
        }
        return c * d;
    }

    private static double newton(double a, double d, double target) {
        double g = IncompleteGamma.logScaled(a, d);
        return d - (g - target) * (a + d) / (d + Math.exp(-g));
    }

    /**
     * The two-sided interval for the mean of {@code n} terms, for every {@code n} at once.
     *
     * @param n 1 or more; with 0 the interval is the whole line
     * @param alpha two-sided, in (0, 1); each side gets half
     */
    public Interval interval(long n, double s, double v, double alpha) {
        if (n == 0) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double u = radius(v, alpha / 2);
        return new Interval((s - u) / n, (s + u) / n);
    }

    /** Logarithm of the two-sided e-value against "the mean is 0": the average of both sides' e-values. */
    public double twoSidedLogE(double s, double v) {
        double plus = logMixture(s, v);
        double minus = logMixture(-s, v);
        double larger = Math.max(plus, minus);
        return larger + Math.log1p(Math.exp(Math.min(plus, minus) - larger)) - Math.log(2);
    }

    /**
     * The anytime p-value against "the mean is 0", in [0, 1]: below alpha exactly when the interval at alpha excludes
     * 0. Its running minimum is an anytime p-value too.
     */
    public double anytimeP(double s, double v) {
        return Math.min(1, 2 * Math.exp(-Math.max(logMixture(s, v), logMixture(-s, v))));
    }

    private static void requireVariance(double v) {
        if (!(v >= 0 && v < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("v must be finite and 0 or more, got " + v);
        }
    }
}
