package dev.leverframe.domain;

import dev.leverframe.model.Fact.DecisionMade;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
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
    private final int entriesMax;
    private int pending;

    DecisionTable(int entriesMax) {
        this.entriesMax = entriesMax;
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

        private boolean settled;
        private boolean expired;

        Entry(DecisionMade decision, int[] arms) {
            this.decision = decision;
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
