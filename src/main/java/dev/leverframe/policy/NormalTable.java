package dev.leverframe.policy;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Density and distribution function of the standard normal, each within 2e-11 of the truth, for a few nanoseconds and without
 * an exponential: Taylor polynomials of third degree around the nearest of exact values 1/128 apart. The derivatives of the
 * density are the density times Hermite polynomials (Abramowitz and Stegun, "Handbook of Mathematical Functions", 1964,
 * 26.2.31), so two numbers a knot are enough, and they lie side by side.
 *
 * <p>At a distance d from a knot the remainder is at most {@code d^4 / 24} times the largest fourth derivative, and d at most
 * 1/256. For the density that derivative is {@code 3 / sqrt(2 pi)}, so 1.2e-11; for the distribution function it is below 0.56,
 * so 5.5e-12. Beyond 8.5 the density is below 1e-16 and taken to be 0.
 */
final class NormalTable {
    private static final double REACH = 8.5;
    private static final int PER_UNIT = 128;
    private static final int INTERVALS = (int) (2 * REACH * PER_UNIT);
    private static final double STEP = 1.0 / PER_UNIT;
    private static final double THIRD = 1.0 / 3;
    private static final double SIXTH = 1.0 / 6;
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);
    /** By turns the density and the distribution function at a knot. */
    private static final double[] KNOTS = new double[2 * (INTERVALS + 1)];

    static {
        for (int i = 0; i <= INTERVALS; i++) {
            double z = knot(i);
            KNOTS[2 * i] = DENSITY_AT_ZERO * Math.exp(-z * z / 2);
            KNOTS[2 * i + 1] = exactCumulative(z);
        }
    }

    private NormalTable() {}

    private static double knot(int i) {
        return i * STEP - REACH;
    }

    /** The distribution function at z to double precision, for where one value is enough. */
    static double exactCumulative(double z) {
        return 0.5 * Erfc.value(-z * Math.sqrt(0.5));
    }

    /**
     * Writes the density and the distribution function at z.
     *
     * @param z not NaN
     */
    static void fill(double z, double[] densities, double[] cumulatives, int at) {
        double place = (z + REACH) * PER_UNIT;
        if (place >= 0 && place < INTERVALS) {
            expand(place, densities, cumulatives, at);
        } else {
            densities[at] = 0;
            cumulatives[at] = z > 0 ? 1 : 0;
        }
    }

    private static void expand(double place, double[] densities, double[] cumulatives, int at) {
        int i = (int) (place + 0.5);
        double d = (place - i) * STEP;
        double z = knot(i);
        double density = KNOTS[2 * i];
        // Taylor coefficients of the density, in units of the density at the knot; the first is 1.
        double second = 0.5 * (z * z - 1);
        double third = z * (3 - z * z) * SIXTH;
        densities[at] = density * (1 + d * (d * (second + d * third) - z));
        cumulatives[at] = KNOTS[2 * i + 1] + density * d * (1 + d * (d * second * THIRD - 0.5 * z));
    }
}
