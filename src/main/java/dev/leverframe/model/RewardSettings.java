package dev.leverframe.model;

/**
 * How raw components become a reward.
 *
 * @param costWeight weight of cost, finite, 0 or more; likewise latency and quality; their sum is positive
 * @param latencyMsWindow milliseconds at which the latency term has used up its range, positive
 * @param costRefUsd US dollars at which the cost term has used up its range, positive
 * @param failureValue the reward of a failed request, in [0, 1]
 * @param latencyShape how latency is normalised
 * @param combine what several outcomes of one decision come to
 * @param missing what a decision counts as whose outcome never came
 * @param missingValue its reward under {@link Missing#AS_VALUE}, in [0, 1]
 */
public record RewardSettings(
        double costWeight,
        double latencyWeight,
        double qualityWeight,
        double latencyMsWindow,
        double costRefUsd,
        double failureValue,
        LatencyShape latencyShape,
        Combine combine,
        Missing missing,
        double missingValue) {

    /** What the seed names, with a quality weight of 0: weights .5, .5, 0 over 2 s and one cent. */
    public static final RewardSettings DEFAULT =
            new RewardSettings(0.5, 0.5, 0, 2000, 0.01, 0, LatencyShape.LINEAR_CLIP);

    /** One outcome a decision; one that never comes counts as a failure. */
    public RewardSettings(
            double costWeight,
            double latencyWeight,
            double qualityWeight,
            double latencyMsWindow,
            double costRefUsd,
            double failureValue,
            LatencyShape latencyShape) {
        this(
                costWeight,
                latencyWeight,
                qualityWeight,
                latencyMsWindow,
                costRefUsd,
                failureValue,
                latencyShape,
                Combine.FIRST,
                Missing.AS_VALUE,
                0);
    }

    /** What several outcomes of one decision come to. All but the first are known only once its time is over. */
    public enum Combine implements Worded {
        FIRST,
        LAST,
        SUM,
        MEAN,
        MAX
    }

    /** What ledgers and tests make of a decision whose outcome never came. Policies do not learn from it. */
    public enum Missing implements Worded {
        /** A fixed reward; 0 says that a lost outcome is a failed one. */
        AS_VALUE,
        /** It is left out: sound only where arms lose as many outcomes as each other. */
        EXCLUDE,
        /** It is left out, and those that came are weighted by how often they come. */
        IPW_OBSERVED
    }

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
