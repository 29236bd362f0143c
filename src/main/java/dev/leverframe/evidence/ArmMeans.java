package dev.leverframe.evidence;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Snapshot;
import java.util.Arrays;

/**
 * The running mean per arm, whatever the context. An arm starts at 0.5 and holds it as one observation, so that one
 * lucky first reward does not make an arm the best.
 *
 * <pre>
 *   mean(a) = (0.5 + sum of a's rewards) / (1 + number of a's rewards)
 * </pre>
 */
public final class ArmMeans implements RewardModel {
    private static final double PRIOR_MEAN = 0.5;
    private static final double PRIOR_WEIGHT = 1;
    private static final int INITIAL_ARMS = 8;

    private double[] sums = new double[INITIAL_ARMS];
    private long[] counts = new long[INITIAL_ARMS];

    /** By arm, up to the last one that has a reward. */
    public Snapshot snapshot() {
        int arms = Kept.used(counts);
        return Snapshot.builder()
                .counts("counts", Arrays.copyOf(counts, arms))
                .numbers("sums", Arrays.copyOf(sums, arms))
                .build();
    }

    /** Takes over what a snapshot kept, bit for bit. */
    public void restore(Snapshot kept) {
        long[] keptCounts = kept.counts("counts");
        double[] keptSums = Kept.numbers(kept, "sums", keptCounts.length);
        counts = Arrays.copyOf(keptCounts, Math.max(INITIAL_ARMS, keptCounts.length));
        sums = Arrays.copyOf(keptSums, counts.length);
    }

    @Override
    public double[] predict(FeatureVector x, int[] arms) {
        double[] means = new double[arms.length];
        for (int i = 0; i < arms.length; i++) {
            means[i] = mean(arms[i]);
        }
        return means;
    }

    @Override
    public void learn(FeatureVector x, int arm, double reward) {
        if (arm >= sums.length) {
            int capacity = Math.max(arm + 1, 2 * sums.length);
            sums = Arrays.copyOf(sums, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        sums[arm] += reward;
        counts[arm]++;
    }

    /** The arm's mean, in [0, 1] for rewards in [0, 1]; an arm never seen has 0.5. */
    public double mean(int arm) {
        return arm < sums.length ? (PRIOR_MEAN * PRIOR_WEIGHT + sums[arm]) / (PRIOR_WEIGHT + counts[arm]) : PRIOR_MEAN;
    }

    /**
     * The mean of the best candidate: the reference that the ledgers' regret is measured against.
     *
     * @param arms at least one
     */
    public double best(int[] arms) {
        double best = Double.NEGATIVE_INFINITY;
        for (int arm : arms) {
            best = Math.max(best, mean(arm));
        }
        return best;
    }
}
