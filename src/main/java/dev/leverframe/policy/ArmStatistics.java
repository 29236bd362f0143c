package dev.leverframe.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * Count, mean and sum of squared deviations of the rewards of each arm, updated one reward at a time (Welford, "Note on
 * a Method for Calculating Corrected Sums of Squares and Products", 1962).
 */
final class ArmStatistics {
    private long total;
    private long[] counts = {};
    private double[] means = {};
    private double[] squares = {};

    void add(int arm, double reward) {
        grow(arm);
        total++;
        counts[arm]++;
        double deviation = reward - means[arm];
        means[arm] += deviation / counts[arm];
        squares[arm] += deviation * (reward - means[arm]);
    }

    /** Starts an arm without a reward with mean and variance of another, worth that one's count or so many at most. */
    void seed(int arm, int like, double pulls) {
        long worth = Math.min(count(like), (long) pulls);
        if (count(arm) == 0 && worth > 0) {
            grow(arm);
            total += worth;
            counts[arm] = worth;
            means[arm] = means[like];
            squares[arm] = squares[like] * worth / counts[like];
        }
    }

    private void grow(int arm) {
        counts = ArmArrays.grown(counts, arm);
        means = ArmArrays.grown(means, arm);
        squares = ArmArrays.grown(squares, arm);
    }

    /** Rewards learned, of all arms. */
    long total() {
        return total;
    }

    long count(int arm) {
        return ArmArrays.get(counts, arm);
    }

    /** Mean reward, 0 for an arm without one. */
    double mean(int arm) {
        return ArmArrays.get(means, arm);
    }

    /** Sum of squared deviations from the mean. */
    double squares(int arm) {
        return ArmArrays.get(squares, arm);
    }

    /** The mean of the rewards together with {@code weight} pseudo-observations of {@code prior}. */
    double meanWith(double prior, double weight, int arm) {
        return (weight * prior + count(arm) * mean(arm)) / (weight + count(arm));
    }

    /** As the arrays {@code counts}, {@code means} and {@code squares}. */
    void keep(Memory.Builder memory) {
        memory.put("counts", counts).put("means", means).put("squares", squares);
    }

    /** @throws IllegalArgumentException if nobody can have learned that */
    void restore(Memory memory) {
        counts = ArmArrays.whole(memory.get("counts"));
        means = memory.get("means");
        squares = memory.get("squares");
        total = Arrays.stream(counts).sum();
        boolean sound = counts.length == means.length && means.length == squares.length;
        for (int arm = 0; arm < counts.length; arm++) {
            sound = sound && flaw(arm).isEmpty();
        }
        if (!sound) {
            throw new IllegalArgumentException("counts, means and squares cannot have been learned");
        }
    }

    /** See {@link Policy#flaw}. Rewards are in [0, 1], so their mean is too, and n of them spread n / 4 at most. */
    Optional<String> flaw(int arm) {
        double n = count(arm);
        String flaw = Flaws.outside("count", n, 0, Flaws.COUNT_MAX)
                + Flaws.outside("mean", mean(arm), -Flaws.SLACK, 1 + Flaws.SLACK)
                + Flaws.outside("squares", squares(arm), -Flaws.SLACK, n / 4 + Flaws.SLACK * (1 + n));
        return flaw.isEmpty() ? Optional.empty() : Optional.of(flaw);
    }
}
