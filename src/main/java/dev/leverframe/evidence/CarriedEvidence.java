package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * Evidence about one null over several segments: each segment's e-values start at 1 and are valid given the segments
 * before, so they multiply (Grünwald, de Heide and Koolen, "Safe testing", 2024). An interval is of its own segment; what
 * is carried is the case against "at most" and "at least" one and the same value.
 */
public final class CarriedEvidence {
    private double above;
    private double below;

    /** Ends a segment: its evidence against the null is kept. */
    public void close(ConfidenceSequence segment, double mean) {
        above += segment.n() == 0 ? 0 : segment.logEAbove(mean);
        below += segment.n() == 0 ? 0 : segment.logEBelow(mean);
    }

    /** Logarithm of the e-value against "the mean was never above this", the current segment included. */
    public double logEAbove(ConfidenceSequence current, double mean) {
        return above + current.logEAbove(mean);
    }

    /** The same against "the mean was never below this". */
    public double logEBelow(ConfidenceSequence current, double mean) {
        return below + current.logEBelow(mean);
    }

    public Snapshot snapshot() {
        return Snapshot.builder().numbers("log_e", above, below).build();
    }

    public void restore(Snapshot kept) {
        double[] logs = Kept.numbers(kept, "log_e", 2);
        above = logs[0];
        below = logs[1];
    }
}
