package dev.leverframe.domain;

import java.util.HashMap;
import java.util.Map;

/** The tallies of the tenants, kept apart up to a bound; further tenants are counted together under one name. */
final class TenantTallies {
    /** Not a name that a tenant can have. */
    static final String OTHER = "(other)";

    private final Map<String, Tallies> tenants = new HashMap<>();
    private final int tenantsMax;

    TenantTallies(int tenantsMax) {
        this.tenantsMax = tenantsMax;
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
