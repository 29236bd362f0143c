package dev.leverframe.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Watches the connections of one listener. One whose first request does not come is closed: silence is bounded by the idle
 * timeout, but that is long, and a client that drips in a header holds a place that others want. Belongs to one event loop.
 */
final class Doorkeeper {
    private static final long SWEEP_MAX_MS = 500;
    private static final long NANOS_PER_MS = 1_000_000;

    private final Door door;
    /** When a connection without a request is closed, by {@link System#nanoTime}; in this order. */
    private final Map<HttpConnection, Long> silent = new LinkedHashMap<>();

    Doorkeeper(Vertx vertx, Door door) {
        this.door = door;
        vertx.setPeriodic(Math.min(SWEEP_MAX_MS, door.headerTimeoutMs()), timer -> sweep());
    }

    void connected(HttpConnection connection) {
        if (!door.enters()) {
            connection.close();
            return;
        }
        silent.put(connection, System.nanoTime() + door.headerTimeoutMs() * NANOS_PER_MS);
        connection.closeHandler(closed -> {
            silent.remove(connection);
            door.left();
        });
    }

    /** The head of a request has come. */
    void heard(HttpConnection connection) {
        if (!silent.isEmpty()) {
            silent.remove(connection);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Iterator<Map.Entry<HttpConnection, Long>> entries =
                        silent.entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<HttpConnection, Long> entry = entries.next();
            if (entry.getValue() - now > 0) {
                return;
            }
            entries.remove();
            door.wasSlow();
            entry.getKey().close();
        }
    }
}
