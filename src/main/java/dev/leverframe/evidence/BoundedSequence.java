package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * The confidence sequence for terms that stay within a declared distance of their centres: exact for every number of
 * terms, by {@link GammaExponential}.
 *
 * <pre>
 *   S = sum of terms    V = sum (term - centre)^2    lower = (S - u(V)) / n    upper = (S + u(V)) / n
 * </pre>
 *
 * A term may be bounded on one side only (an importance weight has no ceiling to speak of). The lower bound needs that
 * terms do not fall far below their centres, the upper one that they do not rise far above; a side without a bound claims
 * nothing.
 */
public final class BoundedSequence implements TermSequence {
    /** Round-off that a bound forgives, relative. */
    private static final double SLACK = 1e-9;

    private double below;
    private double above;
    private double vOpt;
    private double alphaTuned;
    private GammaExponential rising;
    private GammaExponential falling;
    private long n;
    private double sum;
    private double variance;

    private BoundedSequence(double below, double above, double vOpt, double alpha) {
        this.below = below;
        this.above = above;
        this.vOpt = vOpt;
        this.alphaTuned = alpha;
        this.rising = mixture(below);
        this.falling = mixture(above);
    }

    private GammaExponential mixture(double bound) {
        // A side without a bound is never read; any mixture stands in.
        return GammaExponential.tuned(Double.isInfinite(bound) ? 1 : bound, vOpt, alphaTuned);
    }

    /** Terms within {@code bound} of their centres. */
    public static BoundedSequence within(double bound, double vOpt, double alpha) {
        return between(bound, bound, vOpt, alpha);
    }

    /**
     * @param below how far a term may fall below its centre, positive; infinity for no lower bound of the mean
     * @param above how far a term may rise above its centre, positive; infinity for no upper bound of the mean
     * @param vOpt sum of squared distances to be tightest at, positive
     * @param alpha two-sided error probability to tune for, in (0, 1)
     */
    public static BoundedSequence between(double below, double above, double vOpt, double alpha) {
        return new BoundedSequence(below, above, vOpt, alpha);
    }

    @Override
    public void add(double term, double centre) {
        Ranges.requireFinite("a term", term);
        Ranges.requireFinite("a centre", centre);
        double distance = term - centre;
        if (-distance > below * (1 + SLACK) || distance > above * (1 + SLACK)) {
            throw new IllegalArgumentException(
                    "a term must lie within [-" + below + ", " + above + "] of its centre, got " + distance);
        }
        n++;
        sum += term;
        variance += distance * distance;
    }

    @Override
    public long n() {
        return n;
    }

    @Override
    public double mean() {
        return sum / n;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Interval interval(double alpha) {
        return new Interval(lowerBound(alpha / 2), upperBound(alpha / 2));
    }

    @Override
    public double lowerBound(double alpha) {
        return n == 0 || Double.isInfinite(below)
                ? Double.NEGATIVE_INFINITY
                : (sum - rising.radius(variance, alpha)) / n;
    }

    @Override
    public double upperBound(double alpha) {
        return n == 0 || Double.isInfinite(above)
                ? Double.POSITIVE_INFINITY
                : (sum + falling.radius(variance, alpha)) / n;
    }

    @Override
    public double logEAbove(double mean) {
        return Double.isInfinite(below) ? 0 : rising.logMixture(sum - n * mean, variance);
    }

    @Override
    public double logEBelow(double mean) {
        return Double.isInfinite(above) ? 0 : falling.logMixture(n * mean - sum, variance);
    }

    @Override
    public double halfWidth(double terms, double alpha) {
        return Double.isInfinite(above)
                ? Double.POSITIVE_INFINITY
                : (lowerHalf(terms, alpha / 2) + falling.radius(grown(terms), alpha / 2) / terms) / 2;
    }

    /** How far the lower bound would stand below the mean, were the further terms spread as those so far. */
    double lowerHalf(double terms, double alpha) {
        return n == 0 || Double.isInfinite(below)
                ? Double.POSITIVE_INFINITY
                : rising.radius(grown(terms), alpha) / terms;
    }

    private double grown(double terms) {
        return n == 0 ? 0 : variance / n * terms;
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.builder()
                .numbers("tuning", below, above, vOpt, alphaTuned)
                .counts("n", n)
                .numbers("sums", sum, variance)
                .build();
    }

    @Override
    public void restore(Snapshot kept) {
        if (kept.has("tuning")) {
            double[] tuning = Kept.numbers(kept, "tuning", 4);
            below = tuning[0];
            above = tuning[1];
            vOpt = tuning[2];
            alphaTuned = tuning[3];
            rising = mixture(below);
            falling = mixture(above);
        }
        double[] sums = Kept.numbers(kept, "sums", 2);
        n = kept.count("n", 0);
        sum = sums[0];
        variance = sums[1];
    }
}
