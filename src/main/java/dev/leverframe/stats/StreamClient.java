package dev.leverframe.stats;

import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** One open stream. Nothing waits for a slow reader: while its socket is full it gets nothing, then the newest figures. */
final class StreamClient {
    /** Between two events at most, ms: by them a page tells a quiet service from a lost one. */
    private static final long HEARTBEAT_MS = 5_000;

    /** A reader that took nothing for so long, ms, has gone without saying so. */
    private static final long STALLED_MS = 60_000;

    private final HttpServerResponse response;
    private final @Nullable String domain;
    private long seen;
    private long writtenMs;

    /**
     * @param domain the one that it asked for, or null for all
     * @param seen the last round that it knows
     */
    StreamClient(HttpServerResponse response, @Nullable String domain, long seen, long nowMs) {
        this.response = response;
        this.domain = domain;
        this.seen = seen;
        this.writtenMs = nowMs;
    }

    /** Sends what is new. */
    void offer(LiveFeed feed, long nowMs) {
        if (response.writeQueueFull()) {
            if (nowMs - writtenMs > STALLED_MS) {
                response.reset();
            }
            return;
        }
        LiveFeed.Event event = feed.since(seen, domain);
        if (event.news() || nowMs - writtenMs >= HEARTBEAT_MS) {
            response.write(event.bytes());
            writtenMs = nowMs;
        }
        seen = feed.round();
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }
}
