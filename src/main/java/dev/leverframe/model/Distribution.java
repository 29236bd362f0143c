package dev.leverframe.model;

import java.util.Arrays;

/**
 * Probabilities over the candidates of one select, in the candidates' order. A value of this type is always usable: every
 * entry is in [0, 1] and they sum to 1 within 1e-9, so a policy whose numbers broke cannot hand one out.
 */
public final class Distribution {
    /** How far from 1 the sum may be before the numbers are called broken. */
    public static final double SUM_TOLERANCE = 1e-9;

    private final double[] probabilities;

    private Distribution(double[] probabilities) {
        this.probabilities = probabilities;
    }

    /**
     * @param probabilities one entry a candidate; copied
     * @throws IllegalArgumentException if empty, or an entry is outside [0, 1] or not a number, or the sum is not 1
     */
    public static Distribution of(double... probabilities) {
        if (probabilities.length == 0) {
            throw new IllegalArgumentException("a distribution needs at least one candidate");
        }
        double sum = 0;
        for (double p : probabilities) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a probability must be in [0, 1], got " + p);
            }
            sum += p;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException("probabilities must sum to 1 within 1e-9, got " + sum);
        }
        return new Distribution(probabilities.clone());
    }

    /** Every candidate alike. */
    public static Distribution uniform(int candidates) {
        double[] p = new double[candidates];
        Arrays.fill(p, 1.0 / candidates);
        return of(p);
    }

    public int size() {
        return probabilities.length;
    }

    /** Probability of the candidate at this position, in [0, 1]. */
    public double get(int candidate) {
        return probabilities[candidate];
    }

    /** A copy, in candidate order. */
    public double[] toArray() {
        return probabilities.clone();
    }

    /**
     * The candidate that a uniform number picks: the smallest {@code a} with {@code u < p_0 + .. + p_a}; where round-off
     * leaves none, the last one with positive probability.
     *
     * @param u in (0, 1)
     */
    public int draw(double u) {
        double cumulative = 0;
        int last = 0;
        for (int a = 0; a < probabilities.length; a++) {
            if (probabilities[a] > 0) {
                last = a;
            }
            cumulative += probabilities[a];
            if (u < cumulative) {
                return a;
            }
        }
        return last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distribution that && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
        return Arrays.toString(probabilities);
    }
}
