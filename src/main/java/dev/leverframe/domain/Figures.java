package dev.leverframe.domain;

import dev.leverframe.evidence.PropensityAudit;
import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.experiment.Surroundings;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Fact.Discarded;
import java.util.List;

/** Gathers the figures of a domain. Changes nothing. */
final class Figures {
    private final Knowledge knowledge;
    private final Records records;

    Figures(Knowledge knowledge, Records records) {
        this.knowledge = knowledge;
        this.records = records;
    }

    DomainStats all() {
        return new DomainStats(
                knowledge.domain(),
                knowledge.core().type(),
                records.counts.stats(records.tallies),
                audit(),
                knowledge.encoding().counts.stats(),
                records.tallies.stats(knowledge.arms),
                knowledge.experiments().stream().map(ExperimentState::stats).toList(),
                BrokenPolicies.of(knowledge),
                knowledge.experiments().stream().map(ExperimentState::watch).toList());
    }

    DomainStats of(String tenant) {
        Tallies own = records.tenants.read(tenant);
        return new DomainStats(
                knowledge.domain(),
                knowledge.core().type(),
                Counts.ofTenant(own),
                audit(),
                knowledge.encoding().counts.stats(),
                own.stats(knowledge.arms),
                List.of(),
                List.of(),
                List.of());
    }

    /** What an experiment's report says of the domain around it. */
    Surroundings around(long nowMs) {
        DomainSpec spec = knowledge.configured();
        return new Surroundings(
                knowledge.domain(),
                nowMs,
                spec.decisionTtlMs(),
                spec.reward(),
                records.counts.discardedFor(Discarded.LATE),
                records.audit.verdict().fired(),
                records.arms.reports(knowledge.arms));
    }

    private DomainStats.Audit audit() {
        PropensityAudit.Verdict verdict = records.audit.verdict();
        boolean any = verdict.n() > 0;
        return new DomainStats.Audit(
                verdict.n(),
                verdict.fired(),
                verdict.logE(),
                any ? knowledge.arms.name(verdict.arm()) : null,
                records.counts.propensityErrorMax());
    }
}
