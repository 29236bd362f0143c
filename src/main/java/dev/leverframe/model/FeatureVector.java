package dev.leverframe.model;

import java.util.Arrays;

/**
 * A sparse vector of doubles, as the policies see a context: positions in ascending order, each at most once. Everything
 * absent is 0. Position 0 is the constant 1 in every encoded context.
 */
public final class FeatureVector {
    /** The context of a select that sent none: only the constant. */
    public static final FeatureVector CONSTANT = new FeatureVector(new int[] {0}, new double[] {1});

    private final int[] positions;
    private final double[] values;

    private FeatureVector(int[] positions, double[] values) {
        this.positions = positions;
        this.values = values;
    }

    /**
     * @param positions strictly ascending, not negative; copied
     * @param values finite, as many as positions; copied
     */
    public static FeatureVector of(int[] positions, double[] values) {
        if (positions.length != values.length) {
            throw new IllegalArgumentException(
                    "as many positions as values, got " + positions.length + " and " + values.length);
        }
        int before = -1;
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] <= before) {
                throw new IllegalArgumentException("positions must ascend, got " + positions[i] + " after " + before);
            }
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("a feature must be finite, got " + values[i]);
            }
            before = positions[i];
        }
        return new FeatureVector(positions.clone(), values.clone());
    }

    /** A dense vector; zeros are left out. */
    public static FeatureVector dense(double... x) {
        int count = 0;
        for (double value : x) {
            count += value == 0 ? 0 : 1;
        }
        int[] positions = new int[count];
        double[] values = new double[count];
        int at = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] != 0) {
                positions[at] = i;
                values[at++] = x[i];
            }
        }
        return new FeatureVector(positions, finite(values));
    }

    /** The constant at 0 and the numbers from position {@code first} on; zeros are left out. */
    public static FeatureVector behindConstant(int first, Context.Vector numbers) {
        int count = 1;
        for (int i = 0; i < numbers.size(); i++) {
            count += numbers.get(i) == 0 ? 0 : 1;
        }
        int[] positions = new int[count];
        double[] values = new double[count];
        values[0] = 1;
        int at = 1;
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != 0) {
                positions[at] = first + i;
                values[at++] = numbers.get(i);
            }
        }
        return new FeatureVector(positions, finite(values));
    }

    /** Whether it is what {@link #behindConstant} makes of the numbers, bit for bit. */
    public boolean isBehindConstant(int first, Context.Vector numbers) {
        if (size() == 0 || positions[0] != 0 || values[0] != 1) {
            return false;
        }
        int at = 1;
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != 0 && !(at < size() && has(at++, first + i, numbers.get(i)))) {
                return false;
            }
        }
        return at == size();
    }

    private boolean has(int index, int position, double value) {
        return positions[index] == position
                && Double.doubleToRawLongBits(values[index]) == Double.doubleToRawLongBits(value);
    }

    private static double[] finite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a feature must be finite, got " + value);
            }
        }
        return values;
    }

    /** How many entries are stored. */
    public int size() {
        return positions.length;
    }

    /** Position of the i-th stored entry. */
    public int position(int i) {
        return positions[i];
    }

    /** Value of the i-th stored entry, finite. */
    public double value(int i) {
        return values[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector that
                && Arrays.equals(positions, that.positions)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(positions) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(positions) + "=" + Arrays.toString(values);
    }
}
