package dev.leverframe.testing;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a property on many seeds; a failure names the one that replays it. With {@code -Dproperty.seed=17} only that one
 * runs.
 */
public final class Property {
    private static final @Nullable Long REPLAYED = Long.getLong("property.seed");

    private Property() {}

    /** A property of everything that can be made from a seed. */
    @FunctionalInterface
    public interface Check {
        void holdsFor(long seed) throws Exception;
    }

    /** @param n seeds 1 to n are tried */
    public static void forAll(int n, Check property) {
        LongStream seeds = REPLAYED == null ? LongStream.rangeClosed(1, n) : LongStream.of(REPLAYED);
        seeds.forEach(seed -> check(property, seed));
    }

    private static void check(Check property, long seed) {
        try {
            property.holdsFor(seed);
        } catch (Exception | AssertionError failure) {
            String message = "fails for seed " + seed + ", replay it with -Dproperty.seed=" + seed + ": ";
            throw new AssertionError(message + failure.getMessage(), failure);
        }
    }
}
