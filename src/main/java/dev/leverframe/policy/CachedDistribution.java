package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last distribution of a policy that does not look at the context: it stays valid for the same candidates until the
 * policy learns or, where rewards are forgotten, until time has moved on. One slot is enough, as a domain mostly asks for
 * the same candidates.
 */
final class CachedDistribution {
    private long version;
    private long cachedVersion;
    private long cachedAt;
    private int[] cachedArms = {};
    private @Nullable Distribution cached;

    /** The posterior changed: what is cached is out of date. */
    void invalidate() {
        version++;
    }

    Distribution get(int[] arms, Supplier<Distribution> compute) {
        return get(arms, 0, compute);
    }

    /** @param at the same for all times at which the distribution is the same */
    Distribution get(int[] arms, long at, Supplier<Distribution> compute) {
        Distribution valid = cached;
        if (valid == null || cachedVersion != version || cachedAt != at || !Arrays.equals(cachedArms, arms)) {
            valid = compute.get();
            cached = valid;
            cachedVersion = version;
            cachedAt = at;
            cachedArms = arms.clone();
        }
        return valid;
    }
}
