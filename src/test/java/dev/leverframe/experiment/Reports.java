package dev.leverframe.experiment;

import dev.leverframe.model.Estimand;
import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentReport.Bounds;
import dev.leverframe.model.ExperimentReport.Checks;
import dev.leverframe.model.ExperimentReport.ComparisonReport;
import dev.leverframe.model.ExperimentReport.CounterfactualReport;
import dev.leverframe.model.ExperimentReport.Estimate;
import dev.leverframe.model.ExperimentReport.Maturity;
import dev.leverframe.model.ExperimentReport.RealisedReport;
import dev.leverframe.model.ExperimentReport.Ruling;
import dev.leverframe.model.ExperimentReport.SampleRatioReport;
import dev.leverframe.model.ExperimentReport.Unit;
import dev.leverframe.model.ExperimentReport.VariantReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.Phase;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Verdict;
import dev.leverframe.model.VerdictRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reports in which only what matters for a flip is told apart: a control and one or two treatments. */
final class Reports {
    private static final Bounds NOTHING = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.05);
    private static final SampleRatioReport QUIET = new SampleRatioReport(false, 0, 1, Map.of(), 0, 1);
    static final Checks SOUND = new Checks(QUIET, QUIET, false, Map.of("treatA", false), Map.of());

    private Reports() {}

    /** What is said of one treatment. */
    record Treatment(Ruling ruling, double regretLower, double regretUpper) {}

    static Ruling ruling(Verdict verdict, String... unmet) {
        return new Ruling(verdict, null, "because", List.of(unmet), null);
    }

    static ExperimentReport of(Phase phase, double deltaHarm, Checks checks, Treatment... treatments) {
        List<VariantReport> variants = new ArrayList<>();
        List<ComparisonReport> comparisons = new ArrayList<>();
        variants.add(variant("control", new Estimate(0, new Bounds(-0.01, 0.01, 0.05))));
        for (int i = 0; i < treatments.length; i++) {
            Treatment each = treatments[i];
            String name = Specs.IDS.get(i + 1);
            double middle = (each.regretLower() + each.regretUpper()) / 2;
            variants.add(variant(name, new Estimate(middle, new Bounds(each.regretLower(), each.regretUpper(), 0.05))));
            comparisons.add(comparison(name, each.ruling()));
        }
        double[] weights = new double[treatments.length + 1];
        Arrays.fill(weights, 1);
        return new ExperimentReport(
                "d",
                spec(deltaHarm, weights),
                phase,
                2,
                1,
                1,
                1,
                Unit.DECISION,
                new Maturity(1, 0, 0, 0, 0, RewardSettings.DEFAULT),
                "",
                ruling(Verdict.CONTINUE),
                variants,
                comparisons,
                List.of(),
                List.of(),
                checks,
                List.of());
    }

    private static ExperimentSpec spec(double deltaHarm, double... weights) {
        EvidenceSettings usual = EvidenceSettings.DEFAULT;
        VerdictRules rules = new VerdictRules(200, 50, 0, deltaHarm, 0, 0.01, 20_000);
        return new ExperimentSpec(
                "e",
                "control",
                Scheme.MODULO,
                "s",
                10_000,
                10_000,
                LearningScope.ISOLATED,
                Specs.variants(Specs.IDS, weights),
                new EvidenceSettings(
                        usual.alpha(),
                        usual.correction(),
                        false,
                        usual.plannedUnits(),
                        usual.unitAnalysis(),
                        usual.unitWindowMs(),
                        rules,
                        List.of()));
    }

    private static VariantReport variant(String name, Estimate regret) {
        CounterfactualReport value =
                new CounterfactualReport(0, Double.NaN, NOTHING, Double.NaN, Double.NaN, 0, 0, 0, Double.NaN, 0);
        return new VariantReport(
                name,
                "thompson",
                1,
                0.5,
                0,
                0,
                0,
                0,
                new Bounds(0, 1, 0),
                new RealisedReport(0, Double.NaN, NOTHING),
                value,
                0,
                regret,
                Double.NaN,
                Double.NaN);
    }

    private static ComparisonReport comparison(String treatment, Ruling ruling) {
        return new ComparisonReport(
                treatment,
                "control",
                Estimand.COUNTERFACTUAL,
                300,
                300,
                0.5,
                0.5,
                0,
                NOTHING,
                1,
                0,
                ruling,
                null,
                null);
    }
}
