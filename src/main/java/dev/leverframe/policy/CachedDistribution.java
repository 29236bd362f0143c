package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last distribution of a policy that does not look at the context: it stays valid for the same candidates until the
 * policy learns. One slot is enough, as a domain mostly asks for the same candidates.
 */
final class CachedDistribution {
    private long version;
    private long cachedVersion;
    private int[] cachedArms = {};
    private @Nullable Distribution cached;

    /** The posterior changed: what is cached is out of date. */
    void invalidate() {
        version++;
    }

    Distribution get(int[] arms, Supplier<Distribution> compute) {
        Distribution valid = cached;
        if (valid == null || cachedVersion != version || !Arrays.equals(cachedArms, arms)) {
            valid = compute.get();
            cached = valid;
            cachedVersion = version;
            cachedArms = arms.clone();
        }
        return valid;
    }
}
