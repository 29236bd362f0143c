package dev.leverframe.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Running mean and deviation of each numeric feature by name (Welford, 1962), to bring numbers of any unit to one
 * scale. Bounded: the names that come after the first {@value #NAMES_MAX} are not standardised and read as 0.
 */
final class NumericScales {
    static final int NAMES_MAX = 4096;
    private static final double CLIP = 3;

    private final Map<String, Integer> slots = new HashMap<>();
    private long[] counts = new long[8];
    private double[] means = new double[8];
    private double[] squares = new double[8];

    void observe(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the number '" + name + "' must be finite, got " + value);
        }
        if (slots.size() < NAMES_MAX || slots.containsKey(name)) {
            add(slots.computeIfAbsent(name, unused -> slots.size()), value);
        }
    }

    private void add(int slot, double value) {
        if (slot == counts.length) {
            counts = Arrays.copyOf(counts, 2 * slot);
            means = Arrays.copyOf(means, 2 * slot);
            squares = Arrays.copyOf(squares, 2 * slot);
        }
        counts[slot]++;
        double deviation = value - means[slot];
        means[slot] += deviation / counts[slot];
        squares[slot] += deviation * (value - means[slot]);
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
}
