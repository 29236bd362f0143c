package dev.leverframe.experiment;

import dev.leverframe.evidence.CarriedEvidence;
import dev.leverframe.evidence.ConfidenceSequence;
import dev.leverframe.model.Snapshot;
import dev.leverframe.model.VerdictRules;

/**
 * What the earlier segments of an epoch say of one treatment: only the weights changed between them, so policies and rewards
 * are the same, and e-values about the same null multiply.
 */
final class Carried {
    private final VerdictRules rules;
    private final CarriedEvidence gain = new CarriedEvidence();
    private final CarriedEvidence harm = new CarriedEvidence();
    private final CarriedEvidence any = new CarriedEvidence();
    private long treatmentUnits;
    private long controlUnits;
    private long terms;

    Carried(VerdictRules rules) {
        this.rules = rules;
    }

    /** Ends a segment with what its comparison had come to. */
    void close(Reading reading) {
        gain.close(reading.sequence(), rules.deltaMin());
        harm.close(reading.sequence(), -rules.deltaHarm());
        any.close(reading.sequence(), 0);
        treatmentUnits += reading.treatmentUnits();
        controlUnits += reading.controlUnits();
        terms += reading.sequence().n();
    }

    boolean isEmpty() {
        return terms == 0;
    }

    /** Logarithm of the e-value for a gain above what is asked for, the current segment included. */
    double logEGain(ConfidenceSequence current) {
        return gain.logEAbove(current, rules.deltaMin());
    }

    /** Logarithm of the e-value for a loss past what is tolerated. */
    double logEHarm(ConfidenceSequence current) {
        return harm.logEBelow(current, -rules.deltaHarm());
    }

    /** Logarithm of the two-sided e-value against "no difference". */
    double logE(ConfidenceSequence current) {
        return any.logE(current, 0);
    }

    double anytimeP(ConfidenceSequence current) {
        return any.anytimeP(current, 0);
    }

    long treatmentUnits() {
        return treatmentUnits;
    }

    long controlUnits() {
        return controlUnits;
    }

    /** Units or decisions that the comparisons of the earlier segments were made of, of all variants together. */
    long terms() {
        return terms;
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .part("gain", gain.snapshot())
                .part("harm", harm.snapshot())
                .part("any", any.snapshot())
                .counts("units", treatmentUnits, controlUnits, terms)
                .build();
    }

    void restore(Snapshot kept) {
        gain.restore(kept.part("gain"));
        harm.restore(kept.part("harm"));
        any.restore(kept.part("any"));
        long[] units = kept.counts("units");
        treatmentUnits = units.length == 3 ? units[0] : 0;
        controlUnits = units.length == 3 ? units[1] : 0;
        terms = units.length == 3 ? units[2] : 0;
    }
}
