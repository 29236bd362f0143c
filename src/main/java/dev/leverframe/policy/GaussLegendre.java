package dev.leverframe.policy;

/**
 * A Gauss-Legendre rule on [-1, 1]: exact for polynomials of degree 2n - 1. The nodes are the roots of the Legendre
 * polynomial P_n, found by Newton's method from Tricomi's asymptotic first guess; the weights are
 * {@code 2 / ((1 - x^2) P_n'(x)^2)} (Abramowitz and Stegun, "Handbook of Mathematical Functions", 1964, 25.4.29).
 */
final class GaussLegendre {
    static final GaussLegendre SIXTEEN = new GaussLegendre(16);

    private static final int NEWTON_STEPS = 8;

    private final double[] nodes;
    private final double[] weights;
    private final double[][] integrationMatrix;

    GaussLegendre(int n) {
        nodes = new double[n];
        weights = new double[n];
        for (int i = 0; i < n; i++) {
            double x = -Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            for (int step = 0; step < NEWTON_STEPS; step++) {
                x -= legendre(n, x) / slope(n, x);
            }
            nodes[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope(n, x) * slope(n, x));
        }
        integrationMatrix = integrationMatrix(n);
    }

    int size() {
        return nodes.length;
    }

    /** The i-th node, in (-1, 1), ascending. */
    double node(int i) {
        return nodes[i];
    }

    /** The i-th weight, positive; they sum to 2. */
    double weight(int i) {
        return weights[i];
    }

    /**
     * Entry (k, l) of the spectral integration matrix: row k times the values of a function at the nodes is its
     * integral from -1 to the k-th node, exact for polynomials of degree below n. It integrates the Legendre expansion
     * of the function term by term, with {@code integral of P_m from -1 to x = (P_(m+1)(x) - P_(m-1)(x)) / (2m + 1)}.
     */
    double cumulativeWeight(int k, int l) {
        return integrationMatrix[k][l];
    }

    private double[][] integrationMatrix(int n) {
        double[][] matrix = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                matrix[k][l] = weights[l] / 2 * cumulativeKernel(nodes[k], nodes[l], n);
            }
        }
        return matrix;
    }

    private static double cumulativeKernel(double upTo, double at, int n) {
        double sum = upTo + 1;
        for (int m = 1; m < n; m++) {
            sum += legendre(m, at) * (legendre(m + 1, upTo) - legendre(m - 1, upTo));
        }
        return sum;
    }

    private static double slope(int n, double x) {
        return n * (x * legendre(n, x) - legendre(n - 1, x)) / (x * x - 1);
    }

    /** P_n(x) by the three-term recurrence. */
    private static double legendre(int n, double x) {
        double before = 1;
        double current = x;
        if (n == 0) {
            return before;
        }
        for (int m = 2; m <= n; m++) {
            double next = ((2 * m - 1) * x * current - (m - 1) * before) / m;
            before = current;
            current = next;
        }
        return current;
    }
}
