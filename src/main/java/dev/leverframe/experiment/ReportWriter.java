package dev.leverframe.experiment;

import dev.leverframe.evidence.SampleRatio;
import dev.leverframe.experiment.Rulings.Ruled;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentReport.Action;
import dev.leverframe.model.ExperimentReport.Checks;
import dev.leverframe.model.ExperimentReport.ComparisonReport;
import dev.leverframe.model.ExperimentReport.ForecastReport;
import dev.leverframe.model.ExperimentReport.GuardrailReport;
import dev.leverframe.model.ExperimentReport.Maturity;
import dev.leverframe.model.ExperimentReport.Ruling;
import dev.leverframe.model.ExperimentReport.SampleRatioReport;
import dev.leverframe.model.ExperimentReport.Unit;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact.VerdictActed;
import dev.leverframe.model.Phase;
import dev.leverframe.model.VerdictRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down all that is known about an experiment; after a stop, about the segment that was stopped. Changes nothing. */
final class ReportWriter {
    private static final SampleRatioReport NO_RATIO =
            new SampleRatioReport(false, 0, 1, Map.of(), Double.NaN, Double.NaN);

    private final ExperimentSpec spec;
    private final Phase phase;
    private final Segments segments;
    private final Segment segment;
    private final @Nullable SegmentTests tests;
    private final @Nullable VerdictActed acted;
    private final Surroundings around;
    private final Rulings rulings;

    ReportWriter(
            ExperimentSpec spec, Phase phase, Segments segments, @Nullable VerdictActed acted, Surroundings around) {
        this.spec = spec;
        this.phase = phase;
        this.segments = segments;
        this.segment = segments.reported();
        this.tests = segment.tests();
        this.acted = acted;
        this.around = around;
        this.rulings = Rulings.of(spec, segment, around);
    }

    ExperimentReport write() {
        List<ComparisonReport> comparisons = comparisons();
        return new ExperimentReport(
                around.domain(),
                spec,
                phase,
                around.nowMs(),
                segment.fromMs(),
                segment.number(),
                segment.epoch(),
                unit(),
                maturity(),
                summary(comparisons),
                verdict(),
                new VariantWriter(spec, segment).write(),
                comparisons,
                around.arms(),
                guardrails(),
                checks(),
                segments.closedEvidence());
    }

    private Unit unit() {
        if (tests == null || !tests.units().keyed()) {
            return Unit.DECISION;
        }
        return tests.units().keyless() ? Unit.MIXED : Unit.KEY;
    }

    /** In shadow every variant watches every decision, so that the sums are not over variants. */
    private Maturity maturity() {
        boolean active = segment.phase() == Phase.ACTIVE;
        long pending = 0;
        long mature = 0;
        long missing = 0;
        for (VariantLedgers each : segment.ledgers()) {
            long lost = each.outcomes.n() - each.outcomes.observed();
            pending = active ? pending + each.pending() : Math.max(pending, each.pending());
            mature = active ? mature + each.outcomes.n() : Math.max(mature, each.outcomes.n());
            missing = active ? missing + lost : Math.max(missing, lost);
        }
        return new Maturity(around.rewardWindowMs(), pending, mature, missing, around.closedLate(), around.reward());
    }

    private String summary(List<ComparisonReport> comparisons) {
        String said = acted == null ? "" : stopped(acted) + " ";
        return said
                + comparisons.stream()
                        .filter(each -> each.summary() != null)
                        .map(ComparisonReport::summary)
                        .collect(Collectors.joining(" "));
    }

    private static String stopped(VerdictActed acted) {
        String by = acted.promoted() == null
                ? "It was stopped by itself, and the core policy serves: "
                : "'" + acted.promoted() + "' took over as the core policy by itself: ";
        return by + acted.reason() + ".";
    }

    private Ruling verdict() {
        if (acted != null) {
            Action action = new Action(acted.atMs(), acted.verdict(), acted.promoted());
            return new Ruling(acted.verdict(), acted.treatment(), acted.reason(), List.of(), action);
        }
        return ruling(rulings.treatment(), rulings.overall());
    }

    private static Ruling ruling(@Nullable String treatment, Judgement judgement) {
        return new Ruling(judgement.verdict(), treatment, judgement.reason(), judgement.unmet(), null);
    }

    /** Those that verdicts are read from, each followed by what else can be said of the same units. */
    private List<ComparisonReport> comparisons() {
        List<ComparisonReport> written = new ArrayList<>();
        for (Ruled ruled : rulings.all()) {
            written.add(main(ruled));
            if (tests != null && ruled.tests() != null) {
                for (Reading other : ruled.tests().further(tests.units())) {
                    written.add(further(ruled.tests(), other, ruled.comparison().alpha()));
                }
            }
        }
        return written;
    }

    private ComparisonReport main(Ruled ruled) {
        Comparison c = ruled.comparison();
        VerdictRules rules = spec.evidence().rules();
        Reading reading = ruled.reading();
        Forecast forecast = forecast(reading, c.alpha(), rules);
        double logE = reading == null || ruled.tests() == null
                ? 0
                : ruled.tests().carried().logE(reading.sequence());
        String summary = PlainWords.paragraph(c, ruled.judgement(), forecast, rules, spec.learningScope());
        ForecastReport written = new ForecastReport(
                forecast.state().name().toLowerCase(Locale.ROOT),
                forecast.moreUnits(),
                forecast.moreMs(),
                forecast.detectable());
        return write(c, logE, ruling(c.treatment(), ruled.judgement()), written, summary);
    }

    private Forecast forecast(@Nullable Reading reading, double alpha, VerdictRules rules) {
        if (reading == null || !reading.ready()) {
            return Forecast.UNKNOWN;
        }
        return reading.agreed() ? Forecast.AGREED : Forecast.of(reading.sequence(), alpha, rules, perMs(reading));
    }

    private double perMs(Reading reading) {
        long elapsedMs = around.nowMs() - segment.fromMs();
        return elapsedMs > 0 ? (double) reading.sequence().n() / elapsedMs : 0;
    }

    private ComparisonReport further(TreatmentTests of, Reading reading, double alpha) {
        boolean speaks = reading.ready() && reading.sequence().n() > 0;
        double p = speaks ? reading.sequence().anytimeP(0) : 1;
        double logE = speaks ? reading.sequence().logE(0) : 0;
        return write(rulings.comparison(of, reading, alpha, p), logE, null, null, null);
    }

    private static ComparisonReport write(
            Comparison c,
            double logE,
            @Nullable Ruling verdict,
            @Nullable ForecastReport forecast,
            @Nullable String summary) {
        return new ComparisonReport(
                c.treatment(),
                c.control(),
                c.estimand(),
                c.treatmentUnits(),
                c.controlUnits(),
                c.treatmentMean(),
                c.controlMean(),
                c.difference(),
                VariantWriter.bounds(c.interval(), c.alpha()),
                c.anytimeP(),
                logE,
                verdict,
                forecast,
                summary);
    }

    private List<GuardrailReport> guardrails() {
        List<GuardrailReport> written = new ArrayList<>();
        if (tests == null || segment.phase() != Phase.ACTIVE) {
            return written;
        }
        for (TreatmentTests treatment : tests.treatments()) {
            for (GuardrailReading each : treatment.guardrails()) {
                written.add(new GuardrailReport(
                        treatment.treatment(), each.guardrail(), each.difference(), each.lowerBound(), each.broken()));
            }
        }
        return written;
    }

    private Checks checks() {
        Map<String, Boolean> missingFired = new LinkedHashMap<>();
        SampleRatioReport allocated = NO_RATIO;
        SampleRatioReport entered = NO_RATIO;
        if (tests != null && segment.phase() == Phase.ACTIVE) {
            tests.treatments().forEach(each -> missingFired.put(each.treatment(), each.missingFired()));
            allocated = ratio(tests.allocated());
            entered = ratio(tests.entered());
        }
        return new Checks(allocated, entered, around.propensitiesFired(), rulings.weightsFired(), missingFired);
    }

    private SampleRatioReport ratio(SampleRatio ratio) {
        long[] counts = ratio.counts();
        Map<String, Long> named = new LinkedHashMap<>();
        for (int v = 0; v < counts.length; v++) {
            named.put(spec.variants().get(v).variant(), counts[v]);
        }
        return new SampleRatioReport(
                ratio.fired(), ratio.logE(), ratio.anytimeP(), named, ratio.chiSquare(), ratio.chiSquareP());
    }
}
