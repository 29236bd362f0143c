package dev.leverframe.domain;

import dev.leverframe.evidence.PropensityAudit;
import dev.leverframe.model.Limits;

/** What a domain remembers of its decisions: those that wait, and the sums over all of them. */
final class Records {
    final DecisionTable table;
    final RecentIds outcomeIds;
    final Tallies tallies = new Tallies();
    final TenantTallies tenants;
    final PropensityAudit audit = new PropensityAudit();
    final Counts counts = new Counts();

    Records(Limits limits) {
        table = new DecisionTable(limits.pendingMax());
        outcomeIds = new RecentIds(limits.pendingMax());
        tenants = new TenantTallies(limits.tenantsMax());
    }
}
