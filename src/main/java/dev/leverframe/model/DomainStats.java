package dev.leverframe.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one domain at one moment.
 *
 * @param policy type of the core policy
 * @param counts what was counted
 * @param features what was counted of the features of contexts
 * @param arms per arm, in the order in which the arms were added
 * @param broken the policies now in place whose state ever broke
 * @param watches per experiment, as it was last judged
 */
public record DomainStats(
        String domain,
        String policy,
        Counts counts,
        Audit audit,
        Features features,
        List<ArmStats> arms,
        List<ExperimentStats> experiments,
        List<Broken> broken,
        List<Watch> watches) {
    public DomainStats {
        watches = List.copyOf(watches);
        broken = List.copyOf(broken);
        arms = List.copyOf(arms);
        experiments = List.copyOf(experiments);
    }

    /** How often the state of the policies now in place broke. */
    public long quarantines() {
        return broken.stream().mapToLong(Broken::breaks).sum();
    }

    /** How many policies are in quarantine now, those given up among them. */
    public long quarantined() {
        return broken.stream().filter(each -> each.health() != Health.HEALED).count();
    }

    /**
     * A policy whose state broke.
     *
     * @param experiment whose variant it is; null for the core policy and the reserve, likewise {@code variant}
     * @param breaks how often, at least 1
     * @param flaw what was found the last time
     */
    public record Broken(
            @Nullable String experiment,
            @Nullable String variant,
            String policy,
            long breaks,
            Health health,
            String flaw) {}

    /** How a policy is whose state broke. */
    public enum Health implements Worded {
        /** It learned enough since. */
        HEALED,
        /** It serves and learns from its last good state. */
        QUARANTINED,
        /** It broke too often and serves no more. */
        GIVEN_UP
    }

    /**
     * Counts since the domain began.
     *
     * @param selects decisions made
     * @param outcomes outcomes joined to a decision
     * @param pending decisions that wait for their outcome
     * @param unattributed outcomes reported for an arm alone
     * @param imported logged rewards that were learned from as a warm start
     * @param expired decisions whose outcome did not come in time
     * @param evicted decisions forgotten before their time because too many were waiting
     * @param fallbacks decisions that fell back, by cause
     * @param refusals selects and outcomes refused by the domain, by code; since the process started
     */
    public record Counts(
            long selects,
            long outcomes,
            long pending,
            long unattributed,
            long imported,
            long duplicates,
            long late,
            long unknown,
            long expired,
            long evicted,
            Map<FallbackCause, Long> fallbacks,
            Map<Refusal.Code, Long> refusals) {
        public Counts {
            fallbacks = Map.copyOf(fallbacks);
            refusals = Map.copyOf(refusals);
        }
    }

    /**
     * The self-check of the propensities.
     *
     * @param decisions decisions audited
     * @param fired whether logged propensities and realised picks disagree
     * @param logEMax the largest log e-value of any arm
     * @param arm the arm with that value, or null before the first decision
     * @param errorMax the largest numerical error that a policy estimated for a distribution of its own, before it was
     *     normalised
     */
    public record Audit(
            long decisions,
            boolean fired,
            double logEMax,
            @Nullable String arm,
            double errorMax) {}

    /**
     * Features of contexts that were not as declared, one count a feature and decision or imported reward.
     *
     * @param missing declared, but absent or of another type
     * @param unknown not declared, where something is
     * @param fresh not declared, and the first of its name
     * @param unseen a declared category, with a value that is not listed
     * @param mismatched declared, but of another type
     * @param dropped without any influence on the encoded context
     */
    public record Features(long missing, long unknown, long fresh, long unseen, long mismatched, long dropped) {}

    /**
     * One arm.
     *
     * @param live whether it can be chosen now
     * @param selects decisions that served it
     * @param pulls its decisions with a recorded outcome
     * @param rewardSum their rewards
     */
    public record ArmStats(String arm, boolean live, long selects, long pulls, double rewardSum) {}

    /**
     * One experiment, in its current segment.
     *
     * @param selects decisions of this segment
     * @param closed the segments before, oldest first
     */
    public record ExperimentStats(
            String experiment,
            Phase phase,
            String control,
            int segment,
            long selects,
            List<VariantStats> variants,
            List<SegmentStats> closed) {
        public ExperimentStats {
            variants = List.copyOf(variants);
            closed = List.copyOf(closed);
        }
    }

    /**
     * How an experiment stands.
     *
     * @param verdict as of the last time that it was judged; of this process only
     * @param allocatedFired whether units are allocated in other shares than planned; {@code matureFired}: whether those that
     *     are counted are
     * @param weightsFired by variant: whether importance weights average what they cannot, as of the last judgement
     * @param acted the verdict that was acted on without anybody's consent, or null
     */
    public record Watch(
            String experiment,
            Verdict verdict,
            boolean allocatedFired,
            boolean matureFired,
            Map<String, Boolean> weightsFired,
            @Nullable Verdict acted) {
        public Watch {
            weightsFired = Map.copyOf(weightsFired);
        }
    }

    /** A closed segment: its totals stay what they were but for outcomes that still come in. */
    public record SegmentStats(int segment, Phase phase, long fromMs, long toMs, List<VariantStats> variants) {
        public SegmentStats {
            variants = List.copyOf(variants);
        }
    }

    /**
     * One variant in one segment.
     *
     * @param share the part of the units that is allocated to it
     * @param viewsRealised whether the realised ledger is the one that the four numbers of the phase are read from (while active), or the
     *     counterfactual one
     * @param pending its served (active) or watched (shadow) decisions that wait for an outcome
     * @param matchedPulls a diagnostic: how often a draw from the variant's own distribution was the served arm
     */
    public record VariantStats(
            String variant,
            String policy,
            double weight,
            double share,
            boolean viewsRealised,
            long pending,
            long matchedPulls,
            Realised realised,
            Counterfactual counterfactual) {

        /** Pulls of the ledger that the phase calls for. */
        public long pulls() {
            return viewsRealised ? realised.n() : counterfactual.n();
        }

        /** Sum of rewards of that ledger. */
        public double rewardSum() {
            return viewsRealised ? realised.rewardSum() : counterfactual.rewardSum();
        }

        /** Regret of that ledger against the best arm's running mean. */
        public double regretSum() {
            return viewsRealised ? realised.regretSum() : counterfactual.regretSum();
        }
    }

    /** Served decisions only. {@code se}: standard error of the mean, NaN below two. */
    public record Realised(long n, double rewardSum, double se, double regretSum) {}

    /** Doubly robust value on decisions that anybody served; NaN where there is nothing to divide by. */
    public record Counterfactual(
            long n,
            double rewardSum,
            double se,
            double ips,
            double snips,
            double ess,
            double maxWeight,
            double meanWeight,
            double unsupportedMass,
            double regretSum) {}
}
