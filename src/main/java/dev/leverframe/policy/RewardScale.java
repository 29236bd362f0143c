package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * Where the rewards of a policy lie and how far apart, over all arms: what a linear policy believes of an arm and of the noise
 * before it knows better, so that nothing has to be tuned to the unit of the reward (empirical Bayes; Robbins, 1956).
 *
 * <pre>
 *   mean  = (n_0 m_0 + sum of r) / (n_0 + n)
 *   noise = (w s_0^2 + sum of (r - running mean)^2) / (w + n)       w: 1, s_0^2: noise_variance
 * </pre>
 *
 * The variance of all rewards is an upper bound, on average, of the noise around any arm's prediction: an arm that has learned
 * little is taken to be noisy rather than certain, which is the error that can be made good. With {@code noise=fixed} the mean
 * is 0 and the noise {@code noise_variance}, for ever.
 */
final class RewardScale {
    private static final double GUESS_COUNT = 1;
    private static final int SCALARS = 3;

    private final double priorMean;
    private final double priorCount;
    private final double noiseVariance;
    private final boolean learnsNoise;
    private double sum;
    private double squares;
    private long count;

    RewardScale(PolicySpec spec) {
        priorMean = spec.number("prior_mean");
        priorCount = spec.number("prior_n");
        noiseVariance = spec.number("noise_variance");
        learnsNoise = spec.word("noise").equals("learned");
    }

    boolean learnsNoise() {
        return learnsNoise;
    }

    /** Mean of a reward before anything is known of the arm. */
    double mean() {
        return learnsNoise ? (priorCount * priorMean + sum) / (priorCount + count) : 0;
    }

    /** Variance of a reward around its prediction before anything is known of the arm. */
    double noiseVariance() {
        return learnsNoise ? (GUESS_COUNT * noiseVariance + squares) / (GUESS_COUNT + count) : noiseVariance;
    }

    void learn(double reward) {
        double before = count == 0 ? reward : sum / count;
        sum += reward;
        count++;
        squares += (reward - before) * (reward - sum / count);
    }

    void keep(Memory.Builder memory) {
        memory.put("scale", sum, squares, count);
    }

    /** @throws IllegalArgumentException if nobody can have learned that */
    void restore(Memory memory) {
        double[] scale = memory.get("scale");
        if (scale.length != SCALARS) {
            throw new IllegalArgumentException("scale must have " + SCALARS + " numbers, got " + scale.length);
        }
        sum = scale[0];
        squares = scale[1];
        count = (long) scale[2];
        flaw().ifPresent(flaw -> {
            throw new IllegalArgumentException("scale cannot have been learned: " + flaw);
        });
    }

    /** See {@link Policy#flaw}. */
    Optional<String> flaw() {
        String flaw = Flaws.outside("count of rewards", count, 0, Flaws.COUNT_MAX)
                + Flaws.outside("sum of rewards", sum, 0, count + Flaws.SLACK)
                + Flaws.outside("squares of rewards", squares, 0, count / 4.0 + Flaws.SLACK * (1 + count));
        return flaw.isEmpty() ? Optional.empty() : Optional.of(flaw);
    }
}
