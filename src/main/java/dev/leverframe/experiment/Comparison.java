package dev.leverframe.experiment;

import dev.leverframe.evidence.Interval;
import dev.leverframe.model.Estimand;

/**
 * A treatment against the control, in numbers, at one look.
 *
 * @param treatmentUnits mature units (or decisions, as the estimand says) of the treatment; likewise {@code controlUnits}
 * @param treatmentMean mean outcome of the treatment; likewise {@code controlMean}; for people, as the difference need not
 *     be theirs
 * @param difference estimate of treatment less control; NaN before the first unit
 * @param interval confidence sequence for it at {@code alpha}
 * @param alpha probability that the interval ever misses, in (0, 1); divided by the number of treatments already
 * @param anytimeP against "no difference", in [0, 1]
 */
public record Comparison(
        String treatment,
        String control,
        Estimand estimand,
        long treatmentUnits,
        long controlUnits,
        double treatmentMean,
        double controlMean,
        double difference,
        Interval interval,
        double alpha,
        double anytimeP) {}
