package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;

/**
 * Maps a context and what was learned to a distribution over the candidates. A policy never picks an arm: the one
 * sampler draws from the distribution that it returned, so the logged propensity is what was sampled from.
 *
 * <p>Arms are small whole numbers that the domain hands out for good (an arm that goes and comes back keeps its
 * number), so that a policy keeps its statistics in arrays which grow when a number is first seen. An arm never seen
 * has the prior. Rewards are in [0, 1]. Not thread-safe: one owner.
 */
public interface Policy {
    /**
     * @param x the encoded context; context-free policies do not look at it
     * @param arms the candidates, in their order, each once, at least one
     * @return probabilities in the order of {@code arms}; permuting the arms permutes them
     */
    Distribution distribution(FeatureVector x, int[] arms);

    /**
     * What the policy ranks arms by, in the order of {@code arms}: an index, or a posterior mean. For explanations
     * only.
     */
    double[] scores(FeatureVector x, int[] arms);

    /**
     * Learns one reward.
     *
     * @param decisionId keys whatever randomness the update needs
     * @param reward in [0, 1]
     */
    void learn(String decisionId, FeatureVector x, int arm, double reward);

    /** A decision for this arm was served whose reward this policy will learn; index policies count it as pulled. */
    default void pulled(int arm) {}

    /** A pull announced by {@link #pulled} ends: its reward is about to be learned, or will never come. */
    default void settled(int arm) {}

    /** Whether the distribution depends on the context. */
    default boolean contextual() {
        return false;
    }

    /**
     * Estimated numerical error of the distribution computed last: how far the probabilities were from summing to 1
     * before they were normalised. At least 0; exactly 0 for closed forms. What is drawn from is the normalised
     * distribution, so this never biases a logged propensity.
     */
    default double propensityError() {
        return 0;
    }
}
