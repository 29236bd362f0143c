package dev.leverframe.domain;

import dev.leverframe.model.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tallies of the tenants, kept apart up to a bound; further tenants are counted together under one name. */
final class TenantTallies {
    /** Not a name that a tenant can have. */
    static final String OTHER = "(other)";

    private final Map<String, Tallies> tenants = new LinkedHashMap<>();
    private int tenantsMax;

    TenantTallies(int tenantsMax) {
        this.tenantsMax = tenantsMax;
    }

    /** Acts on another bound from the next tenant on; those that are known stay apart. */
    void bound(int changed) {
        tenantsMax = changed;
    }

    /** In the order in which the tenants came. */
    Snapshot snapshot() {
        return Snapshot.builder()
                .texts("names", List.copyOf(tenants.keySet()))
                .parts(
                        "tallies",
                        tenants.values().stream().map(Tallies::snapshot).toList())
                .build();
    }

    /** Takes over what a snapshot kept, where nobody was seen yet. */
    void restore(Snapshot kept) {
        List<String> names = kept.texts("names");
        List<Snapshot> parts = kept.parts("tallies");
        for (int i = 0; i < names.size(); i++) {
            Tallies own = new Tallies();
            own.restore(parts.get(i));
            tenants.put(names.get(i), own);
        }
    }

    /** The tallies to count a tenant's decision in. */
    Tallies of(String tenant) {
        Tallies known = tenants.get(tenant);
        if (known != null) {
            return known;
        }
        String name = tenants.size() < tenantsMax ? tenant : OTHER;
        return tenants.computeIfAbsent(name, any -> new Tallies());
    }

    /** The tallies of a tenant, empty for one that was never seen; nothing is remembered by asking. */
    Tallies read(String tenant) {
        return tenants.getOrDefault(tenant, new Tallies());
    }
}
