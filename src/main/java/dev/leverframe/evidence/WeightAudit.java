package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/**
 * Whether a policy's importance weights average what they must: 1, less the part of the policy that could not be served.
 * It sees wrong propensities where no single arm's picks show them, by the same argument as {@link PropensityAudit}.
 *
 * <pre>
 *   w = p(served) / b(served)       E[w | past] = 1 - u       u: what p gives to arms whose b is 0
 *   w - (1 - u) >= -1               1 - u - w >= -w_max       each with its own gamma-exponential e-value
 * </pre>
 *
 * That weights are too large is always seen; that they are too small, where a largest weight was declared. The audit fires
 * where one side reaches 2/alpha: a healthy one ever does with probability at most alpha. Recording is a few additions; the
 * e-values are computed when they are read.
 */
public final class WeightAudit {
    private static final double V_OPT = 500;

    private final BoundedSequence weights;
    private final double threshold;

    /**
     * @param weightMax largest weight that can be, 1 or more; infinity where nobody knows
     * @param alpha probability that a healthy audit ever fires, in (0, 1)
     */
    public WeightAudit(double weightMax, double alpha) {
        if (!(weightMax >= 1)) {
            throw new IllegalArgumentException("the largest weight must be 1 or more, got " + weightMax);
        }
        this.weights = BoundedSequence.between(1, weightMax, V_OPT, alpha);
        this.threshold = Math.log(2 / alpha);
    }

    /**
     * @param weight importance weight of the served arm, finite, 0 or more
     * @param unsupported mass of the policy on arms that could not be served, in [0, 1]
     * @throws IllegalArgumentException if a number is out of range; nothing is recorded then
     */
    public void record(double weight, double unsupported) {
        if (!(weight >= 0 && unsupported >= 0 && unsupported <= 1)) {
            throw new IllegalArgumentException(
                    "a weight must be 0 or more and a mass in [0, 1], got " + weight + " and " + unsupported);
        }
        weights.add(weight - (1 - unsupported), 0);
    }

    /** How far the mean weight is from what it must be; NaN before the first decision. */
    public double excess() {
        return weights.mean();
    }

    /** Two-sided interval for that; it holds 0 while the audit has not fired, at the same alpha. */
    public Interval interval(double alpha) {
        return weights.interval(alpha);
    }

    public long n() {
        return weights.n();
    }

    /** Logarithm of the two-sided e-value now. */
    public double logE() {
        return weights.logE(0);
    }

    /** Whether weights are not what they must be. Costs some microseconds. */
    public boolean fired() {
        return Math.max(weights.logEAbove(0), weights.logEBelow(0)) >= threshold;
    }

    public Snapshot snapshot() {
        return weights.snapshot();
    }

    public void restore(Snapshot kept) {
        weights.restore(kept);
    }
}
