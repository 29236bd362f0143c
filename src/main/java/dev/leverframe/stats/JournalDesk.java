package dev.leverframe.stats;

import dev.leverframe.journal.JournalException;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.model.Refusal;
import dev.leverframe.web.Listener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the routes that read the journal share: the reader where there is one, threads of their own that may wait for the disk,
 * and a bound on how many read at once, since each holds files open. Used on the event loop only.
 */
final class JournalDesk {
    /** Answers that read the journal at the same time. */
    static final int READERS_MAX = 4;

    private static final int THREADS = 2;

    private static final Refusal NOTHING_KEPT = new Refusal(
            Refusal.Code.CONFLICT,
            "nothing is kept while durability is none; set LEVERFRAME_DURABILITY to process or disk and start again");
    private static final Refusal CROWDED =
            new Refusal(Refusal.Code.OVERLOADED, "the journal is being read by " + READERS_MAX + " others; try again");

    private final @Nullable JournalReader reader;
    private final WorkerExecutor threads;
    private int readers;

    /** @param reader null where nothing is kept */
    JournalDesk(Vertx vertx, @Nullable JournalReader reader) {
        this.reader = reader;
        this.threads = vertx.createSharedWorkerExecutor("leverframe-journal-reader", THREADS);
    }

    /**
     * Answers by reading, or says why that cannot be.
     *
     * @param read answers, and completes once it reads no more; it may also fail, which is answered here
     */
    void serve(RoutingContext route, Function<JournalReader, Future<?>> read) {
        if (reader == null) {
            RouteSupport.refuse(route, NOTHING_KEPT);
        } else if (readers >= READERS_MAX) {
            RouteSupport.refuse(route, CROWDED);
        } else {
            readers++;
            read.apply(reader).onComplete(over -> readers--).onFailure(failure -> failed(route, failure));
        }
    }

    /** Runs what may wait for the disk; answers on the event loop. */
    <T> Future<T> read(Callable<T> work) {
        return threads.executeBlocking(work, false);
    }

    /** Answers for a failed read, as long as nothing was answered yet. */
    private static void failed(RoutingContext route, Throwable failure) {
        if (failure instanceof JournalException) {
            RouteSupport.refuse(
                    route,
                    new Refusal(Refusal.Code.UNAVAILABLE, "the journal cannot be read: " + failure.getMessage()));
        } else {
            Listener.failed(route.request(), failure);
        }
    }
}
