package dev.leverframe.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about an experiment at one moment, of its current segment. A number that does not exist yet is NaN; an
 * interval that does not, reaches to both infinities. Every interval holds at every look.
 *
 * @param fromMs when the segment began, ms since the epoch
 * @param epoch counts the changes after which rewards or policies mean something else, from 1; evidence is carried over
 *     the segments of one epoch
 * @param unit what chance allocates
 * @param summary the verdict in plain words
 * @param verdict of all treatments together
 * @param arms over all decisions that served them, whatever the segment
 * @param segments the closed ones, oldest first
 */
public record ExperimentReport(
        String domain,
        ExperimentSpec spec,
        Phase phase,
        long atMs,
        long fromMs,
        int segment,
        int epoch,
        Unit unit,
        Maturity maturity,
        String summary,
        Ruling verdict,
        List<VariantReport> variants,
        List<ComparisonReport> comparisons,
        List<ArmReport> arms,
        List<GuardrailReport> guardrails,
        Checks checks,
        List<SegmentEvidence> segments) {
    public ExperimentReport {
        variants = List.copyOf(variants);
        comparisons = List.copyOf(comparisons);
        arms = List.copyOf(arms);
        guardrails = List.copyOf(guardrails);
        segments = List.copyOf(segments);
    }

    /** What chance allocated in this segment. */
    public enum Unit implements Worded {
        /** Each decision by itself. */
        DECISION,
        /** A key, which stays on its variant. */
        KEY,
        /** Some decisions had a key and some had none; each of the latter is a unit. */
        MIXED
    }

    /** An interval that is right at every look with probability 1 - {@code alpha}. */
    public record Bounds(double lower, double upper, double alpha) {}

    /**
     * Where the decisions of the segment stand.
     *
     * @param rewardWindowMs how long an outcome is waited for
     * @param pending decisions that wait, or that wait for one before them
     * @param mature decisions that the figures are made of, missing ones included where they have a value
     * @param missing of those whose time is over, the ones without any outcome
     * @param closedLate outcomes that came after that, in the whole domain
     * @param reward settings that say what a missing outcome counts as
     */
    public record Maturity(
            long rewardWindowMs, long pending, long mature, long missing, long closedLate, RewardSettings reward) {}

    /**
     * A verdict.
     *
     * @param treatment whom it is about; null where it is about all
     * @param reason one sentence
     * @param unmet what stands between the evidence and a verdict, each in words
     * @param acted what was done about it without anybody's consent, or null
     */
    public record Ruling(
            Verdict verdict,
            @Nullable String treatment,
            String reason,
            List<String> unmet,
            @Nullable Action acted) {
        public Ruling {
            unmet = List.copyOf(unmet);
        }
    }

    /** A change of phase, or a promotion, that a verdict made by itself. */
    public record Action(
            long atMs, Verdict because, @Nullable String promoted) {}

    /**
     * One variant.
     *
     * @param share the part of the units that is allocated to it, in [0, 1]
     * @param allocated units that it was given; in shadow 0
     * @param mature decisions of its realised ledger whose time is over; in shadow of its counterfactual one
     * @param missingBounds what its mean can be, whatever the missing outcomes are
     * @param regretVsCore value of the core policy less its own; only in shadow
     * @param regretVsBestVariant counterfactual value of the best variant less its own, per decision, 0 or more
     * @param pseudoRegretModel what the reward model thinks it loses to the best arm, per decision, 0 or more
     */
    public record VariantReport(
            String variant,
            String policy,
            double weight,
            double share,
            long allocated,
            long mature,
            long pending,
            long missing,
            Bounds missingBounds,
            RealisedReport realised,
            CounterfactualReport counterfactual,
            double regretSum,
            @Nullable Estimate regretVsCore,
            double regretVsBestVariant,
            double pseudoRegretModel) {}

    /** A mean and its interval. */
    public record Estimate(double mean, Bounds interval) {}

    /** Of decisions that the variant served. */
    public record RealisedReport(long n, double mean, Bounds interval) {}

    /** Of all decisions, whoever served. {@code replayMatches}: a draw of its own was the served arm. */
    public record CounterfactualReport(
            long n,
            double mean,
            Bounds interval,
            double ips,
            double snips,
            long replayMatches,
            double effectiveSampleSize,
            double maxWeight,
            double meanWeight,
            double unsupportedMass) {}

    /**
     * A treatment against the control. Further comparisons of the same treatment may follow the one that its verdict reads;
     * they have no verdict.
     *
     * @param anytimeP against "no difference", in [0, 1]; with the evidence of earlier segments of the epoch
     * @param logE two-sided, of the same
     */
    public record ComparisonReport(
            String treatment,
            String control,
            Estimand estimand,
            long treatmentUnits,
            long controlUnits,
            double treatmentMean,
            double controlMean,
            double difference,
            Bounds interval,
            double anytimeP,
            double logE,
            @Nullable Ruling verdict,
            @Nullable ForecastReport forecast,
            @Nullable String summary) {}

    /**
     * How much longer it takes.
     *
     * @param state unknown, now, later or never
     * @param moreUnits -1 where it is not known; likewise {@code moreMs}
     * @param detectable smallest difference that can be told from none at the limit of units
     */
    public record ForecastReport(String state, long moreUnits, double moreMs, double detectable) {}

    /** One arm, over all mature decisions that served it. */
    public record ArmReport(String arm, long n, double mean, Bounds interval) {}

    /** A guardrail of one treatment; one-sided bound from below of the difference of rates. */
    public record GuardrailReport(
            String treatment, Guardrail guardrail, double difference, double lowerBound, boolean broken) {}

    /** What must hold for any number here to be trusted. */
    public record Checks(
            SampleRatioReport allocated,
            SampleRatioReport mature,
            boolean propensitiesFired,
            Map<String, Boolean> weightsFired,
            Map<String, Boolean> missingFired) {
        public Checks {
            weightsFired = Map.copyOf(weightsFired);
            missingFired = Map.copyOf(missingFired);
        }

        /** Whether any fired that holds a verdict back: not differential missingness, which is reported only. */
        public boolean fired() {
            return allocated.fired() || mature.fired() || propensitiesFired || weightsFired.containsValue(true);
        }
    }

    /**
     * Whether units came in the ratio of the shares.
     *
     * @param counts units by variant
     * @param chiSquare fixed-sample statistic, valid for one look only; likewise {@code chiSquareP}
     */
    public record SampleRatioReport(
            boolean fired,
            double logE,
            double anytimeP,
            Map<String, Long> counts,
            double chiSquare,
            double chiSquareP) {
        public SampleRatioReport {
            counts = Map.copyOf(counts);
        }
    }

    /** What a closed segment left behind, by treatment: logarithm of its two-sided e-value. */
    public record SegmentEvidence(
            int segment, int epoch, Phase phase, long fromMs, long toMs, Map<String, Double> logE) {
        public SegmentEvidence {
            logE = Map.copyOf(logE);
        }
    }
}
