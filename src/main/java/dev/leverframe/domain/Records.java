package dev.leverframe.domain;

import dev.leverframe.evidence.PropensityAudit;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.DecisionsExpired;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Snapshot;
import java.util.function.LongFunction;

/** What a domain remembers of its decisions: those that wait, and the sums over all of them. */
final class Records {
    final DecisionTable table;
    final RecentIds outcomeIds;
    final Tallies tallies = new Tallies();
    final TenantTallies tenants;
    final PropensityAudit audit = new PropensityAudit();
    final Counts counts = new Counts();
    final ArmEvidence arms = new ArmEvidence();
    private int pendingMax;
    private int tenantsMax;

    Records(Limits limits) {
        this(limits.pendingMax(), limits.tenantsMax());
    }

    private Records(int pendingMax, int tenantsMax) {
        this.pendingMax = pendingMax;
        this.tenantsMax = tenantsMax;
        table = new DecisionTable(pendingMax);
        outcomeIds = new RecentIds(pendingMax);
        tenants = new TenantTallies(tenantsMax);
    }

    /** See {@link DomainState#bound}. */
    boolean bound(Limits limits) {
        boolean changed = pendingMax != limits.pendingMax() || tenantsMax != limits.tenantsMax();
        pendingMax = limits.pendingMax();
        tenantsMax = limits.tenantsMax();
        table.bound(pendingMax);
        outcomeIds.bound(pendingMax);
        tenants.bound(tenantsMax);
        return changed;
    }

    /** Memory of what is remembered for outcomes. */
    long bytes() {
        return table.bytes() + outcomeIds.bytes();
    }

    /** Says that the oldest are forgotten, of decisions and of ids as much as they take, until so much memory is free. */
    DecisionsExpired forgetting(long bytes, long nowMs, long madeBeforeMs) {
        long ofDecisions = (long) Math.ceil(bytes * (double) table.bytes() / bytes());
        return new DecisionsExpired(
                nowMs, madeBeforeMs, table.oldest(ofDecisions), outcomeIds.oldest(bytes - ofDecisions));
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .counts("pending_max", pendingMax)
                .counts("tenants_max", tenantsMax)
                .part("decisions", table.snapshot())
                .texts("outcome_ids", outcomeIds.toList())
                .part("tallies", tallies.snapshot())
                .part("tenants", tenants.snapshot())
                .part("audit", audit.snapshot())
                .part("counts", counts.snapshot())
                .part("arms", arms.snapshot())
                .build();
    }

    /**
     * The records that a snapshot was taken of.
     *
     * @param limits where the snapshot says none
     * @param decision of a number that the snapshot refers to
     */
    static Records restored(Snapshot kept, Limits limits, LongFunction<DecisionMade> decision) {
        Records records = new Records((int) kept.count("pending_max", limits.pendingMax()), (int)
                kept.count("tenants_max", limits.tenantsMax()));
        kept.restore("decisions", part -> records.table.restore(part, decision));
        kept.texts("outcome_ids").forEach(records.outcomeIds::add);
        kept.restore("tallies", records.tallies::restore);
        kept.restore("tenants", records.tenants::restore);
        kept.restore("audit", records.audit::restore);
        kept.restore("counts", records.counts::restore);
        kept.restore("arms", records.arms::restore);
        return records;
    }
}
