package dev.leverframe.experiment;

import dev.leverframe.model.DomainStats.VariantStats;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentReport.Bounds;
import dev.leverframe.model.ExperimentReport.Checks;
import dev.leverframe.model.ExperimentReport.CounterfactualReport;
import dev.leverframe.model.ExperimentReport.Maturity;
import dev.leverframe.model.ExperimentReport.RealisedReport;
import dev.leverframe.model.ExperimentReport.Ruling;
import dev.leverframe.model.ExperimentReport.SampleRatioReport;
import dev.leverframe.model.ExperimentReport.Unit;
import dev.leverframe.model.ExperimentReport.VariantReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Verdict;
import java.util.List;
import java.util.Map;

/** Writes down all that is known about an experiment. */
final class ReportWriter {
    private static final Bounds NOTHING = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.05);
    private static final SampleRatioReport NO_RATIO = new SampleRatioReport(false, 0, 1, Map.of(), 0, 1);

    private ReportWriter() {}

    static ExperimentReport write(ExperimentSpec spec, Phase phase, Segments segments, Surroundings around) {
        Segment segment = segments.current();
        List<VariantReport> variants =
                segment.variantStats().stream().map(ReportWriter::variant).toList();
        long pending = variants.stream().mapToLong(VariantReport::pending).sum();
        long mature = variants.stream().mapToLong(VariantReport::mature).sum();
        Ruling open = new Ruling(Verdict.CONTINUE, null, "there is no evidence yet", List.of(), null);
        return new ExperimentReport(
                around.domain(),
                spec,
                phase,
                around.nowMs(),
                segment.fromMs(),
                segment.number(),
                1,
                Unit.DECISION,
                new Maturity(around.rewardWindowMs(), pending, mature, 0, around.closedLate(), around.reward()),
                "There are no mature outcomes yet.",
                open,
                variants,
                List.of(),
                around.arms(),
                List.of(),
                new Checks(NO_RATIO, NO_RATIO, around.propensitiesFired(), Map.of(), Map.of()),
                List.of());
    }

    private static VariantReport variant(VariantStats v) {
        return new VariantReport(
                v.variant(),
                v.policy(),
                v.weight(),
                v.share(),
                0,
                v.pulls(),
                v.pending(),
                0,
                new Bounds(0, 1, 0),
                new RealisedReport(
                        v.realised().n(),
                        v.realised().rewardSum() / v.realised().n(),
                        NOTHING),
                new CounterfactualReport(
                        v.counterfactual().n(),
                        v.counterfactual().rewardSum() / v.counterfactual().n(),
                        NOTHING,
                        v.counterfactual().ips(),
                        v.counterfactual().snips(),
                        v.matchedPulls(),
                        v.counterfactual().ess(),
                        v.counterfactual().maxWeight(),
                        v.counterfactual().meanWeight(),
                        v.counterfactual().unsupportedMass()),
                v.regretSum(),
                null,
                Double.NaN,
                Double.NaN);
    }
}
