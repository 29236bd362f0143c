package dev.leverframe.journal;

import dev.leverframe.journal.Command.Append;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What owners hand to the writer, in order, without waiting for it. To wake a thread costs about as much as to decide a
 * batch, so only what somebody waits for wakes the writer at once; the rest is found when the writer looks, which it does one
 * linger after something came.
 */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final int AWAKE = 0;
    /** Looks again soon by itself. */
    private static final int LINGERING = 1;

    private static final int ASLEEP = 2;

    private final Queue<Command> queue = new ConcurrentLinkedQueue<>();
    private final Backlog backlog;
    private final AtomicInteger rest = new AtomicInteger(AWAKE);
    private final long lingerNanos;
    private final Meter meter;
    private volatile boolean urgent;
    private volatile @Nullable Thread writer;
    private volatile boolean closed;

    Handover(long lingerNanos, Meter meter, Backlog backlog) {
        this.backlog = backlog;
        this.lingerNanos = lingerNanos;
        this.meter = meter;
    }

    /** From any thread. */
    void put(Command command) {
        backlog.add(command.facts(), command.bytes());
        queue.add(command);
        // the order matters: the writer says that it rests before it looks whether anything came
        if (command.urgent()) {
            urgent = true;
        }
        int resting = rest.get();
        if ((resting == ASLEEP || (resting == LINGERING && command.urgent())) && rest.compareAndSet(resting, AWAKE)) {
            LockSupport.unpark(writer);
        }
        if (closed) {
            abandon();
        }
    }

    /** The writer looks no more: whatever is left and whatever comes is lost. */
    void close() {
        closed = true;
        abandon();
    }

    private void abandon() {
        for (Command command = poll(); command != null; command = poll()) {
            if (command instanceof Append append) {
                lose(append, "the journal is closed");
            }
        }
    }

    void lose(Append append, String why) {
        settled(append.facts(), append.bytes());
        meter.lost(append.facts());
        try {
            append.receipt().lost(why);
        } catch (RuntimeException e) {
            LOG.error("a receipt failed stream={}", append.stream().progress().id, e);
        }
    }

    /** The next command, or null. */
    @Nullable
    Command poll() {
        return queue.poll();
    }

    /** Of so many facts, which took so much memory, it is known how they ended. */
    void settled(long facts, long bytes) {
        backlog.add(-facts, -bytes);
    }

    /** Facts handed over whose end is not known. */
    Backlog backlog() {
        return backlog;
    }

    /** Rests the writer until something urgent comes, or a linger after anything came, or until the time is over. */
    void rest(long nanos) {
        writer = Thread.currentThread();
        park(LINGERING, lingerNanos, () -> urgent);
        if (!somethingCame()) {
            park(ASLEEP, nanos, this::somethingCame);
            if (somethingCame()) {
                park(LINGERING, lingerNanos, () -> urgent);
            }
        }
        urgent = false;
    }

    private boolean somethingCame() {
        return urgent || !queue.isEmpty();
    }

    private void park(int how, long nanos, BooleanSupplier enough) {
        long until = System.nanoTime() + nanos;
        rest.set(how);
        long left = nanos;
        while (left > 0 && !enough.getAsBoolean()) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
        rest.set(AWAKE);
    }
}
