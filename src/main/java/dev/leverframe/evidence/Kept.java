package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/** Reads what snapshots kept, and refuses what they cannot have kept. */
final class Kept {
    private Kept() {}

    /** So many numbers; zeros where the name is absent. */
    static double[] numbers(Snapshot kept, String name, int length) {
        double[] numbers = kept.has(name) ? kept.numbers(name) : new double[length];
        sameLength(name, length, numbers.length);
        return numbers;
    }

    static void restore(CompensatedSum sum, Snapshot kept, String name) {
        sum.restore(numbers(kept, name, 2));
    }

    /** One past the last position that counted anything. */
    static int used(long[] counts) {
        int used = counts.length;
        while (used > 0 && counts[used - 1] == 0) {
            used--;
        }
        return used;
    }

    static void sameLength(String what, int length, int... others) {
        for (int other : others) {
            if (other != length) {
                throw new IllegalArgumentException(what + " must be " + length + " numbers, got " + other);
            }
        }
    }
}
