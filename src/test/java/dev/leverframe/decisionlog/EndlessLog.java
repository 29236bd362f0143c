package dev.leverframe.decisionlog;

import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Change;
import dev.leverframe.model.Context;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A log that is made while it is read, so that whoever holds it shows. Every third fact is an outcome, of the last but one. */
public final class EndlessLog implements JournalReader {
    public static final StreamId STREAM = new StreamId("endless", 1);

    final List<Generated> walks = new ArrayList<>();
    private final long facts;
    private final boolean answered;
    private final AtomicInteger open = new AtomicInteger();

    /** @param answered whether outcomes come at all */
    public EndlessLog(long facts, boolean answered) {
        this.facts = facts;
        this.answered = answered;
    }

    /** Walks that were not closed. */
    public int openWalks() {
        return open.get();
    }

    private Fact fact(long sequence) {
        if (answered && sequence % 3 == 0) {
            return new OutcomeRecorded(sequence, "d-" + (sequence - 2), null, "a", 0.5, null, List.of());
        }
        return new DecisionMade(
                sequence,
                "d-" + sequence,
                null,
                null,
                List.of("a", "b"),
                Context.NONE,
                FeatureVector.CONSTANT,
                "1-0",
                0,
                Distribution.of(0.25, 0.75),
                0,
                "fixed",
                Reason.CORE_POLICY,
                null,
                null,
                null,
                null,
                List.of());
    }

    @Override
    public List<StreamId> streams() {
        return List.of(STREAM);
    }

    @Override
    public Walk<Numbered> facts(StreamId stream, long fromSequence) {
        Generated walk = new Generated();
        walks.add(walk);
        open.incrementAndGet();
        return walk;
    }

    @Override
    public List<Long> snapshots(StreamId stream) {
        return List.of();
    }

    @Override
    public Kept snapshot(StreamId stream, long sequence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Located> about(String decisionId) {
        return List.of();
    }

    @Override
    public Walk<Change> changes() {
        throw new UnsupportedOperationException();
    }

    /** Counts what it gave. */
    final class Generated implements Walk<Numbered> {
        long read;

        @Override
        public boolean hasNext() {
            return read < facts;
        }

        @Override
        public Numbered next() {
            read++;
            return new Numbered(read, fact(read));
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
