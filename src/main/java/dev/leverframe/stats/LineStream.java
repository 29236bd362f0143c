package dev.leverframe.stats;

import dev.leverframe.decisionlog.JsonLines;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with lines that are made while they are sent: the next piece is read once the client has taken what came before, so
 * memory holds one piece whatever the length. Reading is over when the client goes away. Runs on the event loop, but for the
 * reading itself; nothing is closed while it is being read.
 */
final class LineStream {
    private static final Logger LOG = LoggerFactory.getLogger(LineStream.class);
    private static final int CHUNK_BYTES = 64 * 1024;

    private final RoutingContext route;
    private final HttpServerResponse response;
    private final Promise<Void> done = Promise.promise();
    private final JournalDesk desk;
    private final JsonLines<?> lines;
    private boolean reading;
    private boolean gone;
    private boolean over;

    private LineStream(RoutingContext route, JournalDesk desk, JsonLines<?> lines) {
        this.route = route;
        this.response = route.response();
        this.desk = desk;
        this.lines = lines;
    }

    /**
     * Sends them all, and closes them.
     *
     * @return completes when nothing is read any more; fails where nothing could be sent, which is to be answered
     */
    static Future<Void> send(RoutingContext route, JournalDesk desk, JsonLines<?> lines) {
        LineStream stream = new LineStream(route, desk, lines);
        stream.response.exceptionHandler(broken -> stream.leave());
        stream.response.closeHandler(closed -> stream.leave());
        if (stream.response.closed()) {
            stream.leave();
        } else {
            stream.read();
        }
        return stream.done.future();
    }

    private void read() {
        reading = true;
        desk.read(() -> lines.next(CHUNK_BYTES)).onComplete(read -> {
            reading = false;
            if (gone) {
                close();
            } else if (read.failed()) {
                fail(read.cause());
            } else {
                write(read.result());
            }
        });
    }

    private void write(byte @Nullable [] chunk) {
        if (!response.headWritten()) {
            response.putHeader("content-type", "application/x-ndjson").setChunked(true);
        }
        if (chunk == null) {
            leave();
            response.end();
            return;
        }
        Future<Void> written = response.write(Buffer.buffer(chunk));
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                next();
            });
        } else {
            written.onFailure(failure -> leave());
            next();
        }
    }

    private void next() {
        if (!gone) {
            read();
        }
    }

    /** Half an answer cannot become a problem document: the client sees that it broke off. */
    private void fail(Throwable failure) {
        if (response.headWritten()) {
            LOG.error("a streamed answer broke off path={}", route.request().path(), failure);
            route.request().connection().close();
        } else {
            done.tryFail(failure);
        }
        leave();
    }

    private void leave() {
        if (!gone) {
            gone = true;
            if (!reading) {
                close();
            }
        }
    }

    private void close() {
        if (!over) {
            over = true;
            desk.read(() -> {
                        lines.close();
                        return true;
                    })
                    .onComplete(closed -> done.tryComplete());
        }
    }
}
