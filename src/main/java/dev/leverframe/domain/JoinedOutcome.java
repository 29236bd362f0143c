package dev.leverframe.domain;

import dev.leverframe.model.Outcome.Components;
import dev.leverframe.model.RewardSettings.Combine;
import dev.leverframe.model.Snapshot;
import org.jspecify.annotations.Nullable;

/** The outcomes of one decision that were told so far, until it matures. */
final class JoinedOutcome {
    private static final int NUMBERS = 7;

    private long count;
    private double first;
    private double last;
    private double sum;
    private double max;
    private double latencyMs = Double.NaN;
    private double costUsd = Double.NaN;
    /** 1 or 0; NaN where nothing was said, as for the other parts. */
    private double failed = Double.NaN;

    void add(double reward, @Nullable Components components) {
        first = count == 0 ? reward : first;
        max = count == 0 ? reward : Math.max(max, reward);
        last = reward;
        sum += reward;
        count++;
        if (components != null) {
            latencyMs = said(components.latencyMs());
            costUsd = said(components.costUsd());
            failed = components.failed() == null ? Double.NaN : components.failed() ? 1 : 0;
        }
    }

    private static double said(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    /** Sum of the rewards. */
    double sum() {
        return sum;
    }

    /** What they come to, in [0, 1]. */
    double reward(Combine rule) {
        return switch (rule) {
            case FIRST -> first;
            case LAST -> last;
            // rounding, or outcomes taken under another rule, could lead past 1
            case SUM -> Math.min(1, sum);
            case MEAN -> Math.min(1, sum / count);
            case MAX -> max;
        };
    }

    /** The last raw parts, as far as a guardrail looks at them. */
    Components components() {
        return new Components(
                Double.isNaN(latencyMs) ? null : latencyMs,
                Double.isNaN(costUsd) ? null : costUsd,
                null,
                Double.isNaN(failed) ? null : failed == 1);
    }

    /** There may be as many as decisions are remembered, and the owner waits: nothing is boxed. */
    static Snapshot snapshot(DecisionRing ring) {
        int size = ring.joined();
        long[] at = new long[size];
        long[] counts = new long[size];
        double[] numbers = new double[NUMBERS * size];
        int next = 0;
        for (long position = ring.first(); position < ring.end(); position++) {
            JoinedOutcome joined = ring.joined(position);
            if (joined != null) {
                at[next] = position - ring.first();
                counts[next] = joined.count;
                joined.write(numbers, NUMBERS * next++);
            }
        }
        return Snapshot.builder()
                .counts("at", at)
                .counts("counts", counts)
                .numbers("numbers", numbers)
                .build();
    }

    private void write(double[] numbers, int from) {
        numbers[from] = first;
        numbers[from + 1] = last;
        numbers[from + 2] = sum;
        numbers[from + 3] = max;
        numbers[from + 4] = latencyMs;
        numbers[from + 5] = costUsd;
        numbers[from + 6] = failed;
    }

    static void restore(Snapshot kept, DecisionRing ring) {
        long[] at = kept.counts("at");
        long[] counts = kept.counts("counts");
        double[] numbers = kept.numbers("numbers");
        for (int i = 0; i < at.length; i++) {
            ring.join(ring.first() + at[i], of(counts[i], numbers, NUMBERS * i));
        }
    }

    private static JoinedOutcome of(long count, double[] numbers, int from) {
        JoinedOutcome joined = new JoinedOutcome();
        joined.count = count;
        joined.first = numbers[from];
        joined.last = numbers[from + 1];
        joined.sum = numbers[from + 2];
        joined.max = numbers[from + 3];
        joined.latencyMs = numbers[from + 4];
        joined.costUsd = numbers[from + 5];
        joined.failed = numbers[from + 6];
        return joined;
    }
}
