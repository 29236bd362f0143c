package dev.leverframe.journal;

import dev.leverframe.journal.store.Store;
import dev.leverframe.journal.store.Table;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the room of removed facts back to the disk, beside the writer, since that may take long. */
final class Reclaimer {
    private static final Logger LOG = LoggerFactory.getLogger(Reclaimer.class);
    private static final int IDLE_SECONDS = 10;

    private final Store store;
    private final ThreadPoolExecutor thread;

    Reclaimer(Store store) {
        this.store = store;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Reclaimer::daemon);
        this.thread.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "leverframe-journal-reclaim");
        thread.setDaemon(true);
        return thread;
    }

    void reclaim(byte[] from, byte[] to) {
        thread.execute(() -> {
            try {
                store.reclaim(Table.JOURNAL, from, to);
            } catch (JournalException e) {
                // the facts are gone all the same; the store gives the room back some time later
                LOG.debug("room was not reclaimed", e);
            }
        });
    }

    void close() {
        thread.shutdownNow();
    }
}
