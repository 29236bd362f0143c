package dev.leverframe.decisionlog;

import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks ahead of the rows and brings the outcomes of their decisions. It goes no further than it has to, and no further than a
 * bound; an outcome beyond that is looked up by the decision's id, which costs many times as much. Of what lies between, only
 * ids and outcomes are held. That a decision takes one outcome is what lets it stop at the first.
 */
final class OutcomeScout implements AutoCloseable {
    /** How far it goes ahead, in facts; some 30 MB of ids and outcomes. */
    static final int AHEAD_MAX = 131_072;

    private final JournalReader reader;
    private final StreamId stream;
    private final LogQuery query;
    private final Walk<Numbered> facts;
    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private final Map<String, Awaited> byId = new HashMap<>();
    private long read;

    OutcomeScout(JournalReader reader, StreamId stream, LogQuery query) {
        this.reader = reader;
        this.stream = stream;
        this.query = query;
        this.facts = reader.facts(stream, 1);
    }

    /** The outcomes of a decision that the query takes; to be asked for each of them once, in their order. */
    List<OutcomeRecorded> of(long sequence, String decisionId) {
        Awaited decision = reach(sequence);
        if (decision == null) {
            return List.of();
        }
        while (decision.outcome == null && read - decision.readBefore < AHEAD_MAX && facts.hasNext()) {
            step();
        }
        byId.remove(decisionId, decision);
        if (decision.outcome != null) {
            return List.of(decision.outcome);
        }
        return decision.replaced || !facts.hasNext() ? List.of() : lookUp(sequence, decisionId);
    }

    /** Goes on until it has met this decision, and forgets those before it. */
    private @Nullable Awaited reach(long sequence) {
        while (true) {
            Awaited oldest = awaited.poll();
            if (oldest != null && oldest.sequence >= sequence) {
                return oldest;
            } else if (oldest == null && !facts.hasNext()) {
                return null;
            } else if (oldest == null) {
                step();
            }
        }
    }

    private void step() {
        Numbered next = facts.next();
        read++;
        if (next.fact() instanceof DecisionMade decision && query.takes(decision.atMs())) {
            Awaited here = new Awaited(next.sequence(), read);
            awaited.add(here);
            Awaited before = byId.put(decision.decisionId(), here);
            if (before != null) {
                before.replaced = true;
            }
        } else if (next.fact() instanceof OutcomeRecorded outcome && outcome.decisionId() != null) {
            Awaited decision = byId.remove(outcome.decisionId());
            if (decision != null) {
                decision.outcome = outcome;
            }
        }
    }

    private List<OutcomeRecorded> lookUp(long sequence, String decisionId) {
        return reader.last(stream, decisionId) > sequence
                ? Joined.outcomes(reader.about(decisionId), stream, sequence)
                : List.of();
    }

    /** How many decisions it holds now. */
    int held() {
        return awaited.size();
    }

    @Override
    public void close() {
        facts.close();
    }

    /** A decision that it met, and what came for it. */
    private static final class Awaited {
        final long sequence;
        final long readBefore;

        @Nullable
        OutcomeRecorded outcome;
        /** Another decision has its id by now. */
        boolean replaced;

        Awaited(long sequence, long readBefore) {
            this.sequence = sequence;
            this.readBefore = readBefore;
        }
    }
}
