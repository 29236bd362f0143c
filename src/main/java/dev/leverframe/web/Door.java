package dev.leverframe.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the connections of one plane, whichever of its listeners they come to. Towards the end of the process it tells whoever
 * is still connected that an answer is the last one.
 */
public final class Door {
    private final int connectionsMax;
    private final long headerTimeoutMs;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter full;
    private final Counter slow;
    private volatile boolean closing;

    /**
     * @param plane label of its metrics
     * @param connectionsMax open connections; further ones are closed at once
     * @param headerTimeoutMs time from a connection to the end of its first head, ms
     */
    public Door(String plane, int connectionsMax, long headerTimeoutMs, MeterRegistry registry) {
        this.connectionsMax = connectionsMax;
        this.headerTimeoutMs = headerTimeoutMs;
        this.full = refused(registry, plane, "full");
        this.slow = refused(registry, plane, "slow");
        Gauge.builder("leverframe.connections", open, AtomicInteger::get)
                .description("Open connections")
                .tag("plane", plane)
                .register(registry);
    }

    private static Counter refused(MeterRegistry registry, String plane, String cause) {
        return Counter.builder("leverframe.connections.refused")
                .description("Connections closed because there were too many, or no request came in time")
                .tag("plane", plane)
                .tag("cause", cause)
                .register(registry);
    }

    /** From now on every answer asks its client to come back by another connection, which then leads elsewhere. */
    public void closing() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    long headerTimeoutMs() {
        return headerTimeoutMs;
    }

    /** Whether one more may stay; {@link #left} has to follow in any case. */
    boolean enters() {
        boolean stays = open.incrementAndGet() <= connectionsMax;
        if (!stays) {
            full.increment();
        }
        return stays;
    }

    void left() {
        open.decrementAndGet();
    }

    void wasSlow() {
        slow.increment();
    }
}
