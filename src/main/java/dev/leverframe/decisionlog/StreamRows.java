package dev.leverframe.decisionlog;

import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;

/** The rows of one stream, made from a walk over its facts and a second one that is ahead of it. */
final class StreamRows implements Walk<LogRow> {
    /** How far a clock is thought to be set back at most: so long past {@code to}, no decision before it is expected. */
    static final long CLOCK_STEP_MS = 3_600_000;

    private final StreamId stream;
    private final LogQuery query;
    private final Walk<Numbered> facts;
    private final OutcomeScout scout;
    /** Of one fact: a gap before it, and its row. */
    private final Deque<LogRow> ready = new ArrayDeque<>();

    private long last;
    private boolean over;

    StreamRows(JournalReader reader, StreamId stream, LogQuery query) {
        this.stream = stream;
        this.query = query;
        this.facts = reader.facts(stream, 1);
        this.scout = new OutcomeScout(reader, stream, query);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !over && facts.hasNext()) {
            Numbered numbered = facts.next();
            take(numbered.sequence(), numbered.fact());
        }
        return !ready.isEmpty();
    }

    private void take(long sequence, Fact fact) {
        if (last > 0 && sequence > last + 1 && query.takes(fact.atMs())) {
            ready.add(new LogRow.Gap(stream, last + 1, fact.atMs(), sequence - last - 1));
        }
        last = sequence;
        over = fact.atMs() - CLOCK_STEP_MS >= query.toMs();
        if (!query.takes(fact.atMs())) {
            return;
        }
        if (fact instanceof DecisionMade decision) {
            ready.add(new LogRow.Decided(stream, sequence, decision, scout.of(sequence, decision.decisionId())));
        } else if (fact instanceof OutcomeRecorded outcome && outcome.decisionId() == null) {
            ready.add(new LogRow.Unattributed(stream, sequence, outcome));
        }
    }

    @Override
    public LogRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream is at its end");
        }
        return ready.remove();
    }

    @Override
    public void close() {
        scout.close();
        facts.close();
    }
}
