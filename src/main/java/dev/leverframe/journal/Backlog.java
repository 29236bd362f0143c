package dev.leverframe.journal;

import java.util.concurrent.atomic.AtomicLong;

/** Facts that were handed over and whose end is not known, and the memory that they take. Of any thread. */
final class Backlog {
    /** Whoever goes on where it is long may go on so far. */
    private static final int OVERRUN = 2;

    private final long factsMax;
    private final long bytesMax;
    private final AtomicLong facts = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * @param factsMax facts from which on it is long
     * @param bytesMax bytes from which on it is long
     */
    Backlog(long factsMax, long bytesMax) {
        this.factsMax = factsMax;
        this.bytesMax = bytesMax;
    }

    void add(long moreFacts, long moreBytes) {
        if (moreFacts != 0) {
            facts.getAndAdd(moreFacts);
            bytes.getAndAdd(moreBytes);
        }
    }

    long facts() {
        return facts.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** Whether no more should come for the moment. */
    boolean isLong() {
        return facts.get() > factsMax || bytes.get() > bytesMax;
    }

    /** Whether so much more is too much, whoever waits for it. A batch of any size finds a place while it is short. */
    boolean isOverrunBy(long moreFacts, long moreBytes) {
        return facts.get() + moreFacts > OVERRUN * factsMax
                || (bytes.get() > bytesMax && bytes.get() + moreBytes > OVERRUN * bytesMax);
    }
}
