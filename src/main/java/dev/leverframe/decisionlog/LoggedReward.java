package dev.leverframe.decisionlog;

import dev.leverframe.model.Context;

/**
 * What a logged decision teaches.
 *
 * @param decisionId as it was logged
 * @param reward in [0, 1]
 */
public record LoggedReward(String decisionId, Context context, String arm, double reward) {}
