package dev.leverframe.decisionlog;

import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of the decision log. Rows of a stream come in the order of their numbers. */
public sealed interface LogRow {
    /** The domain, and which one of its name. */
    StreamId stream();

    /** Number of the fact in its stream, from 1; of a gap, the first number that is missing. */
    long sequence();

    /** When it happened, ms since the epoch; of a gap, when the first fact after it did. */
    long atMs();

    /**
     * A decision.
     *
     * @param outcomes what was recorded for it, in that order; none, or one while a decision takes one outcome
     */
    record Decided(StreamId stream, long sequence, DecisionMade decision, List<OutcomeRecorded> outcomes)
            implements LogRow {
        public Decided {
            outcomes = List.copyOf(outcomes);
        }

        @Override
        public long atMs() {
            return decision.atMs();
        }

        /** The reward that was learned from, in [0, 1]; null where no outcome was recorded. */
        public @Nullable Double reward() {
            return outcomes.isEmpty() ? null : outcomes.get(0).reward();
        }
    }

    /** An outcome for an arm alone. */
    record Unattributed(StreamId stream, long sequence, OutcomeRecorded outcome) implements LogRow {
        @Override
        public long atMs() {
            return outcome.atMs();
        }
    }

    /**
     * Facts that were lost while nothing could be written.
     *
     * @param missing how many numbers have no fact, at least 1
     */
    record Gap(StreamId stream, long sequence, long atMs, long missing) implements LogRow {}
}
