package dev.leverframe.policy;

import java.util.Arrays;

/**
 * What the observations of one arm within a part of a window add to a {@link FullRegression}: {@code sum x x'}, row by row as
 * the triangle of a {@link Cholesky} factor, and {@code sum x (r - m_0 x_0)}, {@code S} and {@code n}.
 */
final class Scatter {
    private static final int SCALARS = 2;

    private double[] products = {};
    private double[] b = {};
    private double surprise;
    private double learned;

    /**
     * Adds one observation.
     *
     * @param values of x by row
     * @param size how many rows there are
     */
    void add(double[] values, int size, double target, double surpriseOfIt) {
        if (size > b.length) {
            b = Arrays.copyOf(b, size);
            products = Arrays.copyOf(products, Cholesky.start(size));
        }
        for (int row = 0; row < size; row++) {
            b[row] += values[row] * target;
            for (int column = 0; values[row] != 0 && column <= row; column++) {
                products[Cholesky.start(row) + column] += values[row] * values[column];
            }
        }
        surprise += surpriseOfIt;
        learned++;
    }

    /** Adds another one, times the factor. */
    void add(Scatter other, double factor) {
        if (other.b.length > b.length) {
            b = Arrays.copyOf(b, other.b.length);
            products = Arrays.copyOf(products, other.products.length);
        }
        addTo(products, other.products, factor);
        addTo(b, other.b, factor);
        surprise += factor * other.surprise;
        learned += factor * other.learned;
    }

    private static void addTo(double[] sum, double[] terms, double factor) {
        for (int i = 0; i < terms.length; i++) {
            sum[i] += factor * terms[i];
        }
    }

    /** The products, as many rows of them. */
    double[] products(int rows) {
        return Arrays.copyOf(products, Cholesky.start(rows));
    }

    double[] b(int rows) {
        return Arrays.copyOf(b, rows);
    }

    double surprise() {
        return surprise;
    }

    /** Weight of the observations; their number unless it is a part of another one. */
    double learned() {
        return learned;
    }

    /** Looks at what an update changes most; the rest shows when the sums are factorised. */
    boolean isSound() {
        boolean sound = surprise >= 0 && surprise <= FullRegression.MAGNITUDE_MAX;
        sound &= learned >= 0 && learned <= Flaws.COUNT_MAX;
        for (int row = 0; row < b.length; row++) {
            double square = products[Cholesky.start(row) + row];
            sound &= square >= 0 && square <= FullRegression.MAGNITUDE_MAX;
            sound &= Math.abs(b[row]) <= FullRegression.MAGNITUDE_MAX;
        }
        return sound;
    }

    void memorise(Memory.Builder into, String prefix, String suffix) {
        into.put(prefix + "products" + suffix, products).put(prefix + "b" + suffix, b);
        into.put(prefix + "scalars" + suffix, surprise, learned);
    }

    /** @throws IllegalArgumentException if the arrays do not fit together, or a product is not finite */
    void restore(Memory memory, String prefix, String suffix) {
        products = memory.get(prefix + "products" + suffix);
        b = memory.get(prefix + "b" + suffix);
        double[] scalars = memory.get(prefix + "scalars" + suffix);
        Flaws.sameLength(prefix + "scalars" + suffix, scalars.length, SCALARS);
        Flaws.sameLength(prefix + "products" + suffix, products.length, Cholesky.start(b.length));
        surprise = scalars[0];
        learned = scalars[1];
        for (double product : products) {
            Flaws.within("product", product, -FullRegression.MAGNITUDE_MAX, FullRegression.MAGNITUDE_MAX);
        }
    }
}
