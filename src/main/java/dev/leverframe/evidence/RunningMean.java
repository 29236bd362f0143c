package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * The mean of a stream of values with what can be said of it at every look: a variant's or an arm's mean reward, a rate, a
 * mean latency.
 *
 * <p>Values in [0, 1] are centred at {@code (0.5 + sum) / (1 + n)} of those before them, so no term is farther than 1 from
 * its centre.
 */
public final class RunningMean {
    private static final double PRIOR_MEAN = 0.5;

    private final Moments values = new Moments();
    private final TermSequence sequence;
    private final boolean unit;

    private RunningMean(TermSequence sequence, boolean unit) {
        this.sequence = sequence;
        this.unit = unit;
    }

    /**
     * For values in [0, 1].
     *
     * @param planned values to be tightest at, positive
     */
    public static RunningMean bounded(double planned, double alpha) {
        return new RunningMean(BoundedSequence.within(1, Tuning.variance(planned), alpha), true);
    }

    /** For values of any size. */
    public static RunningMean unbounded(double planned, double alpha) {
        return new RunningMean(AsymptoticSequence.tuned(planned, alpha), false);
    }

    /** @throws IllegalArgumentException if the value is out of range; nothing is recorded then */
    public void add(double value) {
        if (unit) {
            Ranges.requireReward(value);
        }
        sequence.add(value, (PRIOR_MEAN + values.n() * values.mean()) / (1 + values.n()));
        values.add(value);
    }

    /** In [0, 1] where the values are. */
    public Interval interval(double alpha) {
        Interval interval = sequence.interval(alpha);
        return unit ? interval.clip(0, 1) : interval;
    }

    /** The live sequence, for reading. */
    public ConfidenceSequence sequence() {
        return sequence;
    }

    /** The live moments of the values, for reading. */
    public Moments moments() {
        return values;
    }

    public Snapshot snapshot() {
        return Snapshot.builder()
                .part("values", values.snapshot())
                .part("sequence", sequence.snapshot())
                .build();
    }

    public void restore(Snapshot kept) {
        values.restore(kept.part("values"));
        sequence.restore(kept.part("sequence"));
    }
}
