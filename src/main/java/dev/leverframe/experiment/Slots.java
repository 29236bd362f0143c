package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How many slots each variant owns. */
final class Slots {
    /** Past it a whole-numbered weight is a mistake, and below it no sum overflows. */
    static final long RAW_WEIGHT_MAX = 1L << 32;

    private Slots() {}

    /**
     * The resolution's slots shared out by largest remainder (Hamilton's method): each weight's quota rounded down, the
     * slots left over to the largest remainders, ties in configured order. The sum is always the resolution, so a
     * reweight moves boundaries and does not reshuffle. Decimal arithmetic, so that weights of .1 and .2 are what they
     * say.
     *
     * @throws IllegalArgumentException if a positive weight is too small for a slot
     */
    static long[] apportioned(ExperimentSpec spec) {
        List<ExperimentSpec.Variant> variants = spec.variants();
        BigDecimal resolution = BigDecimal.valueOf(spec.resolution());
        BigDecimal total = variants.stream().map(Slots::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        long[] slots = new long[variants.size()];
        BigDecimal[] remainders = new BigDecimal[slots.length];
        long left = spec.resolution();
        for (int v = 0; v < slots.length; v++) {
            BigDecimal[] quota = weight(variants.get(v)).multiply(resolution).divideAndRemainder(total);
            slots[v] = quota[0].longValueExact();
            remainders[v] = quota[1];
            left -= slots[v];
        }
        byRemainder(remainders).limit(left).forEach(v -> slots[v]++);
        requireSlots(spec, slots);
        return slots;
    }

    /** Variants by falling remainder; the sort is stable, which keeps ties in configured order. */
    private static IntStream byRemainder(BigDecimal[] remainders) {
        return IntStream.range(0, remainders.length)
                .boxed()
                .sorted(Comparator.comparing((Integer v) -> remainders[v]).reversed())
                .mapToInt(Integer::intValue);
    }

    private static BigDecimal weight(ExperimentSpec.Variant variant) {
        return BigDecimal.valueOf(variant.weight());
    }

    private static void requireSlots(ExperimentSpec spec, long[] slots) {
        for (int v = 0; v < slots.length; v++) {
            ExperimentSpec.Variant variant = spec.variants().get(v);
            if (slots[v] == 0 && variant.weight() > 0) {
                throw new IllegalArgumentException("variant '" + variant.variant() + "' has weight " + variant.weight()
                        + ", which is less than one of " + spec.resolution()
                        + " slots; raise its weight or the resolution, or set the weight to 0");
            }
        }
    }

    /**
     * The weights themselves.
     *
     * @throws IllegalArgumentException if a weight is not a whole number up to {@link #RAW_WEIGHT_MAX}
     */
    static long[] raw(ExperimentSpec spec) {
        return spec.variants().stream().mapToLong(Slots::whole).toArray();
    }

    private static long whole(ExperimentSpec.Variant variant) {
        double weight = variant.weight();
        if (weight != Math.rint(weight) || weight > RAW_WEIGHT_MAX) {
            throw new IllegalArgumentException(
                    "under modulo_raw a weight must be a whole number up to " + RAW_WEIGHT_MAX + ", got " + weight
                            + " for variant '" + variant.variant() + "'; use modulo for fractions");
        }
        return (long) weight;
    }
}
