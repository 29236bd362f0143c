package dev.leverframe.evidence;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.Snapshot;

/**
 * The value of a policy, or what it would gain over the policy that served, from decisions that the other made; exact at
 * every look and without any bound on the importance weights (Karampatziakis, Mineiro and Ramdas, "Off-policy confidence
 * sequences", 2021; Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro, "Anytime-valid off-policy inference for
 * contextual bandits", 2022). What is truncated is the reward model, not the weight, so nothing is biased.
 *
 * <pre>
 *   w(a)  = p(a) / b(a)       q(a) = min(qhat(a), k / w(a))       k = 1
 *   value = w(M) (r - q(M)) + sum_a p(a) q(a)                >= -k         centre in [0, 1],  c = 1 + k
 *   gain  = (w(M) - 1) (r - q(M)) + sum_a (p - b)(a) q(a)    >= -(1 + k)   centre in [-1, 1], c = 2 + k
 * </pre>
 *
 * Bounded from below is all that a lower bound needs. The upper bound is the lower one of the mirrored problem, in which
 * rewards and predictions are 1 less what they are. Where b is 0 and p is not, both bounds leave room for any reward there.
 *
 * <p>Deviation: the gain, in which equal policies have exactly 0, is not in the papers; the same argument carries it, as a
 * weight below 1 takes away at most the reward.
 */
public final class OffPolicyValue implements ConfidenceSequence {
    private static final double K = 1;

    private final BoundedSequence plain;
    private final BoundedSequence mirrored;
    /** 0 for a value, 1 where the behaviour's is taken off. */
    private final double less;

    private double plainSum;
    private double mirroredSum;

    private OffPolicyValue(double less, double vOpt, double alpha) {
        this.less = less;
        double bound = 1 + K + less;
        this.plain = BoundedSequence.between(bound, Double.POSITIVE_INFINITY, vOpt, alpha);
        this.mirrored = BoundedSequence.between(bound, Double.POSITIVE_INFINITY, vOpt, alpha);
    }

    /**
     * The value of a policy, in [0, 1].
     *
     * @param vOpt sum of squared distances to be tightest at, positive
     */
    public static OffPolicyValue value(double vOpt, double alpha) {
        return new OffPolicyValue(0, vOpt, alpha);
    }

    /** The value of a policy less that of the behaviour, in [-1, 1]. */
    public static OffPolicyValue gain(double vOpt, double alpha) {
        return new OffPolicyValue(1, vOpt, alpha);
    }

    /**
     * @param behaviour what the served arm was drawn from, over the same candidates as {@code target}
     * @param served position of the served arm, which the behaviour gives a positive probability
     * @param reward in [0, 1]
     * @param predictions reward model per candidate, as of before this reward; taken within [0, 1]
     * @throws IllegalArgumentException if a number is out of range; nothing is recorded then
     */
    public void add(Distribution target, Distribution behaviour, int served, double reward, double[] predictions) {
        Ranges.requireReward(reward);
        if (!(behaviour.get(served) > 0)) {
            throw new IllegalArgumentException("a served arm's propensity must be more than 0");
        }
        double term = term(target, behaviour, served, reward, predictions, false);
        double mirror = term(target, behaviour, served, 1 - reward, predictions, true);
        // both before either adds, since they divide by what has been added
        double centre = centre(plainSum);
        double mirroredCentre = centre(mirroredSum);
        plain.add(term, centre);
        mirrored.add(mirror, mirroredCentre);
        plainSum += term;
        mirroredSum += mirror;
    }

    private double term(
            Distribution p, Distribution b, int served, double reward, double[] predictions, boolean mirror) {
        double term = 0;
        for (int a = 0; a < predictions.length; a++) {
            double prediction = Predictions.unit(predictions[a]);
            double q = truncated(mirror ? 1 - prediction : prediction, p.get(a), b.get(a));
            term += (p.get(a) - less * b.get(a)) * q;
            term += a == served ? (p.get(a) / b.get(a) - less) * (reward - q) : 0;
        }
        return term;
    }

    private static double truncated(double prediction, double p, double b) {
        return p == 0 ? prediction : Math.min(prediction, K * b / p);
    }

    /** Mean of the terms before, one prior term in the middle included, within what the mean can be. */
    private double centre(double sum) {
        double middle = (1 - less) / 2;
        return Math.min(1, Math.max(0 - less, (middle + sum) / (1 + n())));
    }

    @Override
    public long n() {
        return plain.n();
    }

    /** Half way between the estimates of both directions, each unbiased where b covers p; it may leave the range. */
    @Override
    public double mean() {
        return (plain.mean() + top() - mirrored.mean()) / 2;
    }

    private double top() {
        return 1 - less;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Interval interval(double alpha) {
        return new Interval(lowerBound(alpha / 2), upperBound(alpha / 2)).clip(0 - less, 1);
    }

    @Override
    public double lowerBound(double alpha) {
        return plain.lowerBound(alpha);
    }

    @Override
    public double upperBound(double alpha) {
        return top() - mirrored.lowerBound(alpha);
    }

    @Override
    public double logEAbove(double mean) {
        return plain.logEAbove(mean);
    }

    @Override
    public double logEBelow(double mean) {
        return mirrored.logEAbove(top() - mean);
    }

    @Override
    public double halfWidth(double terms, double alpha) {
        return (plain.lowerHalf(terms, alpha / 2) + mirrored.lowerHalf(terms, alpha / 2)) / 2;
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.builder()
                .numbers("sums", plainSum, mirroredSum)
                .part("plain", plain.snapshot())
                .part("mirrored", mirrored.snapshot())
                .build();
    }

    @Override
    public void restore(Snapshot kept) {
        double[] sums = Kept.numbers(kept, "sums", 2);
        plainSum = sums[0];
        mirroredSum = sums[1];
        plain.restore(kept.part("plain"));
        mirrored.restore(kept.part("mirrored"));
    }
}
