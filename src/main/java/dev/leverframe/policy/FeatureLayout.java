package dev.leverframe.policy;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Category;
import dev.leverframe.model.FeatureSchema.Declared;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureSchema.Unknown;
import dev.leverframe.model.StableHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which feature stands where in an encoded context:
 *
 * <pre>
 *   0               the constant
 *   1 .. D          declared features by name, then interactions of declared features in their order
 *   D + 1 .. d - 1  what is hashed; a vector's entries
 * </pre>
 */
final class FeatureLayout {
    private final FeatureSchema schema;
    /** First position of each declared feature. */
    private final Map<String, Integer> starts = new HashMap<>();
    /** Index of each value of each declared category. */
    private final Map<String, Map<String, Integer>> values = new HashMap<>();
    /** First position of each interaction; 0 where it is hashed. */
    private final int[] interactionStarts;

    private final int open;
    private final int openWidth;
    private final int contextFeatures;

    FeatureLayout(ContextSpec spec) {
        schema = spec.schema();
        open = 1 + schema.positions();
        openWidth = spec.dimension() - open;
        if (!(openWidth >= 1)) {
            throw new IllegalArgumentException(
                    "dimension must be at least " + (open + 1) + ", got " + spec.dimension());
        }
        int at = 1;
        for (Map.Entry<String, Declared> feature : schema.features().entrySet()) {
            starts.put(feature.getKey(), at);
            at += feature.getValue().width();
            indexValues(feature.getKey(), feature.getValue());
        }
        interactionStarts = new int[schema.interactions().size()];
        for (int i = 0; i < interactionStarts.length; i++) {
            int width = schema.width(schema.interactions().get(i));
            interactionStarts[i] = width == 0 ? 0 : at;
            at += width;
        }
        contextFeatures =
                (int) starts.keySet().stream().filter(name -> !isOfArm(name)).count();
    }

    private void indexValues(String name, Declared declared) {
        if (declared instanceof Category category) {
            Map<String, Integer> indices = new HashMap<>();
            category.values().forEach(value -> indices.put(value, indices.size()));
            values.put(name, indices);
        }
    }

    @Nullable
    Declared declared(String name) {
        return schema.declared(name);
    }

    /** The declared numbers, in alphabetical order. */
    List<String> numericNames() {
        return schema.features().entrySet().stream()
                .filter(feature -> feature.getValue() instanceof FeatureSchema.Numeric)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many features of contexts are declared. */
    int contextFeatures() {
        return contextFeatures;
    }

    /** Whether a feature of a context can be unknown. */
    boolean isClosed() {
        return schema.isClosed();
    }

    /** Whether a feature that is not declared leaves no trace; those of the arms always do, the domain names them itself. */
    boolean ignores(String name) {
        return schema.unknown() == Unknown.IGNORE && !isOfArm(name);
    }

    static boolean isOfArm(String name) {
        return name.startsWith(FeatureSchema.ARM_PREFIX);
    }

    /** First position that no declared feature has. */
    int open() {
        return open;
    }

    int start(String name) {
        return starts.getOrDefault(name, 0);
    }

    /** Index of the value among those declared; one past them for any other. */
    int index(Category category, String name, String value) {
        return values.getOrDefault(name, Map.of())
                .getOrDefault(value, category.values().size());
    }

    List<Interaction> interactions() {
        return schema.interactions();
    }

    /** First position of the i-th interaction; 0 where it is hashed. */
    int interactionStart(int i) {
        return interactionStarts[i];
    }

    int hashed(long hash) {
        return open + (int) Long.remainderUnsigned(hash, openWidth);
    }

    /** Hash of a feature that is not declared. */
    static long hash(Feature feature) {
        return feature instanceof Context.Category category
                ? StableHash.of("category", category.name(), category.value())
                : StableHash.of(kind(feature), feature.name());
    }

    /** Hash of an interaction, whatever is declared. */
    static long hash(Feature left, Feature right) {
        return StableHash.of(
                "interaction", kind(left), left.name(), value(left), kind(right), right.name(), value(right));
    }

    private static String kind(Feature feature) {
        if (feature instanceof Context.Numeric) {
            return "numeric";
        }
        return feature instanceof Context.Flag ? "flag" : "category";
    }

    private static String value(Feature feature) {
        return feature instanceof Context.Category category ? category.value() : "";
    }
}
