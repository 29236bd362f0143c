package dev.leverframe.journal;

/** How far the facts of one stream are kept. Of the writer's thread alone. */
final class Progress {
    final StreamId id;
    final JournalStream stream;
    final StreamOwner owner;
    boolean open = true;
    /** Facts were lost: nothing of this stream is kept until its owner has told the whole state. */
    boolean broken;
    /** When the owner was asked for the whole state, by {@link System#nanoTime}; 0: not yet. */
    long askedNanos;
    /** Number of the last fact written. */
    long written;
    /** Number of the last fact that is as durable as configured. */
    long durable;

    Progress(StreamId id, long sequence, JournalStream stream, StreamOwner owner) {
        this.id = id;
        this.stream = stream;
        this.owner = owner;
        this.written = sequence;
        this.durable = sequence;
    }

    void lost() {
        broken = true;
        askedNanos = 0;
    }

    void whole(long sequence) {
        broken = false;
        written = sequence;
        durable = sequence;
    }
}
