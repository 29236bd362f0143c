package dev.leverframe.bus;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the context of a plain select ({@link PlainSelect}); {@link ContextReader} reads the others. */
final class PlainContext {
    /** More are left to the other reader, which finds names that are given twice by hashing. */
    private static final int FEATURES_MAX = 32;

    private static final int ENTRIES_EXPECTED = 64;

    private final PlainJson json;
    private final int featuresMax;
    private final String[] names = new String[FEATURES_MAX];
    private final List<Feature> features = new ArrayList<>(FEATURES_MAX);
    private double[] entries = new double[ENTRIES_EXPECTED];
    private int named;
    private Context.@Nullable Vector vector;

    PlainContext(PlainJson json, int featuresMax) {
        this.json = json;
        this.featuresMax = Math.min(featuresMax, FEATURES_MAX);
    }

    /** The context that stands next; null where it is not plain, or anything is wrong with it. */
    @Nullable
    Context read() {
        named = 0;
        vector = null;
        features.clear();
        if (!json.take('{')) {
            return null;
        }
        if (json.take('}')) {
            return Context.NONE;
        }
        return readFeatures() ? build() : null;
    }

    private @Nullable Context build() {
        if (vector == null) {
            return features.isEmpty() ? Context.NONE : new Context.Named(features);
        }
        return named == 1 ? vector : null;
    }

    private boolean readFeatures() {
        do {
            String name = json.word();
            if (name == null || named == featuresMax || !isNew(name) || !json.take(':') || !readFeature(name)) {
                return false;
            }
            names[named++] = name;
        } while (json.take(','));
        return json.take('}');
    }

    private boolean isNew(String name) {
        for (int i = 0; i < named; i++) {
            if (names[i].hashCode() == name.hashCode() && names[i].equals(name)) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= ContextReader.NAME_LENGTH_MAX;
    }

    private boolean readFeature(String name) {
        return switch (json.peek()) {
            case '"' -> readCategory(name);
            case 't' -> readFlag(name, true, "true");
            case 'f' -> readFlag(name, false, "false");
            case 'n' -> json.takeLiteral("null");
            case '[' -> name.equals(ContextReader.VECTOR) && readVector();
            default -> readNumber(name);
        };
    }

    private boolean readFlag(String name, boolean value, String literal) {
        features.add(new Context.Flag(name, value));
        return json.takeLiteral(literal);
    }

    private boolean readNumber(String name) {
        double value = json.number();
        features.add(new Context.Numeric(name, value));
        return Double.isFinite(value);
    }

    private boolean readCategory(String name) {
        String value = json.word();
        if (value == null || value.length() > ContextReader.CATEGORY_LENGTH_MAX) {
            return false;
        }
        features.add(new Context.Category(name, value));
        return true;
    }

    private boolean readVector() {
        int size = 0;
        if (!json.take('[')) {
            return false;
        }
        if (json.take(']')) {
            vector = new Context.Vector();
            return true;
        }
        do {
            double entry = json.number();
            if (!(Math.abs(entry) <= ContextReader.VECTOR_ENTRY_MAX) || size == ContextReader.VECTOR_ENTRIES_MAX) {
                return false;
            }
            entries = size == entries.length ? Arrays.copyOf(entries, 2 * size) : entries;
            entries[size++] = entry;
        } while (json.take(','));
        vector = Context.Vector.firstOf(entries, size);
        return json.take(']');
    }
}
