package dev.leverframe.decisionlog;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads contexts back: by the same rules as those of a select, but for their number, which the domain knows. */
final class ContextTree {
    private static final int NAME_LENGTH_MAX = 128;
    private static final int CATEGORY_LENGTH_MAX = 512;
    private static final double VECTOR_ENTRY_MAX = 1e6;

    private ContextTree() {}

    /** @throws IllegalArgumentException if it is no context */
    static Context read(@Nullable Object value) {
        if (value == null) {
            return Context.NONE;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("context must be an object");
        }
        if (map.get("vector") instanceof List<?> entries) {
            if (map.size() > 1) {
                throw new IllegalArgumentException("a vector stands alone in the context");
            }
            return vector(entries);
        }
        List<Feature> features = new ArrayList<>();
        addAll(features, "", map);
        return features.isEmpty() ? Context.NONE : new Context.Named(features);
    }

    /**
     * The context of {@code dsjson}: the namespace that we write; in logs of others every namespace, its name before those of
     * its features.
     */
    static Context ofNamespaces(Map<?, ?> known) {
        if (known.containsKey(Dsjson.CONTEXT)) {
            return read(known.get(Dsjson.CONTEXT));
        }
        List<Feature> features = new ArrayList<>();
        known.forEach((name, namespace) -> {
            if (!String.valueOf(name).startsWith("_")) {
                if (namespace instanceof Map<?, ?> map) {
                    addAll(features, name + ".", map);
                } else {
                    add(features, String.valueOf(name), namespace);
                }
            }
        });
        return features.isEmpty() ? Context.NONE : new Context.Named(features);
    }

    private static void addAll(List<Feature> features, String prefix, Map<?, ?> map) {
        map.forEach((name, value) -> add(features, prefix + name, value));
    }

    private static void add(List<Feature> features, String name, @Nullable Object value) {
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("a feature's name must have 1 to 128 characters, got " + name.length());
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            features.add(new Context.Numeric(name, number));
        } else if (value instanceof Boolean flag) {
            features.add(new Context.Flag(name, flag));
        } else if (value instanceof String text && text.length() <= CATEGORY_LENGTH_MAX) {
            features.add(new Context.Category(name, text));
        } else if (value != null) {
            throw new IllegalArgumentException(
                    "feature '" + name + "' must be a finite number, a boolean or a text of at most 512 characters");
        }
    }

    private static Context vector(List<?> entries) {
        double[] values = new double[entries.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(entries.get(i) instanceof Double entry && Math.abs(entry) <= VECTOR_ENTRY_MAX)) {
                throw new IllegalArgumentException("a vector holds numbers from -1e6 to 1e6, and not so at " + i);
            }
            values[i] = entry;
        }
        return new Context.Vector(values);
    }
}
