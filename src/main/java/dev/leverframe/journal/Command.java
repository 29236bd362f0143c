package dev.leverframe.journal;

import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Snapshot;
import java.util.List;

/** What the writer is told to do. */
sealed interface Command {
    /** How many facts wait in it. */
    default int facts() {
        return 0;
    }

    /** Whether somebody waits for it. */
    default boolean urgent() {
        return false;
    }

    record Open(CommitStream stream) implements Command {}

    /** Memory that its facts take, as estimated. */
    default long bytes() {
        return 0;
    }

    /**
     * @param first number of the first fact
     * @param bytes memory that the facts take, as estimated
     */
    record Append(CommitStream stream, long first, List<Fact> list, List<Change> changes, Receipt receipt, long bytes)
            implements Command {
        @Override
        public int facts() {
            return list.size();
        }

        /** Number of the last fact; one less than {@code first} where there is none. */
        long last() {
            return first + list.size() - 1;
        }

        @Override
        public boolean urgent() {
            return !receipt.equals(Receipt.NOBODY);
        }
    }

    record Keep(CommitStream stream, long sequence, long remembersFrom, Snapshot state) implements Command {}

    /** The owner was ahead of the writer by more than may wait: facts were dropped. */
    record Overrun(CommitStream stream) implements Command {}

    record Rebase(CommitStream stream, StreamOwner.Whole whole) implements Command {
        @Override
        public boolean urgent() {
            return true;
        }
    }

    record Close(CommitStream stream) implements Command {}

    record Retire(StreamId stream) implements Command {}

    record Stop() implements Command {
        @Override
        public boolean urgent() {
            return true;
        }
    }
}
