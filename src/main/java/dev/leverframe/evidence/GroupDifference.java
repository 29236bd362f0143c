package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * The difference of two groups' means where chance decided who is in which group: treatment less control, from units that
 * each have one outcome (inverse propensity weighting with residuals: Robins, Rotnitzky and Zhao, "Estimation of regression
 * coefficients when some regressors are not always observed", 1994).
 *
 * <pre>
 *   x     = 1{treatment} (r - g1) / q1 - 1{control} (r - g0) / q0          q: this unit's chance to be in the group
 *   theta = g1 - g0 + x        centre = g1 - g0        g = (0.5 + sum r) / (1 + n) of the group, before this unit
 * </pre>
 *
 * {@code E[theta | past]} is the difference whatever the centres are, so the shares may change and may depend on the past.
 * For outcomes in [0, 1] no x leaves [-1/q, 1/q], q the smallest share ever allowed. A unit of a third variant has x = 0 and
 * counts.
 *
 * <p>Deviation: for outcomes of any size g is the plain mean, and terms begin once both groups have ten outcomes, since a
 * centre of 0.5 would make the first latencies look like a huge variance.
 */
public final class GroupDifference {
    private static final double PRIOR_MEAN = 0.5;
    private static final int WARM_UP = 10;

    /** What a unit is in this comparison. */
    public enum Group {
        TREATMENT,
        CONTROL,
        /** Of another variant of the same experiment. */
        OTHER
    }

    private final Moments treatment = new Moments();
    private final Moments control = new Moments();
    private final TermSequence sequence;
    private final boolean unit;

    private GroupDifference(TermSequence sequence, boolean unit) {
        this.sequence = sequence;
        this.unit = unit;
    }

    /**
     * For outcomes in [0, 1].
     *
     * @param treatmentShare smallest share that the group may ever have, in (0, 1); likewise {@code controlShare}
     * @param planned units to be tightest at, positive
     */
    public static GroupDifference bounded(double treatmentShare, double controlShare, double planned, double alpha) {
        Ranges.requireProbability("a share", treatmentShare);
        Ranges.requireProbability("a share", controlShare);
        double bound = 1 / Math.min(treatmentShare, controlShare);
        double vOpt = Tuning.variance(planned, treatmentShare, controlShare);
        return new GroupDifference(BoundedSequence.within(bound, vOpt, alpha), true);
    }

    /** For outcomes of any size. */
    public static GroupDifference unbounded(double planned, double alpha) {
        return new GroupDifference(AsymptoticSequence.tuned(planned, alpha), false);
    }

    /**
     * Adds the outcome of one unit, in the order in which units were allocated.
     *
     * @param outcome in [0, 1] where bounded, else finite; of a unit of another variant it does not matter
     * @param treatmentShare the chance that this unit had to be in the group, in (0, 1); likewise {@code controlShare}
     * @throws IllegalArgumentException if a number is out of range; nothing is recorded then
     */
    public void add(Group group, double outcome, double treatmentShare, double controlShare) {
        if (group != Group.OTHER) {
            requireOutcome(outcome);
        }
        Ranges.requireProbability("a share", treatmentShare);
        Ranges.requireProbability("a share", controlShare);
        double centre = centre(treatment) - centre(control);
        if (unit || Math.min(treatment.n(), control.n()) >= WARM_UP) {
            sequence.add(centre + weighted(group, outcome, treatmentShare, controlShare), centre);
        }
        if (group != Group.OTHER) {
            (group == Group.TREATMENT ? treatment : control).add(outcome);
        }
    }

    private void requireOutcome(double outcome) {
        if (unit) {
            Ranges.requireReward(outcome);
        }
        Ranges.requireFinite("an outcome", outcome);
    }

    private double weighted(Group group, double outcome, double treatmentShare, double controlShare) {
        return switch (group) {
            case TREATMENT -> (outcome - centre(treatment)) / treatmentShare;
            case CONTROL -> (centre(control) - outcome) / controlShare;
            case OTHER -> 0;
        };
    }

    private double centre(Moments group) {
        return unit ? (PRIOR_MEAN + group.n() * group.mean()) / (1 + group.n()) : group.mean();
    }

    /** Whether a verdict may rest on it: where outcomes have no bound, both groups need their burn-in. */
    public boolean ready() {
        return unit || (BurnIn.met(treatment) && BurnIn.met(control));
    }

    /** In [-1, 1] where the outcomes are in [0, 1]. */
    public Interval interval(double alpha) {
        Interval interval = sequence.interval(alpha);
        return unit ? interval.clip(-1, 1) : interval;
    }

    /** The live sequence of theta, for reading. */
    public ConfidenceSequence sequence() {
        return sequence;
    }

    /** The live moments of the treatment's outcomes, for reading. */
    public Moments treatment() {
        return treatment;
    }

    /** The live moments of the control's outcomes, for reading. */
    public Moments control() {
        return control;
    }

    public Snapshot snapshot() {
        return Snapshot.builder()
                .part("treatment", treatment.snapshot())
                .part("control", control.snapshot())
                .part("sequence", sequence.snapshot())
                .build();
    }

    public void restore(Snapshot kept) {
        treatment.restore(kept.part("treatment"));
        control.restore(kept.part("control"));
        sequence.restore(kept.part("sequence"));
    }
}
