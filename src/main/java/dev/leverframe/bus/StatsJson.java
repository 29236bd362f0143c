package dev.leverframe.bus;

import dev.leverframe.model.DomainStats;
import dev.leverframe.model.DomainStats.ArmStats;
import dev.leverframe.model.DomainStats.Counterfactual;
import dev.leverframe.model.DomainStats.Counts;
import dev.leverframe.model.DomainStats.ExperimentStats;
import dev.leverframe.model.DomainStats.Realised;
import dev.leverframe.model.DomainStats.SegmentStats;
import dev.leverframe.model.DomainStats.VariantStats;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures in the shape of the contract. What cannot be divided yet is null, never 0 and never NaN. */
public final class StatsJson {
    private StatsJson() {}

    /** One domain, as it stands in {@code GET /v1/stats}. */
    public static JsonObject domain(DomainStats stats) {
        Counts counts = stats.counts();
        return new JsonObject()
                .put("domain", stats.domain())
                .put("policy", stats.policy())
                .put("selects", counts.selects())
                .put("outcomes", counts.outcomes())
                .put("pending", counts.pending())
                .put("unattributed", counts.unattributed())
                .put("imported", counts.imported())
                .put("duplicates", counts.duplicates())
                .put("late", counts.late())
                .put("unknown", counts.unknown())
                .put("expired", counts.expired())
                .put("evicted", counts.evicted())
                .put("fallbacks", byWord(counts.fallbacks()))
                .put("refusals", byWord(counts.refusals()))
                .put("propensity_audit", audit(stats.audit()))
                .put("features", features(stats.features()))
                .put("quarantines", stats.quarantines())
                .put("broken_policies", array(stats.broken(), StatsJson::broken))
                .put("arms", array(stats.arms(), StatsJson::arm))
                .put("experiments", array(stats.experiments(), StatsJson::experiment));
    }

    private static JsonObject audit(DomainStats.Audit audit) {
        JsonObject json = new JsonObject()
                .put("n", audit.decisions())
                .put("fired", audit.fired())
                .put("log_e_max", number(audit.logEMax()))
                .put("error_max", number(audit.errorMax()));
        return audit.arm() == null ? json : json.put("arm", audit.arm());
    }

    private static JsonObject features(DomainStats.Features features) {
        return new JsonObject()
                .put("missing", features.missing())
                .put("unknown", features.unknown())
                .put("new", features.fresh())
                .put("unseen", features.unseen())
                .put("mismatched", features.mismatched())
                .put("dropped", features.dropped());
    }

    private static JsonObject broken(DomainStats.Broken broken) {
        JsonObject json = new JsonObject();
        if (broken.experiment() != null) {
            json.put("experiment", broken.experiment()).put("variant", broken.variant());
        }
        return json.put("policy", broken.policy())
                .put("breaks", broken.breaks())
                .put("health", broken.health().word())
                .put("flaw", broken.flaw());
    }

    private static JsonObject arm(ArmStats arm) {
        return new JsonObject()
                .put("arm", arm.arm())
                .put("live", arm.live())
                .put("selects", arm.selects())
                .put("pulls", arm.pulls())
                .put("reward_sum", arm.rewardSum())
                .put("mean_reward", mean(arm.rewardSum(), arm.pulls()));
    }

    private static JsonObject experiment(ExperimentStats experiment) {
        return new JsonObject()
                .put("experiment", experiment.experiment())
                .put("phase", experiment.phase().word())
                .put("control", experiment.control())
                .put("segment", experiment.segment())
                .put("selects", experiment.selects())
                .put("variants", array(experiment.variants(), StatsJson::variant))
                .put("segments", array(experiment.closed(), StatsJson::segment));
    }

    private static JsonObject variant(VariantStats variant) {
        return new JsonObject()
                .put("variant", variant.variant())
                .put("policy", variant.policy())
                .put("weight", variant.weight())
                .put("share", variant.share())
                .put("view", variant.viewsRealised() ? "realised" : "counterfactual")
                .mergeIn(seedNumbers(variant))
                .put("pending", variant.pending())
                .put("matched_pulls", variant.matchedPulls())
                .put("realised", realised(variant.realised()))
                .put("counterfactual", counterfactual(variant.counterfactual()));
    }

    private static JsonObject seedNumbers(VariantStats variant) {
        return new JsonObject()
                .put("pulls", variant.pulls())
                .put("reward_sum", variant.rewardSum())
                .put("mean_reward", mean(variant.rewardSum(), variant.pulls()))
                .put("regret_sum", variant.regretSum());
    }

    private static JsonObject realised(Realised realised) {
        return new JsonObject()
                .put("n", realised.n())
                .put("reward_sum", realised.rewardSum())
                .put("mean", mean(realised.rewardSum(), realised.n()))
                .put("se", number(realised.se()))
                .put("regret_sum", realised.regretSum());
    }

    private static JsonObject counterfactual(Counterfactual value) {
        return new JsonObject()
                .put("n", value.n())
                .put("reward_sum", value.rewardSum())
                .put("mean", mean(value.rewardSum(), value.n()))
                .put("se", number(value.se()))
                .put("ips", number(value.ips()))
                .put("snips", number(value.snips()))
                .put("ess", orZero(value.ess()))
                .put("max_weight", value.maxWeight())
                .put("mean_weight", number(value.meanWeight()))
                .put("unsupported_mass", number(value.unsupportedMass()))
                .put("regret_sum", value.regretSum());
    }

    private static JsonObject segment(SegmentStats segment) {
        return new JsonObject()
                .put("segment", segment.segment())
                .put("phase", segment.phase().word())
                .put("from", Instant.ofEpochMilli(segment.fromMs()).toString())
                .put("to", Instant.ofEpochMilli(segment.toMs()).toString())
                .put(
                        "variants",
                        array(
                                segment.variants(),
                                variant -> new JsonObject()
                                        .put("variant", variant.variant())
                                        .mergeIn(seedNumbers(variant))));
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> each) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(each.apply(item)));
        return array;
    }

    private static <E extends Enum<E>> JsonObject byWord(Map<E, Long> counts) {
        JsonObject json = new JsonObject();
        counts.forEach((key, count) -> json.put(key.name().toLowerCase(Locale.ROOT), count));
        return json;
    }

    private static @Nullable Double mean(double sum, long n) {
        return n == 0 ? null : sum / n;
    }

    /** Of no decision it is none. */
    private static double orZero(double value) {
        return Double.isFinite(value) ? value : 0.0;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
