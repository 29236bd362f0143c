package dev.leverframe.evidence;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.Snapshot;

/**
 * The difference of two policies' values on the same decisions: treatment less control, doubly robust, whoever served
 * (Dudik, Langford and Li, "Doubly robust policy evaluation and learning", 2011).
 *
 * <pre>
 *   theta  = (p1 - p0)(served) / b(served) (r - qhat(served)) + sum_a (p1 - p0)(a) qhat(a)
 *   centre = mean of the thetas before, within [-1, 1]
 * </pre>
 *
 * Where the two agree, theta is 0 whatever came out, so similar policies need few decisions: with the mixture of the
 * variants as behaviour, between 4 and 80 times fewer than a comparison of buckets. With weights p / b of at most w no
 * theta is farther than w + 2 from its centre; the mixture has w = 1 / smallest share.
 */
public final class PairedDifference {
    private final TermSequence sequence;
    private double sum;

    private PairedDifference(TermSequence sequence) {
        this.sequence = sequence;
    }

    /**
     * Exact, for weights with a declared bound.
     *
     * @param weightMax largest importance weight that either policy can have, 1 or more
     * @param planned decisions to be tightest at, positive
     */
    public static PairedDifference bounded(double weightMax, double planned, double alpha) {
        Ranges.requirePositive("the largest weight", weightMax);
        return new PairedDifference(BoundedSequence.within(weightMax + 2, Tuning.variance(planned), alpha));
    }

    /** Asymptotic, for weights without one. */
    public static PairedDifference unbounded(double planned, double alpha) {
        return new PairedDifference(AsymptoticSequence.tuned(planned, alpha));
    }

    /**
     * @param served position of the served arm among the candidates
     * @param behaviour probability with which it was drawn, in (0, 1]; or its mixture propensity
     * @param reward in [0, 1]
     * @param predictions reward model per candidate, as of before this reward; taken within [0, 1]
     * @throws IllegalArgumentException if a number is out of range or a weight past its bound; nothing is recorded then
     */
    public void add(
            Distribution treatment,
            Distribution control,
            int served,
            double behaviour,
            double reward,
            double[] predictions) {
        Ranges.requireReward(reward);
        if (!(behaviour > 0 && behaviour <= 1)) {
            throw new IllegalArgumentException("a served arm's propensity must be in (0, 1], got " + behaviour);
        }
        double weight = (treatment.get(served) - control.get(served)) / behaviour;
        double theta = weight * (reward - Predictions.unit(predictions[served]));
        for (int a = 0; a < predictions.length; a++) {
            theta += (treatment.get(a) - control.get(a)) * Predictions.unit(predictions[a]);
        }
        sequence.add(theta, centre());
        sum += theta;
    }

    private double centre() {
        return Math.min(1, Math.max(-1, sum / (1 + sequence.n())));
    }

    /** Whether a verdict may rest on it. */
    public boolean ready() {
        return sequence.ready();
    }

    /** In [-1, 1]. */
    public Interval interval(double alpha) {
        return sequence.interval(alpha).clip(-1, 1);
    }

    /** The live sequence of theta, for reading. */
    public ConfidenceSequence sequence() {
        return sequence;
    }

    public Snapshot snapshot() {
        return Snapshot.builder()
                .numbers("sum", sum)
                .part("sequence", sequence.snapshot())
                .build();
    }

    public void restore(Snapshot kept) {
        sum = kept.number("sum", 0);
        sequence.restore(kept.part("sequence"));
    }
}
