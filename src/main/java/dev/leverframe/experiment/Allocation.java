package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.StableHash;

/**
 * Which variant a unit gets, and whether it takes part at all. A pure function of the specification, the domain and the
 * key: the same on every machine and after every restart. Immutable.
 *
 * <p>Exposure hashes {@code [salt + "#exposure", domain, key]}, apart from the variant's hash: widening the exposure
 * only adds units and never moves one.
 */
public abstract sealed class Allocation permits SlotAllocation, RendezvousAllocation {
    private static final String EXPOSURE_SUFFIX = "#exposure";
    private static final int BASIS_POINTS = 10_000;

    private final String exposureSalt;
    private final int exposureBps;

    Allocation(ExperimentSpec spec) {
        this.exposureSalt = spec.salt() + EXPOSURE_SUFFIX;
        this.exposureBps = spec.exposureBps();
    }

    /**
     * @throws IllegalArgumentException if no weight is positive, a weight is negative or not finite, or the scheme
     *     cannot honour a weight; the message says what to change
     */
    public static Allocation of(ExperimentSpec spec) {
        requireWeights(spec);
        return switch (spec.allocation()) {
            case MODULO -> new SlotAllocation(spec, Slots.apportioned(spec));
            case MODULO_RAW -> new SlotAllocation(spec, Slots.raw(spec));
            case RENDEZVOUS -> new RendezvousAllocation(spec);
        };
    }

    private static void requireWeights(ExperimentSpec spec) {
        double total = 0;
        for (ExperimentSpec.Variant variant : spec.variants()) {
            double weight = variant.weight();
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a weight must be finite and 0 or more, got " + weight
                        + " for variant '" + variant.variant() + "'");
            }
            total += weight;
        }
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weights of experiment '" + spec.experiment()
                    + "' must have a positive, finite sum, got " + total + "; give at least one variant a weight");
        }
    }

    /** Index into the specification's variants; never one with weight 0. */
    public abstract int variant(String domain, String key);

    /**
     * The part of the units that this variant gets, in [0, 1]; as allocated, which may differ from the weights by
     * rounding.
     */
    public abstract double share(int variant);

    /** Whether the unit takes part while the experiment is active. */
    public final boolean exposed(String domain, String key) {
        long hash = StableHash.of(exposureSalt, domain, key);
        return Long.remainderUnsigned(hash, BASIS_POINTS) < exposureBps;
    }
}
