package dev.leverframe.policy;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Density and distribution function of the standard normal, each within 2e-11 of the truth, for a few nanoseconds and without
 * an exponential: cubic Hermite interpolation between exact values 1/128 apart.
 *
 * <p>On an interval of width h it errs by at most {@code h^4 / 384} times the largest fourth derivative (Stoer and Bulirsch,
 * "Introduction to Numerical Analysis", 3rd edition 2002, theorem 2.1.5.10). For the density that is {@code 3 / sqrt(2 pi)},
 * so 1.2e-11; for the distribution function it is below 0.56, so 5.5e-12. The slopes are known: {@code Phi' = phi} and {@code
 * phi' = -z phi}. Beyond 8.5 the density is below 1e-16 and taken to be 0.
 */
final class NormalTable {
    private static final double REACH = 8.5;
    private static final int PER_UNIT = 128;
    private static final int INTERVALS = (int) (2 * REACH * PER_UNIT);
    private static final double STEP = 1.0 / PER_UNIT;
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);
    private static final double[] DENSITIES = new double[INTERVALS + 1];
    private static final double[] CUMULATIVES = new double[INTERVALS + 1];

    static {
        for (int i = 0; i <= INTERVALS; i++) {
            double z = knot(i);
            DENSITIES[i] = DENSITY_AT_ZERO * Math.exp(-z * z / 2);
            CUMULATIVES[i] = exactCumulative(z);
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
            interpolate(place, densities, cumulatives, at);
        } else {
            densities[at] = 0;
            cumulatives[at] = z > 0 ? 1 : 0;
        }
    }

    private static void interpolate(double place, double[] densities, double[] cumulatives, int at) {
        int i = (int) place;
        double u = place - i;
        double v = 1 - u;
        // The four cubic Hermite polynomials; those of the slopes are scaled to the width of the interval.
        double left = v * v * (1 + 2 * u);
        double right = u * u * (1 + 2 * v);
        double slopeLeft = STEP * u * v * v;
        double slopeRight = -STEP * u * u * v;
        double low = DENSITIES[i];
        double high = DENSITIES[i + 1];
        double z = knot(i);
        densities[at] = left * low + right * high - slopeLeft * z * low - slopeRight * (z + STEP) * high;
        cumulatives[at] = left * CUMULATIVES[i] + right * CUMULATIVES[i + 1] + slopeLeft * low + slopeRight * high;
    }
}
