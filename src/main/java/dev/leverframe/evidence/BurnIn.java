package dev.leverframe.evidence;

/**
 * When a central limit theorem may be trusted: the more skewed the values, the later (the sample-size rule of Cochran,
 * "Sampling Techniques", 1977, that asks for 25 times the squared skewness).
 *
 * <pre>
 *   n >= max(100, 25 (1 + skewness^2))    and the values are not all equal      skewness = sqrt(n) M3 / M2^1.5
 * </pre>
 *
 * For a rare event that is about 25 occurrences; symmetric values keep 100.
 */
final class BurnIn {
    private static final double LEAST = 100;
    private static final double PER_SQUARED_SKEWNESS = 25;

    private BurnIn() {}

    static boolean met(Moments moments) {
        return moments.m2() > 0 && moments.n() >= required(skewness(moments));
    }

    static double required(double skewness) {
        return Math.max(LEAST, PER_SQUARED_SKEWNESS * (1 + skewness * skewness));
    }

    /** Sample skewness; NaN where all values are equal. */
    static double skewness(Moments moments) {
        return Math.sqrt(moments.n()) * moments.m3() / Math.pow(moments.m2(), 1.5);
    }
}
