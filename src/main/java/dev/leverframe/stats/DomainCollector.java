package dev.leverframe.stats;

import dev.leverframe.model.DomainStats;
import dev.leverframe.model.DomainStats.ArmStats;
import dev.leverframe.model.DomainStats.ExperimentStats;
import dev.leverframe.model.DomainStats.VariantStats;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Flags;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;

/**
 * Shows the figures of the domains to Prometheus. Labels are names from configuration or bounded tables, never a unit; the
 * series by arm are bounded for the whole process, and what is left out is counted.
 */
final class DomainCollector implements MultiCollector {
    private static final int ARM_SERIES_MAX = 10_000;

    private volatile List<DomainStats> figures = List.of();
    private volatile Flags flags = Flags.OFF;

    /** What the next scrape shows. */
    void show(List<DomainStats> latest, Flags latestFlags) {
        figures = List.copyOf(latest);
        flags = latestFlags;
    }

    @Override
    public MetricSnapshots collect() {
        SnapshotWriter writer = new SnapshotWriter();
        for (Flags.Flag flag : Flags.Flag.values()) {
            writer.gauge(
                    "leverframe_flag_enabled",
                    "1 while the flag is on",
                    Labels.of("flag", flag.name()),
                    flags.get(flag) ? 1 : 0);
        }
        writer.gauge("leverframe_domains", "Domains that run", Labels.EMPTY, figures.size());
        int armSeries = 0;
        for (DomainStats domain : figures) {
            collectDomain(writer, domain);
            armSeries += domain.arms().size();
            if (armSeries <= ARM_SERIES_MAX) {
                domain.arms().forEach(arm -> collectArm(writer, domain.domain(), arm));
            }
            domain.experiments().forEach(experiment -> collectExperiment(writer, domain.domain(), experiment));
            domain.watches().forEach(watch -> WatchCollector.collect(writer, domain.domain(), watch));
        }
        writer.gauge(
                "leverframe_arm_series_dropped",
                "Arms without series of their own because there are too many",
                Labels.EMPTY,
                Math.max(0, armSeries - ARM_SERIES_MAX));
        return writer.snapshots();
    }

    private static void collectDomain(SnapshotWriter writer, DomainStats domain) {
        Labels labels = Labels.of("domain", domain.domain());
        DomainStats.Counts counts = domain.counts();
        writer.counter("leverframe_selects", "Decisions made", labels, counts.selects());
        writer.gauge("leverframe_pending_decisions", "Decisions that wait for their outcome", labels, counts.pending());
        writer.counter(
                "leverframe_expired_decisions", "Decisions whose outcome did not come", labels, counts.expired());
        writer.counter(
                "leverframe_evicted_decisions", "Decisions forgotten early for want of room", labels, counts.evicted());
        writer.counter(
                "leverframe_outcomes_missing",
                "Decisions whose time ended without an outcome, be it up or be there no room",
                labels,
                counts.expired() + counts.evicted());
        outcome(writer, labels, "recorded", counts.outcomes());
        outcome(writer, labels, "unattributed", counts.unattributed());
        outcome(writer, labels, "imported", counts.imported());
        outcome(writer, labels, "duplicate", counts.duplicates());
        outcome(writer, labels, "late", counts.late());
        outcome(writer, labels, "unknown", counts.unknown());
        for (FallbackCause cause : FallbackCause.values()) {
            writer.counter(
                    "leverframe_fallbacks",
                    "Decisions that fell back, by cause",
                    labels.merge(Labels.of("cause", cause.word())),
                    counts.fallbacks().getOrDefault(cause, 0L));
        }
        counts.refusals()
                .forEach((code, count) -> writer.counter(
                        "leverframe_domain_refusals",
                        "Selects and outcomes refused by the domain, by cause",
                        labels.merge(Labels.of("code", code.name().toLowerCase(Locale.ROOT))),
                        count));
        writer.gauge(
                "leverframe_quarantined_policies",
                "Policies whose state broke and that have not learned their way back, those given up among them",
                labels,
                domain.quarantined());
        writer.gauge(
                "leverframe_propensity_audit_fired",
                "1 where logged propensities and realised picks disagree",
                labels,
                domain.audit().fired() ? 1 : 0);
        writer.gauge(
                "leverframe_propensity_audit_log_e",
                "Largest log e-value against the logged propensities of any arm",
                labels,
                domain.audit().logEMax());
        writer.gauge(
                "leverframe_propensity_error_max",
                "Largest numerical error that a policy estimated for its probabilities, before they were normalised",
                labels,
                domain.audit().errorMax());
        collectFeatures(writer, labels, domain.features());
    }

    private static void collectFeatures(SnapshotWriter writer, Labels domain, DomainStats.Features features) {
        feature(writer, domain, "missing", features.missing());
        feature(writer, domain, "unknown", features.unknown());
        feature(writer, domain, "new", features.fresh());
        feature(writer, domain, "unseen", features.unseen());
        feature(writer, domain, "mismatched", features.mismatched());
        feature(writer, domain, "dropped", features.dropped());
    }

    private static void feature(SnapshotWriter writer, Labels domain, String kind, long count) {
        writer.counter(
                "leverframe_features",
                "Features of contexts that were not as declared, by what was wrong",
                domain.merge(Labels.of("kind", kind)),
                count);
    }

    private static void outcome(SnapshotWriter writer, Labels domain, String result, long count) {
        writer.counter(
                "leverframe_outcomes",
                "Outcomes by what became of them",
                domain.merge(Labels.of("result", result)),
                count);
    }

    private static void collectArm(SnapshotWriter writer, String domain, ArmStats arm) {
        Labels labels = Labels.of("domain", domain, "arm", arm.arm());
        writer.counter("leverframe_arm_selects", "Decisions that served the arm", labels, arm.selects());
        writer.counter("leverframe_arm_pulls", "Its decisions with a recorded outcome", labels, arm.pulls());
        writer.counter("leverframe_arm_reward", "Their rewards", labels, arm.rewardSum());
    }

    private static void collectExperiment(SnapshotWriter writer, String domain, ExperimentStats experiment) {
        for (VariantStats variant : experiment.variants()) {
            Labels labels = Labels.of(
                    "domain",
                    domain,
                    "experiment",
                    experiment.experiment(),
                    "variant",
                    variant.variant(),
                    "phase",
                    experiment.phase().word());
            writer.gauge(
                    "leverframe_variant_pulls", "Pulls in this segment, in the phase's view", labels, variant.pulls());
            writer.gauge("leverframe_variant_reward_sum", "Rewards in this segment", labels, variant.rewardSum());
            writer.gauge("leverframe_variant_regret_sum", "Regret in this segment", labels, variant.regretSum());
            writer.gauge(
                    "leverframe_variant_effective_sample_size",
                    "What the counterfactual estimate rests on, in decisions",
                    labels,
                    variant.counterfactual().ess());
        }
    }
}
