package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One decision to make, with everything that could come of it: the demo knows what the service does not.
 *
 * @param context features by name
 * @param outcomes one for each arm, in the order of the arms
 */
record Step(JsonObject context, List<ArmOutcome> outcomes) {
    Step {
        outcomes = List.copyOf(outcomes);
    }

    ArmOutcome of(int arm) {
        return outcomes.get(arm);
    }

    /** The arm with the highest expected reward, the first of equals. */
    int bestArm() {
        int best = 0;
        for (int arm = 1; arm < outcomes.size(); arm++) {
            best = of(arm).expected() > of(best).expected() ? arm : best;
        }
        return best;
    }

    /** Expected reward of an arm drawn uniformly. */
    double uniformReward() {
        return outcomes.stream().mapToDouble(ArmOutcome::expected).average().orElse(0);
    }

    /** Expected price of an arm drawn uniformly, US dollars. */
    double uniformUsd() {
        return outcomes.stream().mapToDouble(ArmOutcome::usd).average().orElse(0);
    }
}
