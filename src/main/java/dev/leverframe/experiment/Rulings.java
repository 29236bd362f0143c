package dev.leverframe.experiment;

import dev.leverframe.evidence.ManyComparisons;
import dev.leverframe.model.Estimand;
import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.EvidenceSettings.Correction;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the evidence of a segment says now of each treatment, and of all of them together. Changes nothing. */
final class Rulings {
    private final ExperimentSpec spec;
    private final Segment segment;
    private final Surroundings around;
    private final Map<String, Boolean> weightsFired = new LinkedHashMap<>();
    private final List<Ruled> all = new ArrayList<>();
    private final Judgement overall;

    /**
     * One treatment.
     *
     * @param tests null where it has no share of units, or there is nothing to compare yet; likewise {@code reading}
     */
    record Ruled(
            Comparison comparison,
            Judgement judgement,
            @Nullable TreatmentTests tests,
            @Nullable Reading reading) {}

    private Rulings(ExperimentSpec spec, Segment segment, Surroundings around) {
        this.spec = spec;
        this.segment = segment;
        this.around = around;
        SegmentTests tests = segment.tests();
        List<Reading> readings = segment.readings();
        if (tests != null) {
            for (int v = 0; v < tests.variants().size(); v++) {
                weightsFired.put(
                        spec.variants().get(v).variant(),
                        tests.variants().get(v).audit().fired());
            }
        }
        double alpha = alpha(spec.evidence(), tests, readings);
        for (Variant variant : spec.variants()) {
            if (!variant.variant().equals(spec.control())) {
                all.add(rule(variant.variant(), tests, readings, alpha));
            }
        }
        this.overall = all.isEmpty()
                ? new Judgement(Verdict.CONTINUE, "there is no treatment to compare", List.of())
                : Judgement.overall(all.stream().map(Ruled::judgement).toList());
    }

    /** @param segment of this specification, but perhaps for what changes no test */
    static Rulings of(ExperimentSpec spec, Segment segment, Surroundings around) {
        return new Rulings(spec, segment, around);
    }

    /**
     * Of each comparison. Under e-BH an interval of a treatment that is told apart is at the level of those that are (the
     * e-BY procedure of Xu, Wang and Ramdas, "Post-selection inference for e-value based confidence intervals", 2024).
     */
    private static double alpha(EvidenceSettings settings, @Nullable SegmentTests tests, List<Reading> readings) {
        if (tests == null || readings.isEmpty()) {
            return settings.alpha();
        }
        int told = 1;
        if (settings.correction() == Correction.E_BH) {
            double[] logs = new double[readings.size()];
            for (int i = 0; i < logs.length; i++) {
                logs[i] =
                        tests.treatments().get(i).carried().logE(readings.get(i).sequence());
            }
            told = Math.max(1, ManyComparisons.falseDiscovery(logs, settings.alpha()).length);
        }
        return told
                * ManyComparisons.familyWise(settings.alpha(), tests.variants().size() - 1);
    }

    private Ruled rule(String treatment, @Nullable SegmentTests tests, List<Reading> readings, double alpha) {
        for (int i = 0; i < readings.size(); i++) {
            if (tests != null && tests.treatments().get(i).treatment().equals(treatment)) {
                TreatmentTests own = tests.treatments().get(i);
                Reading reading = readings.get(i);
                Comparison comparison =
                        comparison(own, reading, alpha, own.carried().anytimeP(reading.sequence()));
                return new Ruled(comparison, judge(own, reading, comparison, tests), own, reading);
            }
        }
        Judgement none = new Judgement(
                Verdict.CONTINUE, "'" + treatment + "' cannot be compared", List.of("there are no units of both"));
        return new Ruled(nothing(treatment, alpha), none, null, null);
    }

    Comparison comparison(TreatmentTests tests, Reading reading, double alpha, double anytimeP) {
        return new Comparison(
                tests.treatment(),
                spec.control(),
                reading.estimand(),
                reading.treatmentUnits(),
                reading.controlUnits(),
                reading.treatmentMean(),
                reading.controlMean(),
                reading.difference(),
                reading.interval(alpha),
                alpha,
                anytimeP);
    }

    private Comparison nothing(String treatment, double alpha) {
        return new Comparison(
                treatment,
                spec.control(),
                Estimand.COUNTERFACTUAL,
                0,
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Reading.EVERYTHING,
                alpha,
                1);
    }

    private Judgement judge(TreatmentTests tests, Reading reading, Comparison comparison, SegmentTests all) {
        Carried carried = tests.carried();
        double threshold = Math.log(2 / comparison.alpha());
        VerdictInputs.Before before = new VerdictInputs.Before(
                !carried.isEmpty() && carried.logEGain(reading.sequence()) >= threshold,
                !carried.isEmpty() && carried.logEHarm(reading.sequence()) >= threshold,
                carried.treatmentUnits(),
                carried.controlUnits());
        return VerdictRule.judge(
                new VerdictInputs(
                        comparison,
                        reading.ready(),
                        effectiveSampleSize(tests, reading),
                        reading.sequence().n() + carried.terms(),
                        around.nowMs() - segment.epochFromMs(),
                        before,
                        fired(all),
                        tests.guardrails()),
                spec.evidence().rules());
    }

    private double effectiveSampleSize(TreatmentTests tests, Reading reading) {
        return reading.estimand() == Estimand.COUNTERFACTUAL
                ? segment.ledgers(tests.treatment()).counterfactual.effectiveSampleSize()
                : Double.POSITIVE_INFINITY;
    }

    private List<String> fired(SegmentTests tests) {
        List<String> fired = new ArrayList<>();
        if (tests.allocated().fired()) {
            fired.add("sample ratio check of allocated units");
        }
        if (tests.entered().fired()) {
            fired.add("sample ratio check of mature units");
        }
        if (around.propensitiesFired()) {
            fired.add("propensity audit");
        }
        weightsFired.forEach((variant, any) -> {
            if (any) {
                fired.add("weight audit of '" + variant + "'");
            }
        });
        return fired;
    }

    /** In the order of the specification. */
    List<Ruled> all() {
        return all;
    }

    Judgement overall() {
        return overall;
    }

    /** Whom the overall judgement is about; null where it is about all. */
    @Nullable
    String treatment() {
        if (all.size() != 1 && overall.verdict().compareTo(Verdict.WIN) > 0) {
            return null;
        }
        return all.stream()
                .filter(each -> each.judgement().equals(overall))
                .map(each -> each.comparison().treatment())
                .findFirst()
                .orElse(null);
    }

    /** Of the treatments that win, the one with the largest gain for sure; null where none does. */
    @Nullable
    String winner() {
        return all.stream()
                .filter(each -> each.judgement().verdict() == Verdict.WIN)
                .map(Ruled::comparison)
                .max(Comparator.comparingDouble(each -> each.interval().lower()))
                .map(Comparison::treatment)
                .orElse(null);
    }

    Map<String, Boolean> weightsFired() {
        return weightsFired;
    }
}
