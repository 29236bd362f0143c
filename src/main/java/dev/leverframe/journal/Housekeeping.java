package dev.leverframe.journal;

import dev.leverframe.journal.store.Store;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the writer does beside writing, a little at a time. Of the writer's thread alone. */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Store store;
    private final Extents extents;
    private final Retention retention;
    private final Reclaimer reclaimer;
    private final Meter meter;
    private final long tickNanos;
    private long nextSlice = System.nanoTime();
    private long nextMeasure = nextSlice;

    Housekeeping(Store store, Extents extents, Retention retention, Reclaimer reclaimer, Meter meter, Duration tick) {
        this.store = store;
        this.extents = extents;
        this.retention = retention;
        this.reclaimer = reclaimer;
        this.meter = meter;
        this.tickNanos = tick.toNanos();
    }

    /** @return whether there may be more to do soon */
    boolean slice() {
        long now = System.nanoTime();
        if (nextSlice - now > 0) {
            return nextSlice - now <= SLICE_NANOS;
        }
        boolean more = retention.slice();
        if (nextMeasure - now <= 0) {
            nextMeasure = now + MEASURE_NANOS;
            measure();
        }
        meter.kept(extents.bytes(), retention.firstKeptAtMs());
        nextSlice = System.nanoTime() + (more ? SLICE_NANOS : tickNanos);
        return more;
    }

    private void measure() {
        try {
            meter.onDisk(store.bytesOnDisk());
        } catch (JournalException e) {
            LOG.debug("the size on disk is unknown", e);
        }
    }

    void close() {
        reclaimer.close();
        try {
            store.close();
        } catch (RuntimeException e) {
            LOG.error("the files of the journal could not be closed", e);
        }
    }
}
