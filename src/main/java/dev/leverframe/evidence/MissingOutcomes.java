package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * How many outcomes never came, and what the mean reward can be at worst and at best whatever they would have been
 * (Manski, "Nonparametric bounds on treatment effects", 1990).
 *
 * <pre>
 *   observed share o, mean m of the observed:    o m  <=  mean of all  <=  o m + (1 - o)
 * </pre>
 */
public final class MissingOutcomes {
    private long n;
    private long observed;
    private final CompensatedSum sum = new CompensatedSum();

    /**
     * An outcome that came.
     *
     * @param reward in [0, 1]
     */
    public void observed(double reward) {
        Ranges.requireReward(reward);
        n++;
        observed++;
        sum.add(reward);
    }

    /** One that did not come in time. */
    public void missing() {
        n++;
    }

    /** Decisions of either kind. */
    public long n() {
        return n;
    }

    /** Decisions with an outcome. */
    public long observed() {
        return observed;
    }

    /** Share of missing outcomes, in [0, 1]; NaN before the first decision. */
    public double rate() {
        return (double) (n - observed) / n;
    }

    /** Between all missing rewards being 0 and all being 1; [0, 1] before the first decision. */
    public Interval worstCase() {
        double low = n == 0 ? 0 : sum.value() / n;
        double lost = n == 0 ? 1 : rate();
        return new Interval(low, low + lost);
    }

    /** What the difference of two means can be at worst and at best: this one's less the other's. */
    public Interval worstCaseDifference(MissingOutcomes other) {
        Interval here = worstCase();
        Interval there = other.worstCase();
        return new Interval(here.lower() - there.upper(), here.upper() - there.lower());
    }

    public Snapshot snapshot() {
        return Snapshot.builder()
                .counts("n", n)
                .counts("observed", observed)
                .numbers("sum", sum.toArray())
                .build();
    }

    public void restore(Snapshot kept) {
        n = kept.count("n", 0);
        observed = kept.count("observed", 0);
        Kept.restore(sum, kept, "sum");
    }
}
