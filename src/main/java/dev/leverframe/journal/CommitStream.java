package dev.leverframe.journal;

import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Footprint;
import dev.leverframe.model.Snapshot;
import java.util.List;

/** The owner's end of a stream: numbers the facts and hands them over. Of the owner's thread alone, but for the progress. */
final class CommitStream implements JournalStream {
    private final Handover handover;
    private final Meter meter;
    private final Progress progress;
    private long last;
    private boolean overrun;
    private boolean closed;

    CommitStream(StreamId id, long sequence, StreamOwner owner, Handover handover, Meter meter) {
        this.handover = handover;
        this.meter = meter;
        this.progress = new Progress(id, sequence, this, owner);
        this.last = sequence;
    }

    /** Of the writer's thread. */
    Progress progress() {
        return progress;
    }

    @Override
    public void append(List<Fact> facts, List<Change> changes, Receipt receipt) {
        long first = last + 1;
        last += facts.size();
        if (closed) {
            drop(facts, receipt, "the stream is closed");
            return;
        }
        long bytes = bytes(facts);
        if (overrun || handover.backlog().isOverrunBy(facts.size(), bytes)) {
            dropAll(facts, receipt);
        } else {
            handover.put(new Command.Append(this, first, facts, changes, receipt, bytes));
        }
    }

    private static long bytes(List<Fact> facts) {
        long bytes = 0;
        for (Fact fact : facts) {
            bytes += Footprint.of(fact);
        }
        return bytes;
    }

    private void dropAll(List<Fact> facts, Receipt receipt) {
        if (!overrun) {
            overrun = true;
            handover.put(new Command.Overrun(this));
        }
        drop(facts, receipt, Health.OVERRUN);
    }

    private void drop(List<Fact> facts, Receipt receipt, String why) {
        meter.lost(facts.size());
        receipt.lost(why);
    }

    @Override
    public void snapshot(long sequence, long remembersFrom, Snapshot state) {
        requireLast(sequence);
        if (!overrun && !closed) {
            handover.put(new Command.Keep(this, sequence, remembersFrom, state));
        }
    }

    private void requireLast(long sequence) {
        if (sequence != last) {
            throw new IllegalArgumentException(
                    "a snapshot is of the last fact appended, " + last + ", got " + sequence);
        }
    }

    @Override
    public void rebase(StreamOwner.Whole whole) {
        if (!closed) {
            last = whole.sequence();
            overrun = false;
            handover.put(new Command.Rebase(this, whole));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            handover.put(new Command.Close(this));
        }
    }
}
