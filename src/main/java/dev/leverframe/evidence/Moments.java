package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * Count, mean and central moment sums of a stream in one pass (Welford, "Note on a method for calculating corrected
 * sums of squares and products", 1962; merging by Chan, Golub and LeVeque, "Algorithms for computing the sample
 * variance", 1983; the third moment by Pébay, "Formulas for robust, one-pass parallel computation of covariances and
 * arbitrary-order statistical moments", 2008).
 *
 * <pre>
 *   M2 = sum (x - mean)^2      M3 = sum (x - mean)^3
 * </pre>
 */
public final class Moments {
    private long n;
    private double mean;
    private double m2;
    private double m3;

    /** Adds a finite value. */
    public void add(double x) {
        n++;
        double delta = x - mean;
        double step = delta / n;
        // M3 first: it needs M2 as it was before this value.
        m3 += delta * step * step * (n - 1.0) * (n - 2.0) - 3 * step * m2;
        mean += step;
        m2 += delta * (x - mean);
    }

    /** Adds everything that another stream has seen; the other is left as it is. */
    public void merge(Moments other) {
        if (other.n == 0) {
            return;
        }
        double total = (double) n + other.n;
        double delta = other.mean - mean;
        double here = n / total;
        double there = other.n / total;
        m3 += other.m3
                + delta * delta * delta * n * there * (here - there)
                + 3 * delta * (here * other.m2 - there * m2);
        m2 += other.m2 + delta * delta * n * there;
        mean += delta * there;
        n += other.n;
    }

    public Snapshot snapshot() {
        return Snapshot.builder()
                .counts("n", n)
                .numbers("moments", mean, m2, m3)
                .build();
    }

    /** Takes over what a snapshot kept, bit for bit. */
    public void restore(Snapshot kept) {
        double[] moments = Kept.numbers(kept, "moments", 3);
        n = kept.count("n", 0);
        mean = moments[0];
        m2 = moments[1];
        m3 = moments[2];
    }

    public long n() {
        return n;
    }

    /** Arithmetic mean; 0 before the first value. */
    public double mean() {
        return mean;
    }

    /** Sum of squared distances from the mean, 0 or more. */
    public double m2() {
        return m2;
    }

    /** Sum of cubed distances from the mean. */
    public double m3() {
        return m3;
    }

    /** Sample variance {@code M2 / (n - 1)}; NaN before the second value. */
    public double variance() {
        return n < 2 ? Double.NaN : m2 / (n - 1);
    }

    /** Standard error of the mean {@code sqrt(variance / n)}; NaN before the second value. */
    public double standardError() {
        return Math.sqrt(variance() / n);
    }
}
