package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentReport.Bounds;
import dev.leverframe.model.ExperimentReport.ComparisonReport;
import dev.leverframe.model.ExperimentReport.Estimate;
import dev.leverframe.model.ExperimentReport.Ruling;
import dev.leverframe.model.ExperimentReport.VariantReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a shadow experiment may become active: go or no-go. A pure function of the report.
 *
 * <pre>
 *   go  if the phase is shadow
 *       and no check has fired
 *       and no treatment is judged harmful
 *       and for some treatment nothing is unmet, and the interval of its gain over the core policy
 *           lies above -delta_harm
 * </pre>
 *
 * The gain is minus {@code regret_vs_core}. It is held against the core policy and not against the control, because the core
 * policy is what serves now.
 *
 * @param reasons what speaks against it, each in words; empty exactly where it is recommended
 */
public record FlipAdvice(boolean recommended, List<String> reasons) {
    public FlipAdvice {
        reasons = List.copyOf(reasons);
    }

    public static FlipAdvice of(ExperimentReport report) {
        if (report.phase() != Phase.SHADOW) {
            return new FlipAdvice(
                    false, List.of("the experiment is " + report.phase().word() + " and not in shadow"));
        }
        List<String> reasons = new ArrayList<>(fired(report.checks()));
        List<String> lacks = new ArrayList<>();
        boolean any = false;
        for (VariantReport variant : treatments(report)) {
            Ruling ruling = ruling(report, variant.variant());
            if (ruling != null && ruling.verdict().protects()) {
                reasons.add(ruling.reason());
                continue;
            }
            List<String> lacking = lacking(report.spec(), variant, ruling);
            any |= lacking.isEmpty();
            lacks.addAll(lacking);
        }
        if (!any) {
            reasons.addAll(lacks);
        }
        return new FlipAdvice(reasons.isEmpty(), reasons.stream().distinct().toList());
    }

    private static List<VariantReport> treatments(ExperimentReport report) {
        return report.variants().stream()
                .filter(variant -> !variant.variant().equals(report.spec().control()))
                .toList();
    }

    /** Of the comparison that the treatment's verdict reads; null where there is none. */
    private static @Nullable Ruling ruling(ExperimentReport report, String treatment) {
        for (ComparisonReport comparison : report.comparisons()) {
            if (comparison.treatment().equals(treatment) && comparison.verdict() != null) {
                return comparison.verdict();
            }
        }
        return null;
    }

    private static List<String> fired(ExperimentReport.Checks checks) {
        List<String> fired = new ArrayList<>();
        if (checks.allocated().fired()) {
            fired.add("the sample ratio check of allocated units has fired");
        }
        if (checks.mature().fired()) {
            fired.add("the sample ratio check of mature units has fired");
        }
        if (checks.propensitiesFired()) {
            fired.add("the propensity audit has fired: logged propensities and picks disagree");
        }
        checks.weightsFired().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(entry -> "the weight audit of '" + entry.getKey() + "' has fired")
                .sorted()
                .forEach(fired::add);
        return fired;
    }

    private static List<String> lacking(ExperimentSpec spec, VariantReport variant, @Nullable Ruling ruling) {
        List<String> lacking = new ArrayList<>();
        if (ruling == null) {
            lacking.add("there is no verdict on '" + variant.variant() + "' yet");
        } else {
            ruling.unmet().forEach(unmet -> lacking.add(mentions(unmet, variant) ? unmet : of(variant) + unmet));
        }
        double tolerated = spec.evidence().rules().deltaHarm();
        Estimate regret = variant.regretVsCore();
        if (regret == null || !(regret.interval().upper() < tolerated)) {
            lacking.add(of(variant) + mayLose(regret, tolerated));
        }
        return lacking;
    }

    private static boolean mentions(String words, VariantReport variant) {
        return words.contains("'" + variant.variant() + "'");
    }

    private static String of(VariantReport variant) {
        return "'" + variant.variant() + "': ";
    }

    private static String mayLose(@Nullable Estimate regret, double tolerated) {
        if (regret == null || !Double.isFinite(regret.interval().upper())) {
            return "its gain over the core policy is not known yet";
        }
        Bounds loss = regret.interval();
        int decimals = Words.decimals(loss.upper() - loss.lower());
        return "it may lose up to " + Words.plain(loss.upper(), decimals)
                + " a decision against the core policy, where less than " + tolerated + " is asked for";
    }
}
