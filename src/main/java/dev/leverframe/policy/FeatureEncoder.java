package dev.leverframe.policy;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Category;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Context.Flag;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.Context.Numeric;
import dev.leverframe.model.Context.Vector;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.StableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Encodes contexts as sparse vectors of a fixed dimension, by feature hashing with signs (Weinberger, Dasgupta,
 * Langford, Smola and Attenberg, "Feature Hashing for Large Scale Multitask Learning", 2009). Position 0 is the
 * constant 1.
 *
 * <pre>
 *   position = 1 + h mod (dimension - 1)     h: 64-bit hash of kind, name and, for a category, value
 *   sign     = -1 if the top bit of h is set, else +1
 *   value    = standardised number, +1 or -1 for a flag, 1 for a category, times the sign
 * </pre>
 *
 * Features that meet in one position add up; the signs make that unbiased on average. A number is standardised by the
 * mean and deviation of what was observed under its name, and clipped to [-3, 3] ({@link NumericScales}). Entry i of a
 * context that is a vector goes to position i + 1 as it was sent.
 *
 * <p>{@link #encode} changes nothing, so that the same decision is always explained alike; what it depends on moves
 * only by {@link #observe}. Not thread-safe: one owner.
 */
public final class FeatureEncoder {
    private static final Comparator<Entry> BY_POSITION_THEN_VALUE =
            Comparator.comparingInt(Entry::position).thenComparingDouble(Entry::value);

    private final int dimension;
    private final NumericScales scales = new NumericScales();

    /** @param dimension positions of an encoded context, the constant among them; at least 2 */
    public FeatureEncoder(int dimension) {
        if (!(dimension >= 2)) {
            throw new IllegalArgumentException("dimension must be at least 2, got " + dimension);
        }
        this.dimension = dimension;
    }

    /**
     * Takes the numbers of a context into the standardisation of later ones.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public void observe(Context context) {
        if (context instanceof Named named) {
            for (Feature feature : named.features()) {
                if (feature instanceof Numeric numeric) {
                    scales.observe(numeric.name(), numeric.value());
                }
            }
        }
    }

    /**
     * The context as policies see it; the order of named features does not matter.
     *
     * @throws IllegalArgumentException if a vector has more than dimension - 1 entries, or one that is not finite
     */
    public FeatureVector encode(Context context) {
        if (context instanceof Vector vector) {
            return encodeVector(vector);
        }
        List<Feature> features = ((Named) context).features();
        return features.isEmpty() ? FeatureVector.CONSTANT : encodeNamed(features);
    }

    private FeatureVector encodeVector(Vector vector) {
        if (vector.size() > dimension - 1) {
            throw new IllegalArgumentException(
                    "a context vector may have at most " + (dimension - 1) + " entries, got " + vector.size());
        }
        double[] x = new double[vector.size() + 1];
        x[0] = 1;
        for (int i = 0; i < vector.size(); i++) {
            x[i + 1] = vector.get(i);
        }
        return FeatureVector.dense(x);
    }

    /** Sums in sorted order, so that the last bit does not depend on the caller's order either. */
    private FeatureVector encodeNamed(List<Feature> features) {
        List<Entry> entries = new ArrayList<>(features.size());
        for (Feature feature : features) {
            entries.add(entry(feature));
        }
        entries.sort(BY_POSITION_THEN_VALUE);
        int[] positions = new int[entries.size() + 1];
        double[] values = new double[entries.size() + 1];
        values[0] = 1;
        int last = 0;
        for (Entry entry : entries) {
            if (entry.position() != positions[last]) {
                positions[++last] = entry.position();
            }
            values[last] += entry.value();
        }
        return FeatureVector.of(Arrays.copyOf(positions, last + 1), Arrays.copyOf(values, last + 1));
    }

    private Entry entry(Feature feature) {
        if (feature instanceof Numeric numeric) {
            double value = scales.standardised(numeric.name(), numeric.value());
            return entry(StableHash.of("numeric", numeric.name()), value);
        }
        if (feature instanceof Flag flag) {
            return entry(StableHash.of("flag", flag.name()), flag.value() ? 1 : -1);
        }
        Category category = (Category) feature;
        return entry(StableHash.of("category", category.name(), category.value()), 1);
    }

    private Entry entry(long hash, double value) {
        int position = 1 + (int) Long.remainderUnsigned(hash, dimension - 1);
        return new Entry(position, hash < 0 ? -value : value);
    }

    private record Entry(int position, double value) {}
}
