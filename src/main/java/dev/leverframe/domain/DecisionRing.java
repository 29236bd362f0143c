package dev.leverframe.domain;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of decisions beside what they were, in the order in which they were made, from a first to a last position.
 * Positions are those of the store that holds the decisions. It lies side by side in arrays, so that whoever asks touches no decision.
 */
final class DecisionRing {
    static final int SETTLED = 1;
    static final int EXPIRED = 2;
    private static final int INITIAL_SIZE = 16;

    /** Each length is the same power of two. */
    private long[] numbers = new long[INITIAL_SIZE];

    private byte[] marks = new byte[INITIAL_SIZE];
    private @Nullable JoinedOutcome[] joined = new @Nullable JoinedOutcome[INITIAL_SIZE];
    private long first;
    private long end;

    /** The oldest position, or {@link #end} where there is none. */
    long first() {
        return first;
    }

    /** One past the newest position. */
    long end() {
        return end;
    }

    int size() {
        return (int) (end - first);
    }

    void add(long number) {
        if (size() == numbers.length) {
            grow();
        }
        int at = index(end);
        numbers[at] = number;
        marks[at] = 0;
        joined[at] = null;
        end++;
    }

    private void grow() {
        int length = 2 * numbers.length;
        long[] allNumbers = new long[length];
        byte[] allMarks = new byte[length];
        @Nullable JoinedOutcome[] allJoined = new @Nullable JoinedOutcome[length];
        for (long position = first; position < end; position++) {
            int from = index(position);
            int to = (int) (position & (length - 1));
            allNumbers[to] = numbers[from];
            allMarks[to] = marks[from];
            allJoined[to] = joined[from];
        }
        numbers = allNumbers;
        marks = allMarks;
        joined = allJoined;
    }

    void removeFirst() {
        joined[index(first++)] = null;
    }

    /** Number of the fact that it was made by. */
    long number(long position) {
        return numbers[index(position)];
    }

    /** Of how many something was told of their outcomes, until they mature. */
    int joined() {
        int count = 0;
        for (JoinedOutcome each : joined) {
            count += each == null ? 0 : 1;
        }
        return count;
    }

    /** What was told of its outcome, until it matures; null: nothing. */
    @Nullable
    JoinedOutcome joined(long position) {
        return joined[index(position)];
    }

    void join(long position, @Nullable JoinedOutcome outcome) {
        joined[index(position)] = outcome;
    }

    void mark(long position, int mark) {
        marks[index(position)] |= (byte) mark;
    }

    boolean isMarked(long position, int mark) {
        return (marks[index(position)] & mark) != 0;
    }

    /** Of all decisions in their order. */
    long[] numbers() {
        int from = index(first);
        int length = Math.min(size(), numbers.length - from);
        long[] all = Arrays.copyOf(Arrays.copyOfRange(numbers, from, from + length), size());
        System.arraycopy(numbers, 0, all, length, size() - length);
        return all;
    }

    /** Which decisions have this mark, counted from the oldest; the bits of a {@link BitSet}. */
    long[] marked(int mark) {
        BitSet marked = new BitSet(size());
        for (long position = first; position < end; position++) {
            if (isMarked(position, mark)) {
                marked.set((int) (position - first));
            }
        }
        return marked.toLongArray();
    }

    private int index(long position) {
        return (int) (position & (numbers.length - 1));
    }
}
