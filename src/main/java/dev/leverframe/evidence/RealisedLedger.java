package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;

/** What a variant earned on the traffic that it served itself. Never mixed with what it would have earned elsewhere. */
public final class RealisedLedger {
    private final Moments rewards = new Moments();
    private final CompensatedSum rewardSum = new CompensatedSum();
    private final CompensatedSum regretSum = new CompensatedSum();

    public Snapshot snapshot() {
        return Snapshot.builder()
                .part("rewards", rewards.snapshot())
                .numbers("reward_sum", rewardSum.toArray())
                .numbers("regret_sum", regretSum.toArray())
                .build();
    }

    /** Takes over what a snapshot kept, bit for bit. */
    public void restore(Snapshot kept) {
        rewards.restore(kept.part("rewards"));
        Kept.restore(rewardSum, kept, "reward_sum");
        Kept.restore(regretSum, kept, "regret_sum");
    }

    /**
     * @param reward in [0, 1]
     * @param best running mean of the best candidate before this reward, finite
     * @throws IllegalArgumentException if a number is out of range; nothing is recorded then
     */
    public void record(double reward, double best) {
        Ranges.requireReward(reward);
        Ranges.requireFinite("best", best);
        rewards.add(reward);
        rewardSum.add(reward);
        regretSum.add(best - reward);
    }

    /** Served decisions with a reward. */
    public long n() {
        return rewards.n();
    }

    public double rewardSum() {
        return rewardSum.value();
    }

    /** Reward sum over count; NaN before the first. */
    public double mean() {
        return rewardSum.value() / n();
    }

    /** Standard error of the mean, were rewards independent; NaN before the second. */
    public double standardError() {
        return rewards.standardError();
    }

    /**
     * Reward lost against the best single arm as estimated at the time. May be negative: a policy that uses the context
     * can beat every single arm.
     */
    public double regretSum() {
        return regretSum.value();
    }

    /** Spread of the rewards: the live moments, for reading. */
    public Moments moments() {
        return rewards;
    }
}
