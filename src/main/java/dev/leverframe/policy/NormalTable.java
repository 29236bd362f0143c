package dev.leverframe.policy;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * The standard normal's distribution function F, and the ratio f / F of its density to it (the inverse of Mills' ratio), each
 * within 2e-11 of the truth, for a nanosecond or two and without an exponential or a division: on intervals h = 1/64 wide, the
 * cubic through the exact values at the four Chebyshev points.
 *
 * <p>A cubic through these points is off by at most {@code h^4 / 3072}, which is 2e-11, times the largest fourth derivative:
 * that is 0.55 for F and 0.26 for f / F. The eight coefficients of an interval lie side by side. The ratio stands in for the
 * density because who needs {@code F_1 F_2 .. F_n f_i / F_i} for every i then divides by nothing.
 *
 * <p>Callers address it by <em>place</em>, {@code (z + 8) * 64}, as they can fold that into a scaling of their own.
 */
final class NormalTable {
    /** How far below 0 the table begins; F is under 1e-15 there. */
    static final double DEPTH = 8;

    /** How far above 0 it ends; from there on F is taken to be 1 and the ratio 0, which are within 3e-10. */
    static final double HEIGHT = 6.5;

    static final int PER_UNIT = 64;
    static final int PLACES = (int) ((DEPTH + HEIGHT) * PER_UNIT);

    private static final int COEFFICIENTS = 4;
    private static final int STRIDE = 2 * COEFFICIENTS;
    private static final double[] TABLE = new double[PLACES * STRIDE];

    static {
        double[] points = new double[COEFFICIENTS];
        double[] cumulatives = new double[COEFFICIENTS];
        double[] ratios = new double[COEFFICIENTS];
        for (int i = 0; i < PLACES; i++) {
            for (int k = 0; k < COEFFICIENTS; k++) {
                points[k] = 0.5 - 0.5 * Math.cos(Math.PI * (k + 0.5) / COEFFICIENTS);
                double z = (i + points[k]) / PER_UNIT - DEPTH;
                cumulatives[k] = exactCumulative(z);
                ratios[k] = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / cumulatives[k];
            }
            interpolate(points, cumulatives, i * STRIDE);
            interpolate(points, ratios, i * STRIDE + COEFFICIENTS);
        }
    }

    private NormalTable() {}

    /** Newton's divided differences, multiplied out into powers of the distance from the interval's lower end. */
    private static void interpolate(double[] points, double[] values, int to) {
        double[] differences = values.clone();
        for (int order = 1; order < COEFFICIENTS; order++) {
            for (int k = COEFFICIENTS - 1; k >= order; k--) {
                differences[k] = (differences[k] - differences[k - 1]) / (points[k] - points[k - order]);
            }
        }
        for (int k = COEFFICIENTS - 1; k >= 0; k--) {
            for (int power = COEFFICIENTS - 1; power > 0; power--) {
                TABLE[to + power] = TABLE[to + power - 1] - points[k] * TABLE[to + power];
            }
            TABLE[to] = differences[k] - points[k] * TABLE[to];
        }
    }

    /** The distribution function at z to double precision, for where one value is enough. */
    static double exactCumulative(double z) {
        return 0.5 * Erfc.value(-z * Math.sqrt(0.5));
    }

    /**
     * The distribution function.
     *
     * @param place in [0, {@link #PLACES})
     */
    static double cumulative(double place) {
        int i = (int) place;
        return polynomial(i * STRIDE, place - i);
    }

    /**
     * The density divided by the distribution function.
     *
     * @param place in [0, {@link #PLACES})
     */
    static double ratio(double place) {
        int i = (int) place;
        return polynomial(i * STRIDE + COEFFICIENTS, place - i);
    }

    private static double polynomial(int at, double d) {
        return TABLE[at] + d * (TABLE[at + 1] + d * (TABLE[at + 2] + d * TABLE[at + 3]));
    }
}
