package dev.leverframe.policy;

import dev.leverframe.model.FeatureVector;

/**
 * The candidates of one select as a policy sees them: the arms in their order, what is known of each, and when.
 *
 * <p>Arms are small whole numbers that the domain hands out for good. Mostly all candidates share one feature vector; where
 * arms have features of their own, each has its vector.
 */
public final class Candidates {
    private final int[] arms;
    private final FeatureVector[] features;
    private final long atMs;

    private Candidates(FeatureVector[] features, long atMs, int[] arms) {
        this.features = features;
        this.atMs = atMs;
        this.arms = arms;
    }

    /**
     * Candidates that all see the same context.
     *
     * @param atMs time of the select, ms since the epoch
     * @param arms each once; not to be changed afterwards
     */
    public static Candidates sharing(FeatureVector x, long atMs, int... arms) {
        return new Candidates(new FeatureVector[] {x}, atMs, arms);
    }

    /**
     * Candidates with a vector each.
     *
     * @param features in the order of {@code arms}; not to be changed afterwards, likewise {@code arms}
     */
    public static Candidates each(FeatureVector[] features, long atMs, int... arms) {
        if (features.length != arms.length) {
            throw new IllegalArgumentException(
                    "as many vectors as arms, got " + features.length + " and " + arms.length);
        }
        return new Candidates(features, atMs, arms);
    }

    public int size() {
        return arms.length;
    }

    /** Number of the arm at this position. */
    public int arm(int position) {
        return arms[position];
    }

    /** What is known of the arm at this position. */
    public FeatureVector features(int position) {
        return features.length == 1 ? features[0] : features[position];
    }

    /** Time of the select, ms since the epoch. */
    public long atMs() {
        return atMs;
    }

    /** All arms, in their order; not to be changed. */
    int[] arms() {
        return arms;
    }
}
