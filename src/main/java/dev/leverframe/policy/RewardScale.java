package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * Where the rewards of a policy lie and how far apart, over all arms: what a linear policy believes of an arm and of the noise
 * before it knows better, so that nothing has to be tuned to the unit of the reward (empirical Bayes; Robbins, 1956).
 *
 * <pre>
 *   mean  = (n_0 m_0 + sum of r) / (n_0 + n)
 *   noise = (w s_0^2 + sum of (r - mean of r)^2) / (w + n)       w: 1, s_0^2: noise_variance
 * </pre>
 *
 * The variance of all rewards is an upper bound, on average, of the noise around any arm's prediction: an arm that has learned
 * little is taken to be noisy rather than certain, which is the error that can be made good.
 *
 * <p>{@code m_0} and {@code s_0} are in no unit of the reward's and would last too long where rewards lie within a hundredth of
 * each other: an arm that starts .2 off its level, and takes the way back for noise, explores for thousands of rewards. So as
 * soon as there is a reward (the one that is being learned among them), the mean stays within {@code n_0} deviations of that
 * of the rewards alone, and the noise below twice their variance.
 *
 * <p>With {@code noise=fixed} the mean is 0 and the noise {@code noise_variance}, for ever. Where rewards are forgotten ({@link
 * Forgetting}) the sums are over what is left of them. In a memory: {@link ArmMoments} of a single arm, behind {@value #PREFIX}.
 */
final class RewardScale {
    private static final String PREFIX = "scale.";
    private static final double GUESS_COUNT = 1;
    /** Less is left of rewards that were forgotten, and says nothing. */
    private static final double COUNT_MIN = 0.5;

    private static final double VARIANCES_MAX = 2;
    /** All arms are one here. */
    private static final int ALL = 0;

    private final RewardStatistics rewards;
    private final double priorMean;
    private final double priorCount;
    private final double noiseVariance;
    private final boolean learnsNoise;

    RewardScale(PolicySpec spec, Forgetting forgetting) {
        rewards = new RewardStatistics(forgetting);
        priorMean = spec.number("prior_mean");
        priorCount = spec.number("prior_n");
        noiseVariance = spec.number("noise_variance");
        learnsNoise = spec.word("noise").equals("learned");
    }

    boolean learnsNoise() {
        return learnsNoise;
    }

    /** Mean of a reward before anything is known of the arm. */
    double mean(long nowMs) {
        return learnsNoise ? bounded(rewards.meanWith(priorMean, priorCount, ALL, nowMs), nowMs) : 0;
    }

    private double bounded(double mean, long nowMs) {
        if (rewards.count(ALL, nowMs) < COUNT_MIN) {
            return mean;
        }
        double reach = priorCount * Math.sqrt(variance(nowMs));
        double middle = rewards.mean(ALL, nowMs);
        return Math.max(middle - reach, Math.min(middle + reach, mean));
    }

    /** Of the rewards alone. */
    private double variance(long nowMs) {
        return Math.max(0, rewards.squares(ALL, nowMs)) / rewards.count(ALL, nowMs);
    }

    /** Variance of a reward around its prediction before anything is known of the arm. */
    double noiseVariance(long nowMs) {
        if (!learnsNoise) {
            return noiseVariance;
        }
        double count = rewards.count(ALL, nowMs);
        double guess = (GUESS_COUNT * noiseVariance + rewards.squares(ALL, nowMs)) / (GUESS_COUNT + count);
        return count < COUNT_MIN ? guess : Math.min(guess, VARIANCES_MAX * variance(nowMs));
    }

    /** @return where an arm starts whose first reward this is: {@link #mean} as of before it, within its bounds as of now */
    double learn(double reward, long atMs) {
        double before = mean(atMs);
        rewards.add(ALL, reward, atMs);
        return learnsNoise ? bounded(before, atMs) : 0;
    }

    void memorise(Memory.Builder into) {
        Memory.Builder own = Memory.builder();
        rewards.memorise(own);
        own.build().forEach((name, array) -> into.put(PREFIX + name, array));
    }

    /** @throws IllegalArgumentException if nobody can have learned that */
    void restore(Memory memory) {
        Memory.Builder own = Memory.builder();
        memory.forEach((name, array) -> {
            if (name.startsWith(PREFIX)) {
                own.put(name.substring(PREFIX.length()), array);
            }
        });
        rewards.restore(own.build());
    }

    /** See {@link Policy#flaw}. */
    Optional<String> flaw() {
        return rewards.flaw(ALL).map(flaw -> PREFIX + flaw);
    }
}
