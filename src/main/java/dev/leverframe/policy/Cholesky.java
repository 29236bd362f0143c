package dev.leverframe.policy;

import java.util.Arrays;

/**
 * The lower Cholesky factor L of a symmetric positive definite matrix {@code A = L L'} that starts as a multiple of the
 * identity and grows by observations, row by row and term by term. The inverse of A is never formed.
 *
 * <p>A rank-one update by Givens rotations (Gill, Golub, Murray and Saunders, "Methods for Modifying Matrix Factorizations",
 * 1974, method C1) costs O(d^2) and leaves the diagonal positive whatever the rounding. Rows lie one after another in one
 * array: row i from {@code i (i + 1) / 2}.
 */
final class Cholesky {
    private double[] factor;
    private int size;

    Cholesky() {
        this(new double[0], 0);
    }

    /** @param factor rows of L one after another; taken over, not copied */
    Cholesky(double[] factor, int size) {
        this.factor = factor;
        this.size = size;
    }

    /**
     * The factor of a matrix.
     *
     * @param rows lower triangle of the matrix, row by row; becomes the factor
     * @param least the least eigenvalue that the matrix can have, positive: what round-off takes a pivot below is made good
     */
    static Cholesky of(double[] rows, int size, double least) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = rows[start(i) + j];
                for (int k = 0; k < j; k++) {
                    rest -= rows[start(i) + k] * rows[start(j) + k];
                }
                rows[start(i) + j] = i == j ? Math.sqrt(Math.max(least, rest)) : rest / rows[start(j) + j];
            }
        }
        return new Cholesky(rows, size);
    }

    int size() {
        return size;
    }

    /** Entry (row, column), column at most row. */
    double get(int row, int column) {
        return factor[start(row) + column];
    }

    /** The rows one after another; a copy. */
    double[] toArray() {
        return Arrays.copyOf(factor, start(size));
    }

    /** One dimension more, with this number on the diagonal of A and zeros beside it. */
    void grow(double diagonal) {
        int needed = start(size + 1);
        if (needed > factor.length) {
            factor = Arrays.copyOf(factor, Math.max(needed, 2 * factor.length));
        }
        Arrays.fill(factor, start(size), needed, 0);
        factor[needed - 1] = Math.sqrt(diagonal);
        size++;
    }

    /**
     * Makes A this part of what it was and, for the rest, a multiple of the identity: {@code f A + (1 - f) d I}. O(d^3), one
     * rank-one update a row, so that it too leaves the diagonal positive.
     *
     * @param part f, in [0, 1]
     * @param diagonal d, positive
     */
    void blend(double part, double diagonal) {
        // A part that has underflown would leave a zero on the diagonal to divide by.
        double scale = Math.sqrt(Math.max(part, Double.MIN_NORMAL));
        for (int i = 0; i < start(size); i++) {
            factor[i] *= scale;
        }
        double[] y = new double[size];
        for (int row = 0; row < size; row++) {
            y[row] = Math.sqrt((1 - part) * diagonal);
            add(y);
            Arrays.fill(y, 0);
        }
    }

    /** Makes y the product {@code A y}. */
    void multiply(double[] y) {
        for (int k = 0; k < size; k++) {
            double sum = 0;
            for (int i = k; i < size; i++) {
                sum += get(i, k) * y[i];
            }
            y[k] = sum;
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = 0;
            for (int k = 0; k <= i; k++) {
                sum += get(i, k) * y[k];
            }
            y[i] = sum;
        }
    }

    /** Adds {@code y y'} to A. Destroys y. */
    void add(double[] y) {
        for (int k = 0; k < size; k++) {
            if (y[k] != 0) {
                rotate(k, y);
            }
        }
    }

    private void rotate(int k, double[] y) {
        int diagonal = start(k) + k;
        double old = factor[diagonal];
        double changed = Math.sqrt(old * old + y[k] * y[k]);
        double cosine = old / changed;
        double sine = y[k] / changed;
        factor[diagonal] = changed;
        int at = diagonal;
        for (int i = k + 1; i < size; i++) {
            at += i;
            double entry = factor[at];
            factor[at] = cosine * entry + sine * y[i];
            // From the new entry it would be the difference of two numbers that a huge y_k makes huge.
            y[i] = cosine * y[i] - sine * entry;
        }
    }

    /** Makes y the solution of {@code L z = y}; what stands beyond the size is left alone. */
    void solveLower(double[] y) {
        for (int i = 0; i < size; i++) {
            int row = start(i);
            double rest = y[i];
            for (int k = 0; k < i; k++) {
                rest -= factor[row + k] * y[k];
            }
            y[i] = rest / factor[row + i];
        }
    }

    /** Makes y the solution of {@code L' z = y}. */
    void solveUpper(double[] y) {
        for (int i = size - 1; i >= 0; i--) {
            int row = start(i);
            double solved = y[i] / factor[row + i];
            y[i] = solved;
            for (int k = 0; k < i; k++) {
                y[k] -= factor[row + k] * solved;
            }
        }
    }

    /** {@code ln det A}. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 2 * Math.log(get(i, i));
        }
        return sum;
    }

    /**
     * Whether the factor can be that of a matrix that started as a multiple of the identity and only grew: a pivot is then no
     * less than its start. And no entry is out of all proportion.
     *
     * @param least the multiple, positive
     * @param magnitudeMax of an entry
     */
    boolean isDefinite(double least, double magnitudeMax) {
        boolean definite = true;
        double pivotMin = Math.sqrt(least) * (1 - Flaws.SLACK);
        for (int row = 0; row < size; row++) {
            definite &= get(row, row) >= pivotMin;
            for (int column = 0; column <= row; column++) {
                definite &= Math.abs(get(row, column)) <= magnitudeMax;
            }
        }
        return definite;
    }

    /** Where a row starts among rows that lie one after another; also how many entries so many rows have. */
    static int start(int row) {
        return row * (row + 1) / 2;
    }
}
