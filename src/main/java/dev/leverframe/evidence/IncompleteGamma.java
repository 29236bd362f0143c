package dev.leverframe.evidence;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The logarithm of the scaled lower incomplete gamma function, accurate where its factors are astronomical.
 *
 * <pre>
 *   G(a, d) = log( gamma(a, y) y^-a e^y )                                     y = a + d
 *           = R(a) + a (x - log(1 + x)) + log P(a, y)                         x = d / a
 *   R(a)    = log Gamma(a) - a log a + a                                      Stirling's remainder
 * </pre>
 *
 * Taken literally, terms of the size of {@code a log a} cancel: at a = 250,000 that costs seven digits. Here the only
 * large term left is the answer itself.
 */
final class IncompleteGamma {
    private static final double STIRLING_FROM = 10;
    /** Stirling's series in 1/a: Bernoulli numbers over 2k (2k - 1), from the highest power down to 1/a. */
    private static final double[] STIRLING = {
        1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12
    };

    private static final double ATANH_BELOW = 0.25;
    /** Below it P has lost its digits, and the series is used. */
    private static final double P_MIN = 1e-290;

    private IncompleteGamma() {}

    /**
     * @param a positive
     * @return G(a, d); where {@code a + d <= 0} a lower bound of its continuation, equal to it at 0
     */
    static double logScaled(double a, double d) {
        double y = a + d;
        if (!(y > 0)) {
            // The mean of 1 / (a + k), k from the Poisson law of mean -y, is at least 1 / (a - y) by Jensen's
            // inequality.
            return -Math.log(-d);
        }
        double p = RegularizedGamma.P.value(a, y);
        return p > P_MIN ? stirlingRemainder(a) + a * excess(d / a) + Math.log(p) : logSeries(a, y);
    }

    /**
     * {@code log sum_k y^k / (a (a+1) .. (a+k))}; converges like a geometric series where P is tiny, for y is far below
     * a.
     */
    private static double logSeries(double a, double y) {
        double term = 1;
        double sum = 1;
        for (double k = a + 1; term > sum * 1e-17; k++) {
            term *= y / k;
            sum += term;
        }
        return Math.log(sum / a);
    }

    static double stirlingRemainder(double a) {
        if (a < STIRLING_FROM) {
            return LogGamma.value(a) - a * Math.log(a) + a;
        }
        double inverseSquare = 1 / (a * a);
        double series = 0;
        for (double coefficient : STIRLING) {
            series = series * inverseSquare + coefficient;
        }
        return 0.5 * Math.log(2 * Math.PI / a) + series / a;
    }

    /**
     * {@code x - log(1 + x)}, x above -1; near 0 by {@code log(1 + x) = 2 atanh(x / (2 + x))}, whose first term cancels
     * on paper.
     */
    static double excess(double x) {
        if (!(Math.abs(x) < ATANH_BELOW)) {
            return x - Math.log1p(x);
        }
        double u = x / (2 + x);
        double u2 = u * u;
        double power = u;
        double tail = 0;
        for (int k = 3; k <= 21; k += 2) {
            power *= u2;
            tail += power / k;
        }
        return x * u - 2 * tail;
    }
}
