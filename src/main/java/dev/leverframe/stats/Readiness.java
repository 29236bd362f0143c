package dev.leverframe.stats;

/** Where the process stands between start and end, as the probes report it. Written by one thread, read by any. */
public final class Readiness {
    private volatile boolean started;
    private volatile boolean draining;

    /** Everything is deployed and listens. */
    public void started() {
        started = true;
    }

    /** The process is on its way out: no new work, please. */
    public void draining() {
        draining = true;
    }

    boolean isStarted() {
        return started;
    }

    boolean isReady() {
        return started && !draining;
    }
}
