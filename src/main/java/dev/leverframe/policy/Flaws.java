package dev.leverframe.policy;

/** The words for numbers that cannot have been learned, and the refusal of them. */
final class Flaws {
    /** Whole numbers are exact in a double up to here: 2^53. */
    static final double COUNT_MAX = 9_007_199_254_740_992.0;
    /** What round-off may add to a number that arithmetic says is within bounds. */
    static final double SLACK = 1e-6;

    private Flaws() {}

    /** Empty where the value is within the bounds, which NaN never is. */
    static String outside(String what, double value, double min, double max) {
        return value >= min && value <= max ? "" : what + " must be in [" + min + ", " + max + "], got " + value;
    }

    /** The value, if it is within the bounds. */
    static double within(String what, double value, double min, double max) {
        String flaw = outside(what, value, min, max);
        if (!flaw.isEmpty()) {
            throw new IllegalArgumentException(flaw);
        }
        return value;
    }

    /** Whole numbers that were kept, each in [0, 2^53]. */
    static long[] counts(Memory memory, String name) {
        double[] kept = memory.get(name);
        long[] counts = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            counts[i] = (long) within(name, kept[i], 0, COUNT_MAX);
        }
        return counts;
    }

    /** Refuses a memory that lacks what is always kept: starting over from nothing must not pass for a restore. */
    static void present(Memory memory, String name) {
        if (!memory.has(name)) {
            throw new IllegalArgumentException(name + " is missing");
        }
    }

    /** Arrays that are indexed alike have one length. */
    static void sameLength(String what, int length, int... others) {
        for (int other : others) {
            if (other != length) {
                throw new IllegalArgumentException(what + " must have one length, got " + length + " and " + other);
            }
        }
    }
}
