package dev.leverframe.overload;

import java.util.Arrays;

/**
 * Times of the answers to a constant stream of requests, each from when it was due: a stalled server does not hide behind a
 * stalled client (coordinated omission).
 */
final class Latencies {
    private static final double NANOS_PER_MS = 1e6;

    private final long[] nanos;
    private int size;
    private int refused;

    Latencies(int max) {
        nanos = new long[max];
    }

    void served(long tookNanos) {
        nanos[size++] = tookNanos;
    }

    void refused() {
        refused++;
    }

    int size() {
        return size;
    }

    int refusals() {
        return refused;
    }

    /** Time within which this part of the answers came, ms. */
    double quantileMs(double part) {
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return size == 0 ? Double.NaN : sorted[(int) Math.min(size - 1L, (long) (part * size))] / NANOS_PER_MS;
    }
}
