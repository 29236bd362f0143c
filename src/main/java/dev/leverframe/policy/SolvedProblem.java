package dev.leverframe.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last problem of {@link GaussianQuadrature} and its answer. Arms of which nothing is known yet differ in nothing, whatever
 * the context, and contexts of few features repeat: the same problem comes again and again, in the units that it is solved in.
 */
final class SolvedProblem {
    private double[] probabilities = {};
    private double error;
    private int size;
    private int[] active = {};
    private double[] means = {};
    private double[] deviations = {};

    /**
     * The probabilities, if it was the same.
     *
     * @param scores how many, those that were left out among them
     * @param size how many were not: as many of the arrays' entries count
     */
    double @Nullable [] find(int scores, int size, int[] active, double[] means, double[] deviations) {
        boolean same = scores == probabilities.length
                && size == this.size
                && Arrays.equals(means, 0, size, this.means, 0, size)
                && Arrays.equals(deviations, 0, size, this.deviations, 0, size)
                && Arrays.equals(active, 0, size, this.active, 0, size);
        return same ? probabilities : null;
    }

    /** Its error estimate. */
    double error() {
        return error;
    }

    /** Keeps the answer, and copies of what it was the answer to. */
    void remember(double[] probabilities, double error, int size, int[] active, double[] means, double[] deviations) {
        if (size > this.means.length) {
            this.active = new int[size];
            this.means = new double[size];
            this.deviations = new double[size];
        }
        System.arraycopy(active, 0, this.active, 0, size);
        System.arraycopy(means, 0, this.means, 0, size);
        System.arraycopy(deviations, 0, this.deviations, 0, size);
        this.size = size;
        this.error = error;
        this.probabilities = probabilities;
    }
}
