package dev.leverframe.policy;

import java.util.Arrays;

/**
 * Accumulates, node by node, the probability that each of several independent scores is the largest:
 *
 * <pre>
 *   P_i = integral of f_i(z) * product over j != i of F_j(z) dz
 * </pre>
 *
 * Products of the distribution functions from the left and from the right make a node cost O(K) and divide by nothing.
 * The sum over i is the integral of a derivative, that of the product of all F_j, and hence 1: what a quadrature misses
 * of it is an estimate of its error that costs nothing.
 */
final class BestOfMany {
    private final double[] masses;
    private final double[] productsAfter;

    BestOfMany(int scores) {
        masses = new double[scores];
        productsAfter = new double[scores + 1];
    }

    int size() {
        return masses.length;
    }

    /** Forgets all nodes. */
    void clear() {
        Arrays.fill(masses, 0);
    }

    /**
     * @param weight of the node
     * @param densities f_j at the node; what stands beyond the number of scores is not looked at
     * @param cumulatives F_j at the node
     */
    void add(double weight, double[] densities, double[] cumulatives) {
        int last = masses.length;
        productsAfter[last] = 1;
        for (int i = last - 1; i >= 0; i--) {
            productsAfter[i] = productsAfter[i + 1] * cumulatives[i];
        }
        double productBefore = weight;
        for (int i = 0; i < last; i++) {
            masses[i] += densities[i] * productBefore * productsAfter[i + 1];
            productBefore *= cumulatives[i];
        }
    }

    /** How far the sum is from 1. */
    double error() {
        return Math.abs(sum() - 1);
    }

    /** The probabilities, scaled to sum to 1. */
    double[] normalised() {
        double sum = sum();
        double[] p = new double[masses.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = masses[i] / sum;
        }
        return p;
    }

    /** One of the probabilities, scaled to sum to 1 with the others. */
    double normalised(int score) {
        return masses[score] / sum();
    }

    private double sum() {
        double sum = 0;
        for (double mass : masses) {
            sum += mass;
        }
        return sum;
    }
}
