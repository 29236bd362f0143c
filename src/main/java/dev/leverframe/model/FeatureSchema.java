package dev.leverframe.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The features that a domain declares. A declared feature has positions of its own in an encoded context, which it shares
 * with nothing. A name that begins with {@code arm.} is a feature of the arms.
 *
 * @param features by name, in alphabetical order, so that the order in which they were written does not matter
 * @param unknown what becomes of features that are not declared
 */
public record FeatureSchema(Map<String, Declared> features, List<Interaction> interactions, Unknown unknown) {
    /** No feature is declared: every one is hashed. */
    public static final FeatureSchema NONE = new FeatureSchema(Map.of(), List.of(), Unknown.HASH);

    /** Begins the name of a feature that belongs to the arms. */
    public static final String ARM_PREFIX = "arm.";

    public FeatureSchema {
        features = Collections.unmodifiableMap(new TreeMap<>(features));
        interactions = List.copyOf(interactions);
    }

    /** What a feature is declared to be. */
    public sealed interface Declared {
        /** How many positions it has. */
        int width();
    }

    /**
     * A number.
     *
     * @param min the number that becomes -1; used by {@link Scale#RANGE} only, likewise {@code max}, which becomes 1
     */
    public record Numeric(Scale scale, double min, double max) implements Declared {
        @Override
        public int width() {
            return 1;
        }
    }

    /** True or false, encoded as 1 or -1. */
    public record Flag() implements Declared {
        @Override
        public int width() {
            return 1;
        }
    }

    /** One of the values; all others share one position more. */
    public record Category(List<String> values) implements Declared {
        public Category {
            values = List.copyOf(values);
        }

        @Override
        public int width() {
            return values.size() + 1;
        }
    }

    /** The product of two features as they are encoded. */
    public record Interaction(String left, String right) {}

    /** How a declared number is brought to scale. */
    public enum Scale implements Worded {
        /** By the running mean and deviation, clipped to [-3, 3]. */
        STANDARDISE,
        /** As it was sent, clipped to [-1e6, 1e6]. */
        NONE,
        /** The logarithm of 1 + its size, with its sign; then as {@link #STANDARDISE}. */
        LOG,
        /** Its declared range to [-1, 1], clipped to that. */
        RANGE
    }

    /** What becomes of a feature that is not declared. */
    public enum Unknown implements Worded {
        HASH,
        IGNORE
    }

    /** Whether a feature of a context can be unknown. */
    public boolean isClosed() {
        return !features.isEmpty() || unknown == Unknown.IGNORE;
    }

    /** What this feature is declared to be, or null. */
    public @Nullable Declared declared(String name) {
        return features.get(name);
    }

    /** How many positions an interaction has of its own; 0 where one of its features is not declared: it is hashed. */
    public int width(Interaction interaction) {
        Declared left = features.get(interaction.left());
        Declared right = features.get(interaction.right());
        return left == null || right == null ? 0 : Math.multiplyExact(left.width(), right.width());
    }

    /** How many positions all of them have together, the constant not counted. */
    public int positions() {
        int sum = 0;
        for (Declared declared : features.values()) {
            sum = Math.addExact(sum, declared.width());
        }
        for (Interaction interaction : interactions) {
            sum = Math.addExact(sum, width(interaction));
        }
        return sum;
    }

    /** A number that differs, but for a chance of 2^-64, where anything that matters to the encoding differs. */
    long fingerprint(int dimension) {
        List<String> fields = new ArrayList<>(
                List.of(Integer.toString(dimension), unknown.word(), Integer.toString(features.size())));
        features.forEach((name, declared) -> {
            fields.add(name);
            addFields(fields, declared);
        });
        for (Interaction interaction : interactions) {
            fields.addAll(List.of("interaction", interaction.left(), interaction.right()));
        }
        return StableHash.of(fields.toArray(String[]::new));
    }

    private static void addFields(List<String> fields, Declared declared) {
        if (declared instanceof Numeric numeric) {
            fields.addAll(List.of("numeric", numeric.scale().word(), bits(numeric.min()), bits(numeric.max())));
        } else if (declared instanceof Category category) {
            fields.addAll(
                    List.of("categorical", Integer.toString(category.values().size())));
            fields.addAll(category.values());
        } else {
            fields.add("boolean");
        }
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToLongBits(value));
    }
}
