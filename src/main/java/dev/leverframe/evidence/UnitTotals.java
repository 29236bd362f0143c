package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * What is summed up over the units of one group, each with a sum of rewards S and a number of decisions N that still grow:
 * {@code sum S^i N^j} for {@code i + j <= 3}. They are enough for the first three moments of {@code S - g N} at any g.
 */
final class UnitTotals {
    private static final int POWERS = 10;

    /** n, S, N, SS, SN, NN, SSS, SSN, SNN, NNN. */
    private final double[] sums = new double[POWERS];

    /** Takes a unit's former contribution out and puts the new one in. */
    void replace(double oldSum, double oldCount, double newSum, double newCount) {
        if (oldCount > 0) {
            put(-1, oldSum, oldCount);
        }
        put(1, newSum, newCount);
    }

    private void put(int sign, double s, double n) {
        double[] terms = {1, s, n, s * s, s * n, n * n, s * s * s, s * s * n, s * n * n, n * n * n};
        for (int i = 0; i < POWERS; i++) {
            sums[i] += sign * terms[i];
        }
    }

    double units() {
        return sums[0];
    }

    double rewards() {
        return sums[1];
    }

    double decisions() {
        return sums[2];
    }

    /** {@code sum (S - g N)}. */
    double first(double g) {
        return sums[1] - g * sums[2];
    }

    /** {@code sum (S - g N)^2}, 0 or more. */
    double second(double g) {
        return Math.max(0, sums[3] - 2 * g * sums[4] + g * g * sums[5]);
    }

    /** {@code sum (S - g N)^3}. */
    private double third(double g) {
        return sums[6] - 3 * g * sums[7] + 3 * g * g * sums[8] - g * g * g * sums[9];
    }

    /** Whether a central limit theorem may be trusted for the mean of {@code S - g N}. */
    boolean burnedIn(double g) {
        double n = units();
        double mean = first(g) / n;
        double m2 = second(g) - n * mean * mean;
        double m3 = third(g) - 3 * mean * second(g) + 2 * n * mean * mean * mean;
        return m2 > 0 && n >= BurnIn.required(Math.sqrt(n) * m3 / Math.pow(m2, 1.5));
    }

    Snapshot snapshot() {
        return Snapshot.builder().numbers("sums", sums).build();
    }

    void restore(Snapshot kept) {
        System.arraycopy(Kept.numbers(kept, "sums", POWERS), 0, sums, 0, POWERS);
    }
}
