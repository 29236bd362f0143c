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

    /** Ends a segment: its evidence against the null is kept, as far as there is any yet. */
    public void close(ConfidenceSequence segment, double mean) {
        above += speaks(segment) ? segment.logEAbove(mean) : 0;
        below += speaks(segment) ? segment.logEBelow(mean) : 0;
    }

    private static boolean speaks(ConfidenceSequence segment) {
        return segment.n() > 0 && segment.ready();
    }

    /** Logarithm of the e-value against "the mean was never above this", the current segment included. */
    public double logEAbove(ConfidenceSequence current, double mean) {
        return above + (speaks(current) ? current.logEAbove(mean) : 0);
    }

    /** The same against "the mean was never below this". */
    public double logEBelow(ConfidenceSequence current, double mean) {
        return below + (speaks(current) ? current.logEBelow(mean) : 0);
    }

    /** Logarithm of the two-sided e-value, the average of both sides'; of the current segment alone its own. */
    public double logE(ConfidenceSequence current, double mean) {
        if (isEmpty()) {
            return speaks(current) ? current.logE(mean) : 0;
        }
        double up = logEAbove(current, mean);
        double down = logEBelow(current, mean);
        double larger = Math.max(up, down);
        return larger + Math.log1p(Math.exp(Math.min(up, down) - larger)) - Math.log(2);
    }

    /** Anytime p-value against "the mean was this", in [0, 1]. */
    public double anytimeP(ConfidenceSequence current, double mean) {
        if (isEmpty()) {
            return speaks(current) ? current.anytimeP(mean) : 1;
        }
        return Math.min(1, 2 * Math.exp(-Math.max(logEAbove(current, mean), logEBelow(current, mean))));
    }

    /** Whether no segment was ended that had anything to say. */
    public boolean isEmpty() {
        return above == 0 && below == 0;
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
