package dev.leverframe.evidence;

import dev.leverframe.model.FeatureVector;

/**
 * Predicts rewards for the doubly robust ledgers. A prediction may use only decisions that were learned before the one
 * it is asked for: predict, value, then learn. A wrong model costs variance, never bias. Arms are the small whole
 * numbers that the domain hands out.
 */
public interface RewardModel {
    /**
     * @param x the encoded context
     * @param arms the candidates, in their order
     * @return the expected reward per candidate, finite, in the order of {@code arms}
     */
    double[] predict(FeatureVector x, int[] arms);

    /** Learns one reward, in [0, 1]. */
    void learn(FeatureVector x, int arm, double reward);
}
