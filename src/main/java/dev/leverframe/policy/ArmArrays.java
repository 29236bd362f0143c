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

    /** Counts as a memory holds them. */
    static long[] whole(double[] counts) {
        return Arrays.stream(counts).mapToLong(count -> (long) count).toArray();
    }

    static int newLength(int length, int index) {
        return Math.max(index + 1, length + (length >> 1));
    }
}
