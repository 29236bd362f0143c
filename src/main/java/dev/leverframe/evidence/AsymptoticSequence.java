package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * The confidence sequence for terms without a bound, such as latencies and costs, by {@link NormalMixture}. Its guarantee is
 * that of a central limit theorem: approximate, and the better the more terms there are.
 *
 * <p>Deviation from the paper: {@link #ready} holds back until the burn-in {@code n >= max(100, 25 (1 + skewness^2))} is
 * met. Without it, the first hundred terms of a rare event have next to no spread, and the interval misses far more often
 * than alpha.
 */
public final class AsymptoticSequence implements TermSequence {
    private final Moments terms = new Moments();
    private NormalMixture mixture;

    private AsymptoticSequence(NormalMixture mixture) {
        this.mixture = mixture;
    }

    /**
     * The sequence that is tightest about {@code tStar} terms.
     *
     * @param tStar positive
     * @param alpha two-sided error probability to tune for, in (0, 1)
     */
    public static AsymptoticSequence tuned(double tStar, double alpha) {
        return new AsymptoticSequence(NormalMixture.tuned(tStar, alpha));
    }

    /** The centre is not used: the sample variance takes its place. */
    @Override
    public void add(double term, double centre) {
        Ranges.requireFinite("a term", term);
        terms.add(term);
    }

    @Override
    public long n() {
        return terms.n();
    }

    @Override
    public double mean() {
        return n() == 0 ? Double.NaN : terms.mean();
    }

    @Override
    public boolean ready() {
        return BurnIn.met(terms);
    }

    private double variance() {
        return terms.m2() / terms.n();
    }

    @Override
    public Interval interval(double alpha) {
        double half = mixture.half(n(), variance(), alpha);
        return new Interval(terms.mean() - half, terms.mean() + half);
    }

    @Override
    public double lowerBound(double alpha) {
        return terms.mean() - mixture.halfOneSided(n(), variance(), alpha);
    }

    @Override
    public double upperBound(double alpha) {
        return terms.mean() + mixture.halfOneSided(n(), variance(), alpha);
    }

    @Override
    public double logEAbove(double mean) {
        return mixture.logEOneSided(n(), variance(), terms.mean() - mean);
    }

    @Override
    public double logEBelow(double mean) {
        return mixture.logEOneSided(n(), variance(), mean - terms.mean());
    }

    @Override
    public double logE(double mean) {
        return mixture.logE(n(), variance(), terms.mean() - mean);
    }

    @Override
    public double anytimeP(double mean) {
        return Math.min(1, Math.exp(-logE(mean)));
    }

    @Override
    public double halfWidth(double count, double alpha) {
        return mixture.half(count, variance(), alpha);
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.builder()
                .numbers("rho2", mixture.rho2())
                .part("terms", terms.snapshot())
                .build();
    }

    @Override
    public void restore(Snapshot kept) {
        mixture = NormalMixture.of(kept.number("rho2", mixture.rho2()));
        terms.restore(kept.part("terms"));
    }
}
