package dev.leverframe.experiment;

import dev.leverframe.evidence.ConfidenceSequence;
import dev.leverframe.evidence.Interval;
import dev.leverframe.model.Estimand;

/**
 * One comparison of a treatment with the control, with the live sequence that it is read from.
 *
 * @param ready whether a verdict may rest on it
 * @param agreed whether the difference is 0 for certain
 * @param treatmentUnits mature, as the estimand counts them; likewise {@code controlUnits}
 */
record Reading(
        Estimand estimand,
        ConfidenceSequence sequence,
        boolean ready,
        boolean agreed,
        long treatmentUnits,
        long controlUnits,
        double treatmentMean,
        double controlMean) {
    static final Interval EVERYTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** For the difference of two means in [0, 1]; the whole line while the guarantee does not hold. */
    Interval interval(double alpha) {
        if (agreed) {
            return new Interval(0, 0);
        }
        return ready && sequence.n() > 0 ? sequence.interval(alpha).clip(-1, 1) : EVERYTHING;
    }

    double difference() {
        return sequence.n() == 0 ? Double.NaN : sequence.mean();
    }
}
