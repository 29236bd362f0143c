package dev.leverframe.journal.wire;

import dev.leverframe.model.Fact;

/** Writes records of facts, one after another, fact by fact, and behind them what decisions have in common. */
public final class CommitRecord {
    private static final int BYTES = 64 << 10;
    /** A larger array is not kept. */
    private static final int BYTES_MAX = 8 << 20;

    private final Commons commons = new Commons();
    private MessageWriter out = new MessageWriter(BYTES);
    private long next;
    private boolean empty = true;

    /** Begins a record, whatever became of the one before. */
    public void begin() {
        if (out.size() > BYTES_MAX) {
            out = new MessageWriter(BYTES);
        }
        out.reset();
        out.whole(1, Wire.COMMIT_VERSION);
        commons.clear();
        empty = true;
    }

    /**
     * @param sequence number of the fact, above that of the one before
     * @throws IllegalArgumentException if the numbers do not ascend
     */
    public void add(long sequence, Fact fact) {
        if (empty) {
            out.whole(2, sequence);
            next = sequence;
            empty = false;
        } else if (sequence < next) {
            throw new IllegalArgumentException(
                    "numbers of facts must ascend, got " + sequence + " where " + next + " is next");
        }
        int start = out.begin(3);
        FactWire.write(out, sequence - next, fact, commons);
        out.end(start);
        next = sequence + 1;
    }

    public byte[] end() {
        commons.write(out, 4);
        return out.toByteArray();
    }
}
