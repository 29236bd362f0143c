package dev.leverframe.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a matrix that the positions of sparse contexts get, in the order in which they are first seen. */
final class Rows {
    private final Map<Integer, Integer> rows = new HashMap<>();
    private long[] positions = {};

    /** @throws IllegalArgumentException if a position has two rows */
    static Rows of(long... positions) {
        Rows rows = new Rows();
        for (long position : positions) {
            rows.add((int) position);
        }
        Flaws.sameLength("positions", positions.length, rows.size());
        return rows;
    }

    Rows copy() {
        return of(toArray());
    }

    /** Row of the position; null if it has none. */
    @Nullable
    Integer of(int position) {
        return rows.get(position);
    }

    /** Gives the position the next row. */
    void add(int position) {
        int row = rows.size();
        positions = ArmArrays.grown(positions, row);
        positions[row] = position;
        rows.put(position, row);
    }

    int size() {
        return rows.size();
    }

    /** Positions by row; a copy. */
    long[] toArray() {
        return Arrays.copyOf(positions, rows.size());
    }
}
