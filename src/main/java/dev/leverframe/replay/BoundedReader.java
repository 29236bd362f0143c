package dev.leverframe.replay;

import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Change;
import java.util.List;
import java.util.function.LongSupplier;

/** Reads until a moment, and then no more. Not a {@code JournalException}: nothing is wrong with the files. */
final class BoundedReader implements JournalReader {
    private final JournalReader reader;
    private final LongSupplier nanoTime;
    private final long endNanos;

    /** @param nanos how long from now on, at least 0 */
    BoundedReader(JournalReader reader, LongSupplier nanoTime, long nanos) {
        this.reader = reader;
        this.nanoTime = nanoTime;
        this.endNanos = nanoTime.getAsLong() + nanos;
    }

    private void check() {
        if (nanoTime.getAsLong() - endNanos >= 0) {
            throw new OutOfTime();
        }
    }

    @Override
    public List<StreamId> streams() {
        return reader.streams();
    }

    @Override
    public List<Long> snapshots(StreamId stream) {
        return reader.snapshots(stream);
    }

    @Override
    public Kept snapshot(StreamId stream, long sequence) {
        check();
        return reader.snapshot(stream, sequence);
    }

    @Override
    public Walk<Numbered> facts(StreamId stream, long fromSequence) {
        Walk<Numbered> walk = reader.facts(stream, fromSequence);
        return new Walk<>() {
            @Override
            public boolean hasNext() {
                return walk.hasNext();
            }

            @Override
            public Numbered next() {
                check();
                return walk.next();
            }

            @Override
            public void close() {
                walk.close();
            }
        };
    }

    @Override
    public List<Located> about(String decisionId) {
        return reader.about(decisionId);
    }

    @Override
    public Walk<Change> changes() {
        return reader.changes();
    }

    /** The time is over. */
    static final class OutOfTime extends RuntimeException {
        private OutOfTime() {
            super("the time for reading is over");
        }
    }
}
