package dev.leverframe.experiment;

import dev.leverframe.model.RewardSettings.Missing;

/**
 * How the decisions of a domain mature.
 *
 * @param missing what becomes of one whose outcome never came
 * @param windowMs milliseconds that an outcome is waited for
 */
public record Maturing(Missing missing, long windowMs) {
    /** An arm's observation rate is taken to be at least this: no outcome counts for more than two. */
    public static final double OBSERVED_MIN = 0.5;

    /** By how much weights can be larger than without missing outcomes. */
    double stretch() {
        return missing == Missing.IPW_OBSERVED ? 1 / OBSERVED_MIN : 1;
    }
}
