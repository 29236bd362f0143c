package dev.leverframe.policy;

import java.util.Optional;

/** Weight, mean and spread of the rewards of each arm as of a time ({@link ArmMoments}, {@link Ageing}). */
final class RewardStatistics {
    private final Ageing<ArmMoments> statistics;

    RewardStatistics(Forgetting forgetting) {
        statistics = new Ageing<>(forgetting, ArmMoments::new);
    }

    void add(int arm, double reward, long atMs) {
        statistics.toLearn(arm, atMs).add(arm, reward);
    }

    /** See {@link Policy#seed}. */
    void seed(int arm, int like, double pulls) {
        statistics.seed(arm, like, pulls);
    }

    /** Weight of the rewards of all arms; their number while nothing is forgotten. */
    double total(long nowMs) {
        double total = 0;
        for (int arm = 0; arm < statistics.arms(); arm++) {
            total += count(arm, nowMs);
        }
        return total;
    }

    /** Weight of the arm's rewards. */
    double count(int arm, long nowMs) {
        return statistics.sum(arm, nowMs, part -> part.count(arm));
    }

    /** Mean reward, 0 for an arm without one. */
    double mean(int arm, long nowMs) {
        if (!statistics.windowed()) {
            return statistics.all().mean(arm);
        }
        double count = count(arm, nowMs);
        return count > 0 ? sum(arm, nowMs) / count : 0;
    }

    /**
     * Sum of squared deviations from the mean; parts are merged by Chan, Golub and LeVeque, "Algorithms for Computing the
     * Sample Variance", 1983.
     */
    double squares(int arm, long nowMs) {
        double mean = mean(arm, nowMs);
        return statistics.sum(arm, nowMs, part -> {
            double apart = part.mean(arm) - mean;
            return part.squares(arm) + part.count(arm) * apart * apart;
        });
    }

    /** The mean of the rewards together with {@code weight} pseudo-observations of {@code prior}. */
    double meanWith(double prior, double weight, int arm, long nowMs) {
        return (weight * prior + sum(arm, nowMs)) / (weight + count(arm, nowMs));
    }

    private double sum(int arm, long nowMs) {
        return statistics.sum(arm, nowMs, part -> part.count(arm) * part.mean(arm));
    }

    /** See {@link Ageing#lookedAt}. */
    long lookedAt(long nowMs) {
        return statistics.lookedAt(nowMs);
    }

    Optional<String> flaw(int arm) {
        return statistics.flaw(arm);
    }

    void memorise(Memory.Builder into) {
        statistics.memorise(into);
    }

    void restore(Memory memory) {
        statistics.restore(memory);
    }
}
