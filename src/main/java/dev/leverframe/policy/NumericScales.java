package dev.leverframe.policy;

import dev.leverframe.model.Snapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Running mean and deviation of each numeric feature by name (Welford, 1962), to bring numbers of any unit to one
 * scale. Bounded: of names that were not reserved, those after the first {@value #NAMES_MAX} are not standardised and read
 * as 0.
 */
final class NumericScales {
    static final int NAMES_MAX = 4096;
    private static final double CLIP = 3;
    /** Observations after which a scale is trusted to tell an outlier. */
    private static final int SETTLED_AFTER = 30;

    private static final double OUTLIER_DEVIATIONS = 10;
    /** Squares of numbers up to here can be summed without overflow. */
    private static final double MAGNITUDE_MAX = 1e100;

    /** Names with room of their own beyond the bound. */
    private final int reserved;

    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private long[] counts = new long[8];
    private double[] means = new double[8];
    private double[] squares = new double[8];

    /** @param names those that have a scale however many others there are */
    NumericScales(List<String> names) {
        reserved = names.size();
        for (String name : names) {
            room(slots.size());
            slots.put(name, slots.size());
        }
    }

    /**
     * Takes a number into the scale of its name.
     *
     * @return whether the name has a scale
     */
    boolean observe(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the number '" + name + "' must be finite, got " + value);
        }
        boolean scaled = slots.size() < reserved + NAMES_MAX || slots.containsKey(name);
        if (scaled) {
            add(slots.computeIfAbsent(name, unused -> slots.size()), value);
        }
        return scaled;
    }

    private void add(int slot, double sent) {
        room(slot);
        double value = believable(slot, sent);
        counts[slot]++;
        double deviation = value - means[slot];
        means[slot] += deviation / counts[slot];
        squares[slot] += deviation * (value - means[slot]);
    }

    /**
     * One absurd number must not take a feature from everybody for good: once a scale has settled, it moves at most as if
     * the number lay ten deviations off (winsorising; Tukey, 1962).
     */
    private double believable(int slot, double value) {
        double bounded = Math.max(-MAGNITUDE_MAX, Math.min(MAGNITUDE_MAX, value));
        if (counts[slot] < SETTLED_AFTER || !(squares[slot] > 0)) {
            return bounded;
        }
        double reach = OUTLIER_DEVIATIONS * Math.sqrt(squares[slot] / (counts[slot] - 1));
        return Math.max(means[slot] - reach, Math.min(means[slot] + reach, bounded));
    }

    private void room(int slot) {
        if (slot >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * slot);
            means = Arrays.copyOf(means, 2 * slot);
            squares = Arrays.copyOf(squares, 2 * slot);
        }
    }

    /** In [-3, 3]; 0 before two different values were observed. */
    double standardised(String name, double value) {
        Integer slot = slots.get(name);
        if (slot == null || !(squares[slot] > 0)) {
            return 0;
        }
        double deviation = Math.sqrt(squares[slot] / (counts[slot] - 1));
        double standardised = (value - means[slot]) / deviation;
        // Numbers near the end of the range of doubles may overflow on the way here; they say nothing then.
        return Double.isNaN(standardised) ? 0 : Math.max(-CLIP, Math.min(CLIP, standardised));
    }

    /** By name, in the order in which they came. */
    Snapshot snapshot() {
        int size = slots.size();
        return Snapshot.builder()
                .texts("names", List.copyOf(slots.keySet()))
                .counts("counts", Arrays.copyOf(counts, size))
                .numbers("means", Arrays.copyOf(means, size))
                .numbers("squares", Arrays.copyOf(squares, size))
                .build();
    }

    /** Takes over others, on fresh scales. */
    void restore(Snapshot kept) {
        List<String> names = kept.texts("names");
        long[] keptCounts = kept.counts("counts");
        double[] keptMeans = kept.numbers("means");
        double[] keptSquares = kept.numbers("squares");
        Flaws.sameLength("names, counts, means and squares", names.size(), keptCounts.length, keptMeans.length);
        Flaws.sameLength("means, squares", keptMeans.length, keptSquares.length);
        for (int i = 0; i < keptCounts.length; i++) {
            int slot = slots.computeIfAbsent(names.get(i), unused -> slots.size());
            room(slot);
            counts[slot] = keptCounts[i];
            means[slot] = keptMeans[i];
            squares[slot] = keptSquares[i];
        }
    }
}
