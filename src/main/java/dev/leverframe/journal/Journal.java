package dev.leverframe.journal;

/** Takes the facts of all streams, in the order in which each owner made them, and commits them together. */
public interface Journal extends AutoCloseable {
    /** Keeps nothing beyond the life of the process: every fact is as durable as it will be at once. */
    Journal NONE = new UnkeptJournal();

    /**
     * Opens a stream for its one owner.
     *
     * @param sequence number of the last fact that the owner has applied; 0 for a new stream
     * @param owner asked where the journal has lost facts and needs the state as it is
     */
    JournalStream open(StreamId stream, long sequence, StreamOwner owner);

    /** The domain of the stream is deleted: what is kept of it goes as it gets old, and is never recovered from. */
    void retire(StreamId stream);

    /** How the journal is; cheap, from any thread. */
    JournalStatus status();

    /** Writes what was appended, as durable as configured, and lets go of the files. */
    @Override
    void close();
}
