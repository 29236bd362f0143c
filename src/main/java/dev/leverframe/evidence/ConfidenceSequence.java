package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * What a stream of terms says about its mean, at every look: intervals that all hold at once with probability 1 - alpha,
 * p-values and e-values that no amount of looking spoils. So any rule, human or automatic, may decide when to stop.
 *
 * <p>The mean is the average of {@code E[term | past]} over the terms so far: it may drift, and the terms may come from a
 * bandit. What is decided must have been fixed before the data: the bounds, the tuning, and alpha.
 *
 * <p>A sequence is tuned to be tightest at one two-sided alpha, and may be read at any. For one-sided use at alpha it is
 * tuned at 2 alpha.
 */
public interface ConfidenceSequence {
    /** Terms so far. */
    long n();

    /** Arithmetic mean of the terms; NaN before the first. Once a test has stopped on it, it is biased away from the null. */
    double mean();

    /** Whether the guarantee holds yet: always, or only after a burn-in. */
    boolean ready();

    /** Two-sided interval; the whole line while nothing can be said. */
    Interval interval(double alpha);

    /** One-sided bound from below; minus infinity while nothing can be said. */
    double lowerBound(double alpha);

    /** One-sided bound from above; infinity while nothing can be said. */
    double upperBound(double alpha);

    /** Logarithm of the e-value against "the mean is at most this". */
    double logEAbove(double mean);

    /** Logarithm of the e-value against "the mean is at least this". */
    double logEBelow(double mean);

    /** Logarithm of the two-sided e-value against "the mean is this": the average of both sides', unless there is a better. */
    default double logE(double mean) {
        double up = logEAbove(mean);
        double down = logEBelow(mean);
        double larger = Math.max(up, down);
        return larger + Math.log1p(Math.exp(Math.min(up, down) - larger)) - Math.log(2);
    }

    /** Anytime p-value against "the mean is this", in [0, 1]: below alpha exactly where the interval at alpha excludes it. */
    default double anytimeP(double mean) {
        return Math.min(1, 2 * Math.exp(-Math.max(logEAbove(mean), logEBelow(mean))));
    }

    /**
     * Half the width that the two-sided interval would have, were the further terms spread as those so far; infinity
     * without any term.
     *
     * @param terms in all, at least 1
     */
    double halfWidth(double terms, double alpha);

    Snapshot snapshot();

    /** Puts back what a snapshot kept, and the tuning it was kept under. */
    void restore(Snapshot kept);
}
