package dev.leverframe.journal;

import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Snapshot;
import java.util.Iterator;
import java.util.List;

/**
 * Reads what was kept, while others go on writing; from any thread. Each walk sees the journal as it was when the walk began.
 * Methods throw {@link JournalException} where the files cannot be read.
 */
public interface JournalReader {
    /** Every stream that has anything kept, in their order. */
    List<StreamId> streams();

    /** Positions of the snapshots of a stream, newest first. */
    List<Long> snapshots(StreamId stream);

    /**
     * The snapshot at a position.
     *
     * @throws JournalException if it is not there, or damaged
     */
    Kept snapshot(StreamId stream, long sequence);

    /** The facts of a stream from a number on, oldest first. Numbers may be missing where facts were lost or truncated. */
    Walk<Numbered> facts(StreamId stream, long fromSequence);

    /** The facts that speak of a decision, of any stream: how it was made, and its outcomes. */
    List<Located> about(String decisionId);

    /**
     * Number of the last fact of a stream that speaks of a decision; 0 where there is none. An index may tell where
     * {@link #about} has to read the facts, so it may be one that was truncated since, and how the decision was made may be
     * passed over: what counts is whether anything followed.
     */
    default long last(StreamId stream, String decisionId) {
        return about(decisionId).stream()
                .filter(located -> located.stream().equals(stream))
                .mapToLong(Located::sequence)
                .max()
                .orElse(0);
    }

    /** The audit log, oldest first. */
    Walk<Change> changes();

    /** A fact and its number in its stream, from 1. */
    record Numbered(long sequence, Fact fact) {}

    /** A fact and where it stands. */
    record Located(StreamId stream, long sequence, Fact fact) {}

    /**
     * A snapshot and its position.
     *
     * @param program version of the program that took it
     */
    record Kept(long sequence, long atMs, String program, Snapshot state) {}

    /** An iteration that holds files open until it is closed. */
    interface Walk<T> extends Iterator<T>, AutoCloseable {
        @Override
        void close();
    }
}
