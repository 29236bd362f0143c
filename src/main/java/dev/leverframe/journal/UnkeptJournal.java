package dev.leverframe.journal;

import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Snapshot;
import java.util.List;

/** Keeps nothing. */
final class UnkeptJournal implements Journal {
    private static final JournalStream STREAM = new JournalStream() {
        @Override
        public void append(List<Fact> facts, List<Change> changes, Receipt receipt) {
            receipt.kept();
        }

        @Override
        public void snapshot(long sequence, long remembersFrom, Snapshot state) {}

        @Override
        public void rebase(StreamOwner.Whole whole) {}

        @Override
        public void close() {}
    };

    @Override
    public JournalStream open(StreamId stream, long sequence, StreamOwner owner) {
        return STREAM;
    }

    @Override
    public void retire(StreamId stream) {}

    @Override
    public JournalStatus status() {
        return JournalStatus.WELL;
    }

    @Override
    public void close() {}
}
