package dev.leverframe.config;

import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.Combine;
import dev.leverframe.model.RewardSettings.LatencyShape;
import dev.leverframe.model.RewardSettings.Missing;
import io.vertx.core.json.JsonObject;

/** Reward settings as they are written: the same names and bounds as the keys under {@code reward}. */
final class RewardBody {
    /** Without a weight every reward would be 0/0. */
    static final String NO_WEIGHT =
            "reward must give one of cost_weight, latency_weight and quality_weight more than 0, got 0 for all";

    private RewardBody() {}

    /** Reads on after an error; what is not given is as in the defaults. */
    static RewardSettings read(Fields fields, RewardSettings defaults) {
        RewardSettings reward = new RewardSettings(
                number(fields, Keys.REWARD_COST_WEIGHT, defaults.costWeight()),
                number(fields, Keys.REWARD_LATENCY_WEIGHT, defaults.latencyWeight()),
                number(fields, Keys.REWARD_QUALITY_WEIGHT, defaults.qualityWeight()),
                number(fields, Keys.REWARD_LATENCY_MS_WINDOW, defaults.latencyMsWindow()),
                number(fields, Keys.REWARD_COST_REF_USD, defaults.costRefUsd()),
                number(fields, Keys.REWARD_FAILURE_VALUE, defaults.failureValue()),
                fields.word(Keys.REWARD_LATENCY_SHAPE.leaf(), LatencyShape.class, defaults.latencyShape()),
                fields.word(Keys.REWARD_COMBINE.leaf(), Combine.class, defaults.combine()),
                fields.word(Keys.REWARD_MISSING.leaf(), Missing.class, defaults.missing()),
                number(fields, Keys.REWARD_MISSING_VALUE, defaults.missingValue()));
        fields.refuseUnknown();
        if (!hasWeight(reward)) {
            fields.refuseWhole(NO_WEIGHT);
        }
        return reward;
    }

    static JsonObject toJson(RewardSettings reward) {
        return new JsonObject()
                .put(Keys.REWARD_COST_WEIGHT.leaf(), reward.costWeight())
                .put(Keys.REWARD_LATENCY_WEIGHT.leaf(), reward.latencyWeight())
                .put(Keys.REWARD_QUALITY_WEIGHT.leaf(), reward.qualityWeight())
                .put(Keys.REWARD_LATENCY_MS_WINDOW.leaf(), reward.latencyMsWindow())
                .put(Keys.REWARD_COST_REF_USD.leaf(), reward.costRefUsd())
                .put(Keys.REWARD_FAILURE_VALUE.leaf(), reward.failureValue())
                .put(Keys.REWARD_LATENCY_SHAPE.leaf(), reward.latencyShape().word())
                .put(Keys.REWARD_COMBINE.leaf(), reward.combine().word())
                .put(Keys.REWARD_MISSING.leaf(), reward.missing().word())
                .put(Keys.REWARD_MISSING_VALUE.leaf(), reward.missingValue());
    }

    /** Whether there is anything to weigh. */
    static boolean hasWeight(RewardSettings reward) {
        return reward.costWeight() + reward.latencyWeight() + reward.qualityWeight() > 0;
    }

    private static double number(Fields fields, Key<Double> key, double fallback) {
        return fields.read(key.leaf(), key.kind(), fallback);
    }
}
