package dev.leverframe.domain;

import dev.leverframe.domain.DomainState.Remembered;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Footprint;
import dev.leverframe.model.Snapshot;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that are remembered: those that wait for an outcome, and for a while longer those that need not, so that a
 * duplicate is told from a late one and the same decision id gives the same decision.
 *
 * <p>A decision matures once nothing more can be said of its reward, and none before those made before it: the oldest holds up
 * the rest.
 *
 * <p>A decision waits for one time to live, is remembered for a second one, and is then forgotten. The table is bounded: when
 * it is full, the oldest decision is forgotten first, one that no longer waits where there is one at the front.
 */
final class DecisionTable {
    private final Map<String, Entry> entries = new HashMap<>();
    private final DecisionRing ring = new DecisionRing();
    private int entriesMax;
    /** Position of the oldest decision within its time to live; those before it are past theirs. */
    private long waitingFrom;

    /** Position of the oldest decision that has not matured. */
    private long matureFrom;

    private int pending;
    private long bytes;

    DecisionTable(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    /** Acts on another bound from the next decision on. */
    void bound(int changed) {
        entriesMax = changed;
    }

    /** What a snapshot refers to: numbers, marks and outcomes that were joined, not the decisions. */
    Snapshot snapshot() {
        return Snapshot.builder()
                .counts("numbers", ring.numbers())
                .counts("past", waitingFrom - ring.first())
                .counts("mature", matureFrom - ring.first())
                .counts("settled", ring.marked(DecisionRing.SETTLED))
                .counts("expired", ring.marked(DecisionRing.EXPIRED))
                .part("joined", JoinedOutcome.snapshot(ring))
                .build();
    }

    /**
     * Takes over what a snapshot kept, on a table that is empty.
     *
     * @param entry of the decision of this number
     */
    void restore(Snapshot kept, LongFunction<Entry> entry) {
        long[] numbers = kept.counts("numbers");
        BitSet settled = BitSet.valueOf(kept.counts("settled"));
        BitSet expired = BitSet.valueOf(kept.counts("expired"));
        for (int i = 0; i < numbers.length; i++) {
            Entry restored = entry.apply(numbers[i]);
            add(restored, numbers[i]);
            if (settled.get(i)) {
                settle(restored);
            }
            if (expired.get(i)) {
                expire(restored);
            }
        }
        long past = past(kept, "past", 0, numbers.length);
        waitingFrom = ring.first() + past;
        // Before there was maturity, those that had an outcome had been valued; they have none here, and are left
        // alone.
        matureFrom = ring.first() + past(kept, "mature", past, numbers.length);
        JoinedOutcome.restore(kept.part("joined"), ring);
    }

    private static long past(Snapshot kept, String name, long ifAbsent, int entries) {
        long past = kept.count(name, ifAbsent);
        if (!(past >= 0 && past <= entries)) {
            throw new IllegalArgumentException(name + " must be in [0, " + entries + "], got " + past);
        }
        return past;
    }

    /** All of them, the oldest first. */
    Stream<Remembered> remembered() {
        return LongStream.range(ring.first(), ring.end())
                .mapToObj(position -> new Remembered(ring.number(position), ring.get(position).decision));
    }

    /** Number of the oldest. */
    long first(long ifNone) {
        return ring.size() == 0 ? ifNone : ring.number(ring.first());
    }

    @Nullable
    Entry find(String decisionId) {
        return entries.get(decisionId);
    }

    /** How many decisions wait for an outcome. */
    int pending() {
        return pending;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean isFull() {
        return entries.size() >= entriesMax;
    }

    /** @param number of the fact that it was made by */
    void add(Entry entry, long number) {
        entries.put(entry.decision.decisionId(), entry);
        entry.position = ring.add(entry, number);
        pending++;
        bytes += entry.bytes;
    }

    /** Whether an outcome was joined. */
    boolean isSettled(Entry entry) {
        return ring.isMarked(entry.position, DecisionRing.SETTLED);
    }

    /** Whether its wait ended without an outcome. */
    boolean isExpired(Entry entry) {
        return ring.isMarked(entry.position, DecisionRing.EXPIRED);
    }

    /** An outcome was joined. */
    void settle(Entry entry) {
        ring.mark(entry.position, DecisionRing.SETTLED);
        pending--;
    }

    /** The oldest decision, which is to make room; it has to be ended and matured first. */
    Entry oldest() {
        return ring.get(ring.first());
    }

    /** Whether it waits for its outcome. */
    boolean waits(Entry entry) {
        return !isSettled(entry) && !isExpired(entry);
    }

    /** The oldest decision that is to mature now, which it has then; null where none is. */
    @Nullable
    Entry mature() {
        if (matureFrom == ring.end()) {
            return null;
        }
        Entry head = ring.get(matureFrom);
        if (waits(head)) {
            return null;
        }
        matureFrom++;
        return head;
    }

    /** Memory that they take, as estimated. */
    long bytes() {
        return bytes;
    }

    /** How many of the oldest take so much memory. */
    int oldest(long bytesWanted) {
        long position = ring.first();
        for (long found = 0; found < bytesWanted && position < ring.end(); position++) {
            found += ring.get(position).bytes;
        }
        return (int) (position - ring.first());
    }

    /** Forgets the oldest decision. */
    void forgetOldest() {
        Entry oldest = ring.removeFirst();
        bytes -= oldest.bytes;
        entries.remove(oldest.decision.decisionId());
        waitingFrom = Math.max(waitingFrom, ring.first());
        matureFrom = Math.max(matureFrom, ring.first());
    }

    /** Whether {@link #expire} would change anything. */
    boolean hasMadeBefore(long madeBeforeMs) {
        return waitingFrom < ring.end() && ring.get(waitingFrom).decision.atMs() < madeBeforeMs;
    }

    /**
     * Ends the time of decisions made before this moment.
     *
     * @param waiting told of each that still waits; it settles or expires it
     */
    void end(long madeBeforeMs, Consumer<Entry> waiting) {
        while (hasMadeBefore(madeBeforeMs)) {
            Entry entry = ring.get(waitingFrom++);
            if (waits(entry)) {
                waiting.accept(entry);
            }
        }
    }

    /** Forgets decisions made before this moment whose time has ended and which have matured. */
    void forget(long madeBeforeMs) {
        while (ring.first() < Math.min(waitingFrom, matureFrom)
                && ring.get(ring.first()).decision.atMs() < madeBeforeMs) {
            forgetOldest();
        }
    }

    /** No outcome came in its time. */
    void expire(Entry entry) {
        ring.mark(entry.position, DecisionRing.EXPIRED);
        pending--;
    }

    /** A decision that is remembered. */
    static final class Entry {
        final DecisionMade decision;
        /** Numbers of the candidates, in their order. */
        final int[] arms;

        /** What was told of its outcome, until it matures; null: nothing. */
        @Nullable
        JoinedOutcome joined;

        private final int bytes;
        private long position;

        /** @param arms numbers of the candidates, in their order */
        Entry(DecisionMade decision, int[] arms) {
            this.decision = decision.forWaiting();
            this.arms = arms;
            this.bytes = Footprint.of(this.decision);
        }

        /** Number of the served arm. */
        int arm() {
            return arms[decision.arm()];
        }
    }
}
