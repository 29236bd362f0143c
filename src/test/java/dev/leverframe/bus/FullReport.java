package dev.leverframe.bus;

import dev.leverframe.model.Estimand;
import dev.leverframe.model.EvidenceSettings;
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
import dev.leverframe.model.ExperimentReport.RealisedReport;
import dev.leverframe.model.ExperimentReport.Ruling;
import dev.leverframe.model.ExperimentReport.SampleRatioReport;
import dev.leverframe.model.ExperimentReport.SegmentEvidence;
import dev.leverframe.model.ExperimentReport.Unit;
import dev.leverframe.model.ExperimentReport.VariantReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report with a number everywhere, each told apart from the others; and one with none. */
final class FullReport {
    private static final long AT = 1_790_000_000_000L;
    private static final Bounds NOTHING = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.05);

    private FullReport() {}

    static ExperimentReport full() {
        Bounds interval = new Bounds(0.41, 0.59, 0.04);
        SampleRatioReport allocated =
                new SampleRatioReport(false, -1.5, 0.9, Map.of("lints", 4_400L, "control", 4_500L), 1.1, 0.29);
        SampleRatioReport mature =
                new SampleRatioReport(true, 9.5, 7e-5, Map.of("control", 10L, "lints", 90L), 64, 1e-15);
        return report(
                interval,
                new Estimate(-0.02, new Bounds(-0.05, 0.01, 0.05)),
                new CounterfactualReport(8_990, 0.52, interval, 0.53, 0.54, 4_000, 6_000.5, 1.99, 1.001, 0.003),
                List.of(comparison(0.021, interval)),
                new Checks(allocated, mature, true, Map.of("lints", true, "control", false), Map.of("lints", false)),
                new Ruling(
                        Verdict.HARM,
                        "lints",
                        "'lints' is worse",
                        List.of("3 h of at least 24 h have passed"),
                        new Action(AT - 5, Verdict.HARM, "lints")));
    }

    static ExperimentReport empty() {
        SampleRatioReport none = new SampleRatioReport(false, 0, 1, Map.of(), Double.NaN, Double.NaN);
        CounterfactualReport nothing =
                new CounterfactualReport(0, Double.NaN, NOTHING, Double.NaN, Double.NaN, 0, 0, 0, Double.NaN, 0);
        return report(
                NOTHING,
                null,
                nothing,
                List.of(comparison(Double.NaN, NOTHING)),
                new Checks(none, none, false, Map.of(), Map.of()),
                new Ruling(Verdict.CONTINUE, null, "there is no evidence yet", List.of(), null));
    }

    private static ExperimentReport report(
            Bounds interval,
            @Nullable Estimate regret,
            CounterfactualReport counterfactual,
            List<ComparisonReport> comparisons,
            Checks checks,
            Ruling verdict) {
        boolean full = regret != null;
        return new ExperimentReport(
                "analysis",
                spec(),
                Phase.ACTIVE,
                AT,
                AT - 3_600_000,
                2,
                1,
                Unit.KEY,
                new Maturity(600_000, 12, 9_000, 31, 3, RewardSettings.DEFAULT),
                "One paragraph.",
                verdict,
                List.of(
                        variant("control", full, interval, counterfactual, regret),
                        variant("lints", full, interval, counterfactual, regret)),
                comparisons,
                List.of(new ArmReport("modelA", full ? 5_000 : 0, full ? 0.5 : Double.NaN, interval)),
                List.of(
                        new GuardrailReport("lints", Guardrail.of(Guardrail.Kind.ERROR_RATE, 0), 0.03, 0.02, true),
                        new GuardrailReport(
                                "lints",
                                Guardrail.of(Guardrail.Kind.LATENCY_OVER_SLO, 2_000),
                                Double.NaN,
                                Double.NEGATIVE_INFINITY,
                                false)),
                checks,
                List.of(new SegmentEvidence(
                        1, 1, Phase.SHADOW, AT - 7_200_000, AT - 3_600_000, Map.of("lints", 0.75))));
    }

    private static ExperimentSpec spec() {
        return new ExperimentSpec(
                "lints-vs-core",
                "control",
                Scheme.MODULO,
                "s",
                10_000,
                10_000,
                LearningScope.ISOLATED,
                List.of(
                        new Variant("control", 50, PolicySpec.of(PolicyType.THOMPSON)),
                        new Variant("lints", 50, PolicySpec.of(PolicyType.LIN_TS_DIAG))),
                EvidenceSettings.DEFAULT);
    }

    private static VariantReport variant(
            String name,
            boolean full,
            Bounds interval,
            CounterfactualReport counterfactual,
            @Nullable Estimate regret) {
        return new VariantReport(
                name,
                "thompson",
                50,
                0.5,
                full ? 4_500 : 0,
                full ? 4_490 : 0,
                10,
                full ? 9 : 0,
                full ? new Bounds(0.4, 0.402, 0) : NOTHING,
                new RealisedReport(full ? 4_490 : 0, full ? 0.51 : Double.NaN, interval),
                counterfactual,
                full ? 12.5 : 0,
                regret,
                full ? 0.004 : Double.NaN,
                full ? 0.006 : Double.NaN);
    }

    private static ComparisonReport comparison(double difference, Bounds interval) {
        boolean full = !Double.isNaN(difference);
        return new ComparisonReport(
                "lints",
                "control",
                Estimand.PER_DECISION_OF_UNITS,
                full ? 2_100 : 0,
                full ? 2_098 : 0,
                full ? 0.56 : Double.NaN,
                full ? 0.54 : Double.NaN,
                difference,
                interval,
                full ? 0.03 : 1,
                full ? 3.5 : 0,
                new Ruling(Verdict.CONTINUE, "lints", "open", List.of(), null),
                full
                        ? new ForecastReport("later", 3_412, 1.9e8, 0.0131)
                        : new ForecastReport("unknown", -1, -1, Double.POSITIVE_INFINITY),
                "Words.");
    }
}
