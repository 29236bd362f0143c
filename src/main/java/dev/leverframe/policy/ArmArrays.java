package dev.leverframe.policy;

import java.util.Arrays;

/** Arrays indexed by arm that grow when an arm is first seen; what was never written reads as 0. */
final class ArmArrays {
    private ArmArrays() {}

    /** The array, or a longer copy with room for this arm. */
    static double[] grown(double[] values, int arm) {
        return arm < values.length ? values : Arrays.copyOf(values, newLength(values.length, arm));
    }

    static long[] grown(long[] values, int arm) {
        return arm < values.length ? values : Arrays.copyOf(values, newLength(values.length, arm));
    }

    static double get(double[] values, int arm) {
        return arm < values.length ? values[arm] : 0;
    }

    static long get(long[] values, int arm) {
        return arm < values.length ? values[arm] : 0;
    }

    /**
     * Counts as a memory holds them.
     *
     * @throws IllegalArgumentException if one is negative or not a whole number below 2^53
     */
    static long[] whole(double[] counts) {
        for (double count : counts) {
            if (!(count >= 0 && count < 0x1p53 && count == Math.rint(count))) {
                throw new IllegalArgumentException("a count must be a whole number from 0 on, got " + count);
            }
        }
        return Arrays.stream(counts).mapToLong(count -> (long) count).toArray();
    }

    static int newLength(int length, int index) {
        return Math.max(index + 1, length + (length >> 1));
    }
}
