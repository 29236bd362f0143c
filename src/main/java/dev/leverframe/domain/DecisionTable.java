package dev.leverframe.domain;

import dev.leverframe.domain.DomainState.Remembered;
import dev.leverframe.memory.DecisionStore;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Snapshot;
import java.util.BitSet;
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
    /** What a decision takes beside its place in the store: number, mark and outcome. */
    private static final int PLACE = 13;

    private final DecisionStore store = new DecisionStore();
    private final DecisionRing ring = new DecisionRing();
    private int entriesMax;
    /** Position of the oldest decision within its time to live; those before it are past theirs. */
    private long waitingFrom;

    /** Position of the oldest decision that has not matured. */
    private long matureFrom;

    private int pending;
    /** Whoever asks for a decision often asks again. */
    private @Nullable Entry latest;

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
     * @param decision of this number
     */
    void restore(Snapshot kept, LongFunction<DecisionMade> decision) {
        long[] numbers = kept.counts("numbers");
        BitSet settled = BitSet.valueOf(kept.counts("settled"));
        BitSet expired = BitSet.valueOf(kept.counts("expired"));
        for (int i = 0; i < numbers.length; i++) {
            Entry restored = add(decision.apply(numbers[i]), numbers[i]);
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
                .mapToObj(position -> new Remembered(ring.number(position), store.get(position)));
    }

    /** Number of the oldest. */
    long first(long ifNone) {
        return ring.size() == 0 ? ifNone : ring.number(ring.first());
    }

    @Nullable
    Entry find(String decisionId) {
        long position = store.find(decisionId);
        return position < 0 ? null : at(position);
    }

    private Entry at(long position) {
        Entry known = latest;
        if (known == null || known.position != position) {
            known = new Entry(store.get(position), position);
            latest = known;
        }
        return known;
    }

    /** How many decisions wait for an outcome. */
    int pending() {
        return pending;
    }

    boolean isEmpty() {
        return ring.size() == 0;
    }

    boolean isFull() {
        return ring.size() >= entriesMax;
    }

    /** @param number of the fact that it was made by */
    Entry add(DecisionMade decision, long number) {
        DecisionMade kept = decision.forWaiting();
        ring.add(number);
        pending++;
        return new Entry(kept, store.add(kept));
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
        return at(ring.first());
    }

    /** What was told of its outcome, until it matures; null: nothing. */
    @Nullable
    JoinedOutcome joined(Entry entry) {
        return ring.joined(entry.position);
    }

    /** Keeps what was told of its outcome, or lets it go. */
    void join(Entry entry, @Nullable JoinedOutcome outcome) {
        ring.join(entry.position, outcome);
    }

    /** Whether it waits for its outcome. */
    boolean waits(Entry entry) {
        return waits(entry.position);
    }

    private boolean waits(long position) {
        return !ring.isMarked(position, DecisionRing.SETTLED) && !ring.isMarked(position, DecisionRing.EXPIRED);
    }

    /** The oldest decision that is to mature now, which it has then; null where none is. */
    @Nullable
    Entry mature() {
        return matureFrom == ring.end() || waits(matureFrom) ? null : at(matureFrom++);
    }

    /** Memory that they take. */
    long bytes() {
        return store.bytes() + (long) PLACE * ring.size();
    }

    /** How many of the oldest take so much memory. */
    int oldest(long bytesWanted) {
        long position = ring.first();
        for (long found = 0; found < bytesWanted && position < ring.end(); position++) {
            found += store.bytes(position) + PLACE;
        }
        return (int) (position - ring.first());
    }

    /** Forgets the oldest decision. */
    void forgetOldest() {
        ring.removeFirst();
        store.removeFirst();
        waitingFrom = Math.max(waitingFrom, ring.first());
        matureFrom = Math.max(matureFrom, ring.first());
    }

    /** Whether {@link #end} would change anything. */
    boolean hasMadeBefore(long madeBeforeMs) {
        return waitingFrom < ring.end() && store.madeAtMs(waitingFrom) < madeBeforeMs;
    }

    /**
     * Ends the time of decisions made before this moment.
     *
     * @param waiting told of each that still waits; it settles or expires it
     */
    void end(long madeBeforeMs, Consumer<Entry> waiting) {
        while (hasMadeBefore(madeBeforeMs)) {
            long position = waitingFrom++;
            if (waits(position)) {
                waiting.accept(at(position));
            }
        }
    }

    /** Forgets decisions made before this moment whose time has ended and which have matured. */
    void forget(long madeBeforeMs) {
        while (ring.first() < Math.min(waitingFrom, matureFrom) && store.madeAtMs(ring.first()) < madeBeforeMs) {
            forgetOldest();
        }
    }

    /** No outcome came in its time. */
    void expire(Entry entry) {
        ring.mark(entry.position, DecisionRing.EXPIRED);
        pending--;
    }

    /** A decision that is remembered, as it was made, and where. */
    static final class Entry {
        final DecisionMade decision;
        private final long position;

        private Entry(DecisionMade decision, long position) {
            this.decision = decision;
            this.position = position;
        }
    }
}
