package dev.leverframe.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one domain over time, in a fixed number of points. When they are used up every other one goes and the time
 * between two of them doubles, so the whole of the time since the start is always there, ever more coarsely.
 */
final class DomainHistory {
    static final int POINTS_MAX = 240;
    static final long RESOLUTION_MS = 1_000;

    /** A figure that was not known at a point is NaN there. */
    private static final double UNKNOWN = Double.NaN;

    private final BooleanSupplier room;
    private final long[] at = new long[POINTS_MAX];
    private final Map<SeriesKey, double[]> series = new LinkedHashMap<>();
    private int points;
    private long resolutionMs = RESOLUTION_MS;
    private boolean complete = true;

    /** @param room asked before a series is begun; where it says no, the history is not complete */
    DomainHistory(BooleanSupplier room) {
        this.room = room;
    }

    /** Adds a point. The last one is the newest there is, and moves until it is a whole step away from the one before. */
    void add(long atMs, HistoryFigures figures) {
        if (points < 2 || at[points - 1] - at[points - 2] >= resolutionMs) {
            if (points == POINTS_MAX) {
                thin();
            }
            points++;
        }
        at[points - 1] = atMs;
        series.values().forEach(values -> values[points - 1] = UNKNOWN);
        figures.forEach((key, value) -> {
            double[] values = series.get(key);
            if (values == null && room.getAsBoolean()) {
                values = new double[POINTS_MAX];
                Arrays.fill(values, UNKNOWN);
                series.put(key, values);
            }
            if (values == null) {
                complete = false;
            } else {
                values[points - 1] = value;
            }
        });
    }

    private void thin() {
        for (int i = 1; 2 * i < POINTS_MAX; i++) {
            at[i] = at[2 * i];
        }
        for (double[] values : series.values()) {
            for (int i = 1; 2 * i < POINTS_MAX; i++) {
                values[i] = values[2 * i];
            }
            Arrays.fill(values, POINTS_MAX / 2, POINTS_MAX, UNKNOWN);
        }
        points = POINTS_MAX / 2;
        resolutionMs *= 2;
        series.values().removeIf(values -> Arrays.stream(values).allMatch(Double::isNaN));
    }

    int seriesCount() {
        return series.size();
    }

    boolean complete() {
        return complete;
    }

    long resolutionMs() {
        return resolutionMs;
    }

    /** Times of the last points, ms since 1970, oldest first. */
    long[] at(int last) {
        return Arrays.copyOfRange(at, Math.max(0, points - last), points);
    }

    /** The newest value of a figure, or NaN. */
    double newest(SeriesKey key) {
        double[] values = series.get(key);
        return values == null || points == 0 ? UNKNOWN : values[points - 1];
    }

    /** Hands over each series with the values at the last points. */
    void forEach(int last, SeriesUse use) {
        series.forEach((key, values) -> use.use(key, Arrays.copyOfRange(values, Math.max(0, points - last), points)));
    }

    /** What a series is of: the domain itself where neither arm nor experiment is named. */
    record SeriesKey(
            @Nullable String arm,
            @Nullable String experiment,
            @Nullable String variant,
            String figure) {}

    /** Takes one series. */
    @FunctionalInterface
    interface SeriesUse {
        void use(SeriesKey key, double[] values);
    }

    /** The figures of one moment. */
    @FunctionalInterface
    interface HistoryFigures {
        void forEach(ObjDoubleConsumer<SeriesKey> each);
    }
}
