package dev.leverframe.bandit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that the domains of a process may take together for what they remember. While there is enough nobody is asked; once
 * there is not, those that hold more than an even share give back what is over it, so a busy domain cannot make a quiet one
 * forget.
 */
public final class MemoryBudget {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger domains = new AtomicInteger();

    /** @param bytesMax of all domains together, at least 1 */
    public MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Bytes that are held. */
    public long bytes() {
        return bytes.get();
    }

    public long bytesMax() {
        return bytesMax;
    }

    Share open() {
        domains.incrementAndGet();
        return new Share();
    }

    /** What one domain holds. Belongs to its owner. */
    final class Share {
        private long held;

        /**
         * Tells how much it is now.
         *
         * @return how much of it is to be given back, 0 or more
         */
        long holds(long now) {
            long all = bytes.addAndGet(now - held);
            held = now;
            long evenShare = bytesMax / Math.max(1, domains.get());
            return all <= bytesMax ? 0 : Math.max(0, Math.min(all - bytesMax, held - evenShare));
        }

        void close() {
            bytes.addAndGet(-held);
            held = 0;
            domains.decrementAndGet();
        }
    }
}
