package dev.leverframe.policy;

import dev.leverframe.model.FeatureVector;

/**
 * One reward to learn from.
 *
 * @param decisionId keys whatever randomness the update needs
 * @param features what was known of the arm when it was served
 * @param reward in [0, 1]
 * @param atMs when the reward came, ms since the epoch
 */
public record Observation(String decisionId, FeatureVector features, int arm, double reward, long atMs) {}
