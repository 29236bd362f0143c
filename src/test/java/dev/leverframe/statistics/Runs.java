package dev.leverframe.statistics;

import java.util.function.LongPredicate;
import java.util.function.LongToIntFunction;
import java.util.stream.LongStream;

/** Many runs, one seed each; as many at a time as there are processors, which changes nothing. */
final class Runs {
    private Runs() {}

    /** How many runs end so. */
    static long count(int runs, LongPredicate ends) {
        return LongStream.range(0, runs).parallel().filter(ends).count();
    }

    /** When each run ended, in increasing order. */
    static int[] times(int runs, LongToIntFunction endsAt) {
        return LongStream.range(0, runs).parallel().mapToInt(endsAt).sorted().toArray();
    }
}
