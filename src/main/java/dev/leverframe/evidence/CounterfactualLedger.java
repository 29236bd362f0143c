package dev.leverframe.evidence;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.Snapshot;

/**
 * What a variant would have earned on every decision, whoever served it: off-policy estimates from the served arm's
 * reward.
 *
 * <pre>
 *   w   = p(served) / b(served)        p: the variant's distribution; b: what the arm was drawn from
 *   phi = sum_a p(a) qhat(a) + w (r - qhat(served))    doubly robust (Dudik, Langford and Li, 2011)
 *   IPS = sum w r / n    SNIPS = sum w r / sum w       self-normalised (Swaminathan and Joachims, 2015)
 *   ESS = (sum w)^2 / sum w^2                          effective sample size (Kish, 1965)
 * </pre>
 *
 * The DR mean is unbiased for any {@code qhat} that does not use this decision's reward, provided {@code b} is positive
 * wherever {@code p} is; {@link #unsupported} counts what that condition misses. A single {@code phi} may leave [0, 1].
 * No weight is clipped.
 */
public final class CounterfactualLedger {
    private final Moments phi = new Moments();
    private final CompensatedSum sumPhi = new CompensatedSum();
    private final CompensatedSum sumW = new CompensatedSum();
    private final CompensatedSum sumW2 = new CompensatedSum();
    private final CompensatedSum sumWR = new CompensatedSum();
    private final CompensatedSum sumW2R = new CompensatedSum();
    private final CompensatedSum sumW2R2 = new CompensatedSum();
    private final CompensatedSum regret = new CompensatedSum();
    private final CompensatedSum unsupported = new CompensatedSum();
    private double maxWeight;

    public Snapshot snapshot() {
        return Snapshot.builder()
                .part("phi", phi.snapshot())
                .numbers("phi_sum", sumPhi.toArray())
                .numbers("weight_sum", sumW.toArray())
                .numbers("weight_squares", sumW2.toArray())
                .numbers("weighted_reward_sum", sumWR.toArray())
                .numbers("squared_weight_reward_sum", sumW2R.toArray())
                .numbers("weighted_reward_squares", sumW2R2.toArray())
                .numbers("regret_sum", regret.toArray())
                .numbers("unsupported_sum", unsupported.toArray())
                .numbers("weight_max", maxWeight)
                .build();
    }

    /** Takes over what a snapshot kept, bit for bit. */
    public void restore(Snapshot kept) {
        phi.restore(kept.part("phi"));
        Kept.restore(sumPhi, kept, "phi_sum");
        Kept.restore(sumW, kept, "weight_sum");
        Kept.restore(sumW2, kept, "weight_squares");
        Kept.restore(sumWR, kept, "weighted_reward_sum");
        Kept.restore(sumW2R, kept, "squared_weight_reward_sum");
        Kept.restore(sumW2R2, kept, "weighted_reward_squares");
        Kept.restore(regret, kept, "regret_sum");
        Kept.restore(unsupported, kept, "unsupported_sum");
        maxWeight = kept.number("weight_max", 0);
    }

    /**
     * @param target the variant's distribution over the candidates
     * @param served position of the served arm among the candidates
     * @param behaviour probability with which the served arm was drawn, in (0, 1]; or its mixture propensity
     * @param reward in [0, 1]
     * @param predictions reward model per candidate, as of before this reward
     * @param best running mean of the best candidate before this reward, finite
     * @param unsupportedMass what {@code target} gives to arms that could not be served, in [0, 1]
     * @throws IllegalArgumentException if a number is out of range; nothing is recorded then
     */
    public void record(
            Distribution target,
            int served,
            double behaviour,
            double reward,
            double[] predictions,
            double best,
            double unsupportedMass) {
        if (!(behaviour > 0 && behaviour <= 1)) {
            throw new IllegalArgumentException("a served arm's propensity must be in (0, 1], got " + behaviour);
        }
        Ranges.requireReward(reward);
        Ranges.requireFinite("best", best);
        Ranges.requireFinite("unsupported mass", unsupportedMass);
        double w = target.get(served) / behaviour;
        double value = expected(target, predictions) + w * (reward - predictions[served]);
        Ranges.requireFinite("a doubly robust value", value);
        addWeight(w, reward);
        phi.add(value);
        sumPhi.add(value);
        regret.add(best - value);
        unsupported.add(unsupportedMass);
    }

    /**
     * A decision whose outcome did not come, where those that came are weighed up for it: it has what the model says, and
     * weight 0.
     */
    public void recordUnobserved(Distribution target, double[] predictions, double best, double unsupportedMass) {
        double value = expected(target, predictions);
        Ranges.requireFinite("best", best);
        Ranges.requireFinite("unsupported mass", unsupportedMass);
        Ranges.requireFinite("a doubly robust value", value);
        phi.add(value);
        sumPhi.add(value);
        regret.add(best - value);
        unsupported.add(unsupportedMass);
    }

    private static double expected(Distribution target, double[] predictions) {
        double sum = 0;
        for (int a = 0; a < predictions.length; a++) {
            sum += target.get(a) * predictions[a];
        }
        return sum;
    }

    private void addWeight(double w, double reward) {
        double weighted = w * reward;
        sumW.add(w);
        sumW2.add(w * w);
        sumWR.add(weighted);
        sumW2R.add(w * weighted);
        sumW2R2.add(weighted * weighted);
        maxWeight = Math.max(maxWeight, w);
    }

    /** Decisions with a reward. */
    public long n() {
        return phi.n();
    }

    /** Sum of the doubly robust values; may leave [0, n] while n is small. */
    public double rewardSum() {
        return sumPhi.value();
    }

    /** Doubly robust estimate of the variant's mean reward; NaN before the first. */
    public double mean() {
        return sumPhi.value() / n();
    }

    /** Standard error of {@link #mean}, were decisions independent; NaN before the second. */
    public double standardError() {
        return phi.standardError();
    }

    /** Reward lost against the best single arm as estimated at the time, doubly robust. May be negative. */
    public double regretSum() {
        return regret.value();
    }

    /** Inverse propensity estimate of the mean reward; NaN before the first. */
    public double ips() {
        return sumWR.value() / n();
    }

    /** Self-normalised inverse propensity estimate, in [0, 1]; NaN while every weight is 0. */
    public double snips() {
        return sumWR.value() / sumW.value();
    }

    /**
     * Standard error of {@link #snips} by the delta method, {@code sqrt(sum w^2 (r - snips)^2) / sum w}; NaN while
     * every weight is 0.
     */
    public double snipsStandardError() {
        double v = snips();
        double squares = sumW2R2.value() - 2 * v * sumW2R.value() + v * v * sumW2.value();
        return Math.sqrt(Math.max(0, squares)) / sumW.value();
    }

    /** Effective sample size, in [0, n]: how many decisions of weight 1 would say as much. */
    public double effectiveSampleSize() {
        double w = sumW.value();
        return w == 0 ? 0 : w * w / sumW2.value();
    }

    /** Mean importance weight; about 1 less the unsupported share when propensities are right; NaN before the first. */
    public double meanWeight() {
        return sumW.value() / n();
    }

    /** Largest importance weight, 0 before the first. */
    public double maxWeight() {
        return maxWeight;
    }

    /** Mean probability that the variant gives to arms that could not be served, in [0, 1]; NaN before the first. */
    public double unsupportedShare() {
        return unsupported.value() / n();
    }

    /** The same, summed over decisions. */
    public double unsupported() {
        return unsupported.value();
    }

    /** Spread of the doubly robust values: the live moments, for reading. */
    public Moments moments() {
        return phi;
    }
}
