package dev.leverframe.journal;

import dev.leverframe.journal.StreamOwner.Whole;
import dev.leverframe.journal.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether facts can be kept, and the way back. After a write or a sync has failed nothing that was not acknowledged counts:
 * an fsync that failed once may succeed the next time without having written what it failed for (Rebello et al., "Can
 * Applications Recover from fsync Failures?", 2020). So the store is opened again, what is newer than the last acknowledged
 * fact is cut off, and every owner tells its whole state, from which its stream goes on. Of the writer's thread, but for
 * {@link #why}.
 */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    static final String OVERRUN = "more facts waited to be written than may";
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Store store;
    private final JournalWriter writer;
    private final Meter meter;
    private final long retryAfterNanos;
    private final List<Progress> streams = new ArrayList<>();
    private boolean down;
    private long retryNanos;
    /** Why facts cannot be kept; null: they can. */
    private volatile @Nullable String why;

    Health(Store store, JournalWriter writer, Meter meter, Duration tick) {
        this.store = store;
        this.writer = writer;
        this.meter = meter;
        this.retryAfterNanos = tick.toNanos();
    }

    /** From any thread: why facts cannot be kept, or null. */
    @Nullable
    String failure() {
        return why;
    }

    /** For whoever lost facts. */
    String why() {
        String now = why;
        return now == null ? "the journal had lost facts of this stream before" : now;
    }

    boolean isDown() {
        return down;
    }

    boolean mayWrite(Progress progress) {
        return !down && !progress.broken;
    }

    long nanosToRetry() {
        return Math.max(1, retryNanos - System.nanoTime());
    }

    void opened(Progress progress) {
        streams.removeIf(other -> other.id.equals(progress.id) || (!other.open && other.written == other.durable));
        streams.add(progress);
        if (down) {
            progress.lost();
        } else {
            writer.settle();
            writer.cutAfter(progress);
        }
    }

    void closed(Progress progress) {
        progress.open = false;
        wellIfWhole();
    }

    void overrun(Progress progress) {
        progress.lost();
        lostOfSome(OVERRUN);
    }

    /** Streams lost facts though the store is well: they alone tell their state. */
    void lostOfSome(String cause) {
        meter.failed();
        LOG.error("facts of some streams are lost cause='{}'", cause);
        if (why == null) {
            why = cause;
        }
        if (!down) {
            ask();
        }
    }

    void failed(Throwable cause) {
        String words = cause instanceof JournalException ? String.valueOf(cause.getMessage()) : "a defect: " + cause;
        if (!down) {
            meter.failed();
            LOG.error("the journal keeps nothing until it is well again cause='{}'", words, cause);
        } else if (!words.equals(why)) {
            LOG.error("the journal cannot go on yet cause='{}'", words);
        }
        down = true;
        why = words;
        retryNanos = System.nanoTime() + retryAfterNanos;
        streams.forEach(Progress::lost);
    }

    /** Tries to come back where it is time for it, and asks again whoever has not answered. */
    void recover() {
        if (down && retryNanos - System.nanoTime() <= 0) {
            reopen();
            down = false;
            LOG.info("the journal can be written again; every stream tells its state streams={}", streams.size());
        }
        if (!down && why != null) {
            ask();
            wellIfWhole();
        }
    }

    private void reopen() {
        store.reopen();
        writer.load();
        streams.forEach(writer::cutAfter);
        streams.removeIf(progress -> !progress.open);
    }

    private void ask() {
        long now = System.nanoTime();
        for (Progress progress : streams) {
            boolean asked = progress.askedNanos != 0 && now - progress.askedNanos < ASK_AGAIN_NANOS;
            if (progress.open && progress.broken && !asked) {
                progress.askedNanos = now | 1;
                ask(progress);
            }
        }
    }

    private static void ask(Progress progress) {
        try {
            progress.owner.rebase(progress.stream);
        } catch (RuntimeException e) {
            LOG.error("an owner failed to tell its state stream={}", progress.id, e);
        }
    }

    void told(Progress progress, Whole whole) {
        if (!down && progress.broken && writer.rebase(progress, whole)) {
            LOG.info("a stream goes on from its whole state stream={} sequence={}", progress.id, whole.sequence());
            wellIfWhole();
        }
    }

    private void wellIfWhole() {
        boolean whole = streams.stream().noneMatch(progress -> progress.open && progress.broken);
        if (!down && whole && why != null) {
            why = null;
            LOG.info("the journal is well again");
        }
    }
}
