package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentReport.ArmReport;
import dev.leverframe.model.RewardSettings;
import java.util.List;

/**
 * What an experiment's report says of the domain around it.
 *
 * @param rewardWindowMs how long an outcome is waited for
 * @param closedLate outcomes that came after that
 * @param propensitiesFired whether logged propensities and realised picks disagree
 * @param arms over all mature decisions of the domain
 */
public record Surroundings(
        String domain,
        long nowMs,
        long rewardWindowMs,
        RewardSettings reward,
        long closedLate,
        boolean propensitiesFired,
        List<ArmReport> arms) {
    public Surroundings {
        arms = List.copyOf(arms);
    }
}
