package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.StableHash;

/**
 * The hash of {@code [salt, domain, key]} modulo the number of slots; each variant owns a run of slots, in configured
 * order. The remainder is unsigned: Java's {@code %} is negative for half of all hashes, and would send them all to the
 * first variant.
 */
final class SlotAllocation extends Allocation {
    private final String salt;
    private final long[] ends;
    private final long total;

    /** @param slots per variant, 0 or more, at least one positive */
    SlotAllocation(ExperimentSpec spec, long[] slots) {
        super(spec);
        this.salt = spec.salt();
        this.ends = new long[slots.length];
        long end = 0;
        for (int v = 0; v < slots.length; v++) {
            end += slots[v];
            ends[v] = end;
        }
        this.total = end;
    }

    @Override
    public int variant(String domain, String key) {
        long slot = Long.remainderUnsigned(StableHash.of(salt, domain, key), total);
        int v = 0;
        while (slot >= ends[v]) {
            v++;
        }
        return v;
    }

    @Override
    public double share(int variant) {
        long begin = variant == 0 ? 0 : ends[variant - 1];
        return (double) (ends[variant] - begin) / total;
    }
}
