package dev.leverframe.bus;

import dev.leverframe.bus.ManagementAnswer.ReportView;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentReport.Action;
import dev.leverframe.model.ExperimentReport.ArmReport;
import dev.leverframe.model.ExperimentReport.Bounds;
import dev.leverframe.model.ExperimentReport.Checks;
import dev.leverframe.model.ExperimentReport.ComparisonReport;
import dev.leverframe.model.ExperimentReport.CounterfactualReport;
import dev.leverframe.model.ExperimentReport.Estimate;
import dev.leverframe.model.ExperimentReport.ForecastReport;
import dev.leverframe.model.ExperimentReport.GuardrailReport;
import dev.leverframe.model.ExperimentReport.Maturity;
import dev.leverframe.model.ExperimentReport.Ruling;
import dev.leverframe.model.ExperimentReport.SampleRatioReport;
import dev.leverframe.model.ExperimentReport.SegmentEvidence;
import dev.leverframe.model.ExperimentReport.VariantReport;
import dev.leverframe.model.Phase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The report of an experiment in the shape of the contract. A number that does not exist yet is null, and so is an end of an
 * interval at infinity.
 */
public final class ReportJson {
    private ReportJson() {}

    public static JsonObject report(ReportView view) {
        ExperimentReport report = view.report();
        return heading(report)
                .put("maturity", maturity(report.maturity()))
                .put("summary", report.summary())
                .put("verdict", overall(report.verdict()))
                .put("variants", array(report.variants(), each -> variant(each, report)))
                .put("comparisons", array(report.comparisons(), ReportJson::comparison))
                .put("arms", array(report.arms(), ReportJson::arm))
                .put("guardrails", array(report.guardrails(), ReportJson::guardrail))
                .put("checks", checks(report.checks()))
                .put("flip", flip(view))
                .put("segments", array(report.segments(), ReportJson::segment))
                .put("definitions", ReportDefinitions.json());
    }

    private static JsonObject heading(ExperimentReport report) {
        return new JsonObject()
                .put("domain", report.domain())
                .put("experiment", report.spec().experiment())
                .put("phase", report.phase().word())
                .put("control", report.spec().control())
                .put("at", time(report.atMs()))
                .put("since", time(report.fromMs()))
                .put("segment", report.segment())
                .put("epoch", report.epoch())
                .put("unit", report.unit().word())
                .put("learning_scope", report.spec().learningScope().word())
                .put("alpha", report.spec().evidence().alpha())
                .put("correction", report.spec().evidence().correction().word())
                .put("auto_promote", report.spec().evidence().autoPromote());
    }

    private static JsonObject maturity(Maturity maturity) {
        return new JsonObject()
                .put("reward_window_ms", maturity.rewardWindowMs())
                .put("pending", maturity.pending())
                .put("mature", maturity.mature())
                .put("missing", maturity.missing())
                .put("closed_late", maturity.closedLate())
                .put("missing_rule", maturity.reward().missing().word())
                .put("missing_value", maturity.reward().missingValue())
                .put("combine", maturity.reward().combine().word());
    }

    private static JsonObject overall(Ruling ruling) {
        return ruling(ruling).put("treatment", ruling.treatment()).put("acted", acted(ruling.acted()));
    }

    private static JsonObject ruling(Ruling ruling) {
        return new JsonObject()
                .put("verdict", ruling.verdict().word())
                .put("reason", ruling.reason())
                .put("unmet", new JsonArray(ruling.unmet()));
    }

    /** Whatever a verdict does by itself ends with the experiment stopped. */
    private static @Nullable JsonObject acted(@Nullable Action action) {
        return action == null
                ? null
                : new JsonObject()
                        .put("at", time(action.atMs()))
                        .put("to", Phase.STOPPED.word())
                        .put("because", action.because().word())
                        .put("promoted", action.promoted());
    }

    private static JsonObject variant(VariantReport variant, ExperimentReport report) {
        return new JsonObject()
                .put("variant", variant.variant())
                .put("policy", variant.policy())
                .put("is_control", variant.variant().equals(report.spec().control()))
                .put("weight", variant.weight())
                .put("share", variant.share())
                .put("allocated", variant.allocated())
                .put("mature", variant.mature())
                .put("pending", variant.pending())
                .put("missing", variant.missing())
                .put("missing_rate", rate(variant.missing(), variant.mature()))
                .put("missing_bounds", ends(variant.missingBounds()))
                .put("realised", realised(variant))
                .put("counterfactual", counterfactual(variant.counterfactual()))
                .put("regret_sum", number(variant.regretSum()))
                .put("regret_vs_core", estimate(variant.regretVsCore()))
                .put("regret_vs_best_variant", number(variant.regretVsBestVariant()))
                .put("pseudo_regret_model", number(variant.pseudoRegretModel()));
    }

    private static JsonObject realised(VariantReport variant) {
        return new JsonObject()
                .put("n", variant.realised().n())
                .put("mean", number(variant.realised().mean()))
                .put("interval", interval(variant.realised().interval()));
    }

    private static JsonObject counterfactual(CounterfactualReport value) {
        return new JsonObject()
                .put("n", value.n())
                .put("mean", number(value.mean()))
                .put("interval", interval(value.interval()))
                .put("ips", number(value.ips()))
                .put("snips", number(value.snips()))
                .put("replay_matches", value.replayMatches())
                .put("effective_sample_size", number(value.effectiveSampleSize()))
                .put("max_weight", number(value.maxWeight()))
                .put("mean_weight", number(value.meanWeight()))
                .put("unsupported_mass", number(value.unsupportedMass()));
    }

    private static JsonObject comparison(ComparisonReport comparison) {
        Ruling ruling = comparison.verdict();
        return new JsonObject()
                .put("treatment", comparison.treatment())
                .put("control", comparison.control())
                .put("estimand", comparison.estimand().word())
                .put("definition", comparison.estimand().definition())
                .put("treatment_units", comparison.treatmentUnits())
                .put("control_units", comparison.controlUnits())
                .put("treatment_mean", number(comparison.treatmentMean()))
                .put("control_mean", number(comparison.controlMean()))
                .put("difference", number(comparison.difference()))
                .put("interval", interval(comparison.interval()))
                .put("p_value", number(comparison.anytimeP()))
                .put("log_e_value", number(comparison.logE()))
                .put("verdict", ruling == null ? null : ruling(ruling))
                .put("forecast", forecast(comparison.forecast()))
                .put("summary", comparison.summary());
    }

    private static @Nullable JsonObject forecast(@Nullable ForecastReport forecast) {
        return forecast == null
                ? null
                : new JsonObject()
                        .put("state", forecast.state())
                        .put("more_units", forecast.moreUnits() < 0 ? null : forecast.moreUnits())
                        .put("more_ms", forecast.moreMs() < 0 ? null : number(forecast.moreMs()))
                        .put("detectable", number(forecast.detectable()));
    }

    private static JsonObject arm(ArmReport arm) {
        return new JsonObject()
                .put("arm", arm.arm())
                .put("n", arm.n())
                .put("mean", number(arm.mean()))
                .put("interval", interval(arm.interval()));
    }

    private static JsonObject guardrail(GuardrailReport report) {
        double limit = report.guardrail().limit();
        return new JsonObject()
                .put("treatment", report.treatment())
                .put("guardrail", report.guardrail().kind().word())
                .put("limit", limit > 0 ? limit : null)
                .put("tolerance", report.guardrail().tolerance())
                .put("alpha", report.guardrail().alpha())
                .put("difference", number(report.difference()))
                .put("lower_bound", number(report.lowerBound()))
                .put("broken", report.broken());
    }

    private static JsonObject checks(Checks checks) {
        return new JsonObject()
                .put("sample_ratio_allocated", sampleRatio(checks.allocated()))
                .put("sample_ratio_mature", sampleRatio(checks.mature()))
                .put("propensity_audit", new JsonObject().put("fired", checks.propensitiesFired()))
                .put("weight_audit", byVariant(checks.weightsFired()))
                .put("missing_difference", byVariant(checks.missingFired()));
    }

    private static JsonObject sampleRatio(SampleRatioReport check) {
        return new JsonObject()
                .put("fired", check.fired())
                .put("log_e", number(check.logE()))
                .put("p_value", number(check.anytimeP()))
                .put("counts", byName(check.counts()))
                .put("chi_square_one_look", number(check.chiSquare()))
                .put("chi_square_p", number(check.chiSquareP()));
    }

    private static JsonObject byVariant(Map<String, Boolean> fired) {
        return new JsonObject().put("fired", fired.containsValue(true)).put("by_variant", byName(fired));
    }

    private static JsonObject flip(ReportView view) {
        JsonArray regrets = new JsonArray();
        for (VariantReport variant : view.report().variants()) {
            JsonObject regret = estimate(variant.regretVsCore());
            if (regret != null) {
                regrets.add(new JsonObject().put("variant", variant.variant()).mergeIn(regret));
            }
        }
        return new JsonObject()
                .put("to", Phase.ACTIVE.word())
                .put("recommended", view.flipRecommended())
                .put("regret_vs_core", regrets)
                .put("reasons", new JsonArray(view.flipReasons()));
    }

    private static JsonObject segment(SegmentEvidence segment) {
        JsonObject logE = new JsonObject();
        new TreeMap<>(segment.logE()).forEach((treatment, value) -> logE.put(treatment, number(value)));
        return new JsonObject()
                .put("segment", segment.segment())
                .put("epoch", segment.epoch())
                .put("phase", segment.phase().word())
                .put("from", time(segment.fromMs()))
                .put("to", time(segment.toMs()))
                .put("log_e_values", logE);
    }

    private static @Nullable JsonObject estimate(@Nullable Estimate estimate) {
        return estimate == null
                ? null
                : new JsonObject().put("mean", number(estimate.mean())).put("interval", interval(estimate.interval()));
    }

    private static JsonObject interval(Bounds bounds) {
        return ends(bounds).put("alpha", number(bounds.alpha()));
    }

    private static JsonObject ends(Bounds bounds) {
        return new JsonObject().put("lower", number(bounds.lower())).put("upper", number(bounds.upper()));
    }

    private static JsonObject byName(Map<String, ?> values) {
        JsonObject json = new JsonObject();
        new TreeMap<>(values).forEach(json::put);
        return json;
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> each) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(each.apply(item)));
        return array;
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    private static @Nullable Double rate(long part, long of) {
        return of == 0 ? null : (double) part / of;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
