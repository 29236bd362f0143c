package dev.leverframe.statistics;

import dev.leverframe.evidence.BoundedSequence;
import dev.leverframe.evidence.ConfidenceSequence;

/**
 * Whether an interval excludes a value, at every look. The boundary of a bounded sequence only rises, so as long as the sum
 * is below where it stood, it need not be computed again: the answer is the same, some hundred times faster.
 */
final class Look {
    private double quiet;

    boolean excludes(ConfidenceSequence sequence, double value, double alpha) {
        if (!(sequence instanceof BoundedSequence)) {
            return sequence.anytimeP(value) < alpha;
        }
        double distance = Math.abs(sequence.mean() - value) * sequence.n();
        if (!(distance > quiet)) {
            return false;
        }
        quiet = sequence.halfWidth(sequence.n(), alpha) * sequence.n();
        return distance > quiet;
    }
}
