package dev.leverframe.model;

/**
 * How raw components become a reward.
 *
 * @param costWeight weight of cost, finite, 0 or more; likewise latency and quality; their sum is positive
 * @param latencyMsWindow milliseconds at which the latency term has used up its range, positive
 * @param costRefUsd US dollars at which the cost term has used up its range, positive
 * @param failureValue the reward of a failed request, in [0, 1]
 * @param latencyShape how latency is normalised
 */
public record RewardSettings(
        double costWeight,
        double latencyWeight,
        double qualityWeight,
        double latencyMsWindow,
        double costRefUsd,
        double failureValue,
        LatencyShape latencyShape) {

    /** What the seed names, with a quality weight of 0: weights .5, .5, 0 over 2 s and one cent. */
    public static final RewardSettings DEFAULT =
            new RewardSettings(0.5, 0.5, 0, 2000, 0.01, 0, LatencyShape.LINEAR_CLIP);

    /** How a latency {@code L} over a window {@code W} is turned into what is left of 1. */
    public enum LatencyShape implements Worded {
        /** {@code 1 - min(1, L/W)}. */
        LINEAR_CLIP,
        /** {@code exp(-L/W)}. */
        EXP,
        /** {@code W / (W + L)}. */
        HYPERBOLIC;
    }
}
