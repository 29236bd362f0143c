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
 * little is taken to be noisy rather than certain, which is the error that can be made good. With {@code noise=fixed} the mean
 * is 0 and the noise {@code noise_variance}, for ever. Where rewards are forgotten ({@link Forgetting}) the sums are over what
 * is left of them. In a memory: {@link ArmMoments} of a single arm, behind {@value #PREFIX}.
 */
final class RewardScale {
    private static final String PREFIX = "scale.";
    private static final double GUESS_COUNT = 1;
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
        return learnsNoise ? rewards.meanWith(priorMean, priorCount, ALL, nowMs) : 0;
    }

    /** Variance of a reward around its prediction before anything is known of the arm. */
    double noiseVariance(long nowMs) {
        if (!learnsNoise) {
            return noiseVariance;
        }
        double squares = rewards.squares(ALL, nowMs);
        return (GUESS_COUNT * noiseVariance + squares) / (GUESS_COUNT + rewards.count(ALL, nowMs));
    }

    void learn(double reward, long atMs) {
        rewards.add(ALL, reward, atMs);
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
