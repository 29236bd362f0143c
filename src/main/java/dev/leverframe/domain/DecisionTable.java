package dev.leverframe.domain;

import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Snapshot;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that are remembered: those that wait for an outcome, and for a while longer those that need not, so that a
 * duplicate is told from a late one and the same decision id gives the same decision.
 *
 * <p>A decision waits for one time to live, is remembered for a second one, and is then forgotten. The table is bounded: when
 * it is full, the oldest decision is forgotten first, one that no longer waits where there is one at the front.
 */
final class DecisionTable {
    private final Map<String, Entry> entries = new HashMap<>();
    /** In the order in which they were made; those past their time to live are in {@link #past}. */
    private final Deque<Entry> waiting = new ArrayDeque<>();

    private final Deque<Entry> past = new ArrayDeque<>();
    private int entriesMax;
    private int pending;

    DecisionTable(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    /** Acts on another bound from the next decision on. */
    void bound(int changed) {
        entriesMax = changed;
    }

    /** What a snapshot refers to: numbers and marks, not the decisions. */
    Snapshot snapshot() {
        long[] numbers = new long[entries.size()];
        BitSet settled = new BitSet(numbers.length);
        BitSet expired = new BitSet(numbers.length);
        int at = 0;
        for (Deque<Entry> part : List.of(past, waiting)) {
            for (Entry entry : part) {
                numbers[at] = entry.number;
                settled.set(at, entry.settled);
                expired.set(at, entry.expired);
                at++;
            }
        }
        return Snapshot.builder()
                .counts("numbers", numbers)
                .counts("past", past.size())
                .counts("settled", settled.toLongArray())
                .counts("expired", expired.toLongArray())
                .build();
    }

    /**
     * Takes over what a snapshot kept, on a table that is empty.
     *
     * @param entry of the decision of this number, not yet marked
     */
    void restore(Snapshot kept, LongFunction<Entry> entry) {
        long[] numbers = kept.counts("numbers");
        long pastOnes = kept.count("past", 0);
        BitSet settled = BitSet.valueOf(kept.counts("settled"));
        BitSet expired = BitSet.valueOf(kept.counts("expired"));
        for (int i = 0; i < numbers.length; i++) {
            Entry restored = entry.apply(numbers[i]);
            restored.settled = settled.get(i);
            restored.expired = expired.get(i);
            entries.put(restored.decision.decisionId(), restored);
            (i < pastOnes ? past : waiting).addLast(restored);
            pending += waits(restored) ? 1 : 0;
        }
    }

    /** All of them, in the order of their numbers. */
    Stream<Entry> entries() {
        return Stream.concat(past.stream(), waiting.stream());
    }

    @Nullable
    Entry find(String decisionId) {
        return entries.get(decisionId);
    }

    /** How many decisions wait for an outcome. */
    int pending() {
        return pending;
    }

    boolean isFull() {
        return entries.size() >= entriesMax;
    }

    void add(Entry entry) {
        entries.put(entry.decision.decisionId(), entry);
        waiting.addLast(entry);
        pending++;
    }

    /** An outcome was joined. */
    void settle(Entry entry) {
        entry.settled = true;
        pending--;
    }

    /**
     * Forgets the oldest decision to make room.
     *
     * @return the decision if it was still waiting, else null
     */
    @Nullable
    Entry evict() {
        Entry oldest = past.isEmpty() ? waiting.removeFirst() : past.removeFirst();
        entries.remove(oldest.decision.decisionId());
        return waits(oldest) ? expire(oldest) : null;
    }

    /** Whether {@link #expire} would change anything. */
    boolean hasMadeBefore(long madeBeforeMs) {
        Entry oldest = waiting.peekFirst();
        return oldest != null && oldest.decision.atMs() < madeBeforeMs;
    }

    /**
     * Ends the wait of decisions made before this moment.
     *
     * @param forgetBeforeMs decisions made before this moment are forgotten
     * @param unanswered told of each that was still waiting
     */
    void expire(long madeBeforeMs, long forgetBeforeMs, Consumer<Entry> unanswered) {
        while (hasMadeBefore(madeBeforeMs)) {
            Entry entry = waiting.removeFirst();
            past.addLast(entry);
            if (waits(entry)) {
                unanswered.accept(expire(entry));
            }
        }
        for (Iterator<Entry> oldest = past.iterator(); oldest.hasNext(); ) {
            Entry entry = oldest.next();
            if (entry.decision.atMs() >= forgetBeforeMs) {
                return;
            }
            oldest.remove();
            entries.remove(entry.decision.decisionId());
        }
    }

    private Entry expire(Entry entry) {
        entry.expired = true;
        pending--;
        return entry;
    }

    private static boolean waits(Entry entry) {
        return !entry.settled && !entry.expired;
    }

    /** A decision that is remembered. */
    static final class Entry {
        final DecisionMade decision;
        /** Numbers of the candidates, in their order. */
        final int[] arms;

        /** Number of the fact that it was made by. */
        final long number;

        private boolean settled;
        private boolean expired;

        /** @param arms numbers of the candidates, in their order */
        Entry(long number, DecisionMade decision, int[] arms) {
            this.number = number;
            this.decision = decision.forWaiting();
            this.arms = arms;
        }

        /** Number of the served arm. */
        int arm() {
            return arms[decision.arm()];
        }

        boolean settled() {
            return settled;
        }

        boolean expired() {
            return expired;
        }
    }
}
