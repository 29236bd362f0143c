package dev.leverframe.decisionlog;

import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one stream. A decision waits for its outcome while the walk reads ahead, up to a bound; where the bound is
 * reached first, the outcome is looked up by the decision's id. So most outcomes cost nothing beyond the walk, and memory does
 * not grow with the log. That a decision takes one outcome is what lets it go as soon as that has come.
 */
final class StreamRows implements Walk<LogRow> {
    /** How far the walk reads ahead of the oldest decision that waits, in facts. */
    static final int LOOK_AHEAD_FACTS = 16_384;

    /** Likewise in what the waiting contexts weigh: characters and numbers. */
    static final long LOOK_AHEAD_WEIGHT = 4_000_000;

    /** How far a clock is thought to be set back at most; past {@code to} by that, no decision before it is expected. */
    static final long CLOCK_STEP_MS = 3_600_000;

    private final JournalReader reader;
    private final StreamId stream;
    private final LogQuery query;
    private final Walk<Numbered> facts;
    private final Deque<Slot> slots = new ArrayDeque<>();
    private final Map<String, Slot> waiting = new HashMap<>();
    private long weight;
    private long read;
    private long last;
    private boolean past;

    StreamRows(JournalReader reader, StreamId stream, LogQuery query) {
        this.reader = reader;
        this.stream = stream;
        this.query = query;
        this.facts = reader.facts(stream, 1);
    }

    @Override
    public boolean hasNext() {
        while (!headIsReady() && !(past && slots.isEmpty()) && facts.hasNext()) {
            Numbered numbered = facts.next();
            read++;
            take(numbered.sequence(), numbered.fact());
        }
        return !slots.isEmpty();
    }

    private boolean headIsReady() {
        Slot head = slots.peek();
        return head != null && (head.row != null || isFull(head));
    }

    private boolean isFull(Slot head) {
        return read - head.readBefore >= LOOK_AHEAD_FACTS || weight >= LOOK_AHEAD_WEIGHT;
    }

    private void take(long sequence, Fact fact) {
        if (last > 0 && sequence > last + 1 && query.takes(fact.atMs())) {
            add(new LogRow.Gap(stream, last + 1, fact.atMs(), sequence - last - 1));
        }
        last = sequence;
        past = past || fact.atMs() - CLOCK_STEP_MS >= query.toMs();
        if (fact instanceof DecisionMade decision && query.takes(decision.atMs())) {
            await(sequence, decision);
        } else if (fact instanceof OutcomeRecorded outcome) {
            join(sequence, outcome);
        }
    }

    private void await(long sequence, DecisionMade decision) {
        Slot slot = new Slot(sequence, read, decision, null);
        slots.add(slot);
        weight += decision.context().weight();
        Slot forgotten = waiting.put(decision.decisionId(), slot);
        if (forgotten != null) {
            settle(forgotten, List.of());
        }
    }

    private void join(long sequence, OutcomeRecorded outcome) {
        if (outcome.decisionId() == null) {
            if (query.takes(outcome.atMs())) {
                add(new LogRow.Unattributed(stream, sequence, outcome));
            }
            return;
        }
        Slot slot = waiting.get(outcome.decisionId());
        if (slot != null) {
            settle(slot, List.of(outcome));
        }
    }

    private void add(LogRow row) {
        slots.add(new Slot(row.sequence(), read, null, row));
    }

    private void settle(Slot slot, List<OutcomeRecorded> outcomes) {
        DecisionMade decision = slot.decision;
        if (decision != null && slot.row == null) {
            slot.row = new Decided(stream, slot.sequence, decision, outcomes);
            waiting.remove(decision.decisionId(), slot);
        }
    }

    @Override
    public LogRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream is at its end");
        }
        Slot head = slots.remove();
        DecisionMade decision = head.decision;
        if (decision != null) {
            weight -= decision.context().weight();
            if (head.row == null) {
                settle(
                        head,
                        facts.hasNext()
                                ? Joined.outcomes(reader.about(decision.decisionId()), stream, head.sequence)
                                : List.of());
            }
        }
        LogRow row = head.row;
        if (row == null) {
            throw new IllegalStateException("a row without a decision is there from the start");
        }
        return row;
    }

    /** Rows and decisions that are held now. */
    int held() {
        return slots.size();
    }

    @Override
    public void close() {
        facts.close();
    }

    /** The place of a row: the row itself, or the decision that it is to be of. */
    private static final class Slot {
        final long sequence;
        final long readBefore;
        final @Nullable DecisionMade decision;

        @Nullable
        LogRow row;

        Slot(long sequence, long readBefore, @Nullable DecisionMade decision, @Nullable LogRow row) {
            this.sequence = sequence;
            this.readBefore = readBefore;
            this.decision = decision;
            this.row = row;
        }
    }
}
