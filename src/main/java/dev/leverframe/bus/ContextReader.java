package dev.leverframe.bus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the context of a select: numbers, booleans and strings by name, or {@code "vector"} with an array of numbers and
 * nothing beside it. A null is a feature that is missing.
 */
final class ContextReader {
    static final String VECTOR = "vector";
    static final int NAME_LENGTH_MAX = 128;
    static final int CATEGORY_LENGTH_MAX = 512;
    static final int VECTOR_ENTRIES_MAX = 65_535;
    private static final int VECTOR_ENTRIES_EXPECTED = 16;
    /** A vector is taken as it was sent, so nothing else keeps the squares of its entries in the range of doubles. */
    static final double VECTOR_ENTRY_MAX = 1e6;

    private final FieldReader fields;
    private final JsonParser parser;
    private final int featuresMax;
    private final List<Feature> features = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private Context.@Nullable Vector vector;

    private ContextReader(FieldReader fields, int featuresMax) {
        this.fields = fields;
        this.parser = fields.parser();
        this.featuresMax = featuresMax;
    }

    static Context read(FieldReader fields, int featuresMax) throws IOException {
        if (!fields.object("context")) {
            return Context.NONE;
        }
        ContextReader reader = new ContextReader(fields, featuresMax);
        reader.readFeatures();
        return reader.build();
    }

    private Context build() throws IOException {
        if (names.size() > featuresMax) {
            fields.failAt("context", "at most " + featuresMax + " features, got " + names.size());
        }
        if (vector == null) {
            return features.isEmpty() ? Context.NONE : new Context.Named(features);
        }
        if (names.size() > 1) {
            fields.failAt("context/vector", "a vector stands alone in the context; send either it or named features");
        }
        return vector;
    }

    private void readFeatures() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (!names.add(name)) {
                fail(name, "a feature must be given once, got '" + FieldReader.shorten(name) + "' twice");
            } else if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
                fail(name, "a feature's name must have 1 to 128 characters, got " + name.length());
            } else if (isKept(name, "a feature's name", name)) {
                readFeature(name);
            }
        }
    }

    private void readFeature(String name) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(name);
            case VALUE_TRUE -> features.add(new Context.Flag(name, true));
            case VALUE_FALSE -> features.add(new Context.Flag(name, false));
            case VALUE_STRING -> readCategory(name);
            case VALUE_NULL -> {} // missing, as if it had not been sent
            case START_ARRAY -> readArray(name);
            default -> fail(name, "a feature must be a number, a boolean or a string, got " + fields.shown());
        }
    }

    private void readNumber(String name) throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isFinite(value)) {
            features.add(new Context.Numeric(name, value));
        } else {
            fail(name, "a feature must be finite, got " + FieldReader.shorten(parser.getText()));
        }
    }

    private void readCategory(String name) throws IOException {
        String value = parser.getText();
        if (value.length() > CATEGORY_LENGTH_MAX) {
            fail(name, "a feature's string must have at most 512 characters, got " + value.length());
        } else if (isKept(name, "a feature's string", value)) {
            features.add(new Context.Category(name, value));
        }
    }

    private boolean isKept(String name, String what, String text) throws IOException {
        Optional<String> problem = Names.encodingProblem(what, text);
        if (problem.isPresent()) {
            fail(name, problem.get());
        }
        return problem.isEmpty();
    }

    private void readArray(String name) throws IOException {
        if (!name.equals(VECTOR)) {
            fail(name, "a feature must be a number, a boolean or a string, got an array");
            return;
        }
        double[] entries = new double[VECTOR_ENTRIES_EXPECTED];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entries = size == entries.length ? Arrays.copyOf(entries, 2 * size) : entries;
            entries[size] = readEntry(size);
            size++;
        }
        if (size > VECTOR_ENTRIES_MAX) {
            fail(VECTOR, "a vector has at most 65535 entries, got " + size);
        }
        vector = new Context.Vector(Arrays.copyOf(entries, size));
    }

    /** The entry, or 0 where what stands here is none. */
    private double readEntry(int position) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            double entry = parser.getDoubleValue();
            if (Math.abs(entry) <= VECTOR_ENTRY_MAX) {
                return entry;
            }
        }
        fields.failAt("context/vector/" + position, "a vector holds numbers from -1e6 to 1e6, got " + fields.shown());
        return 0;
    }

    private void fail(String name, String message) throws IOException {
        fields.failAt("context/" + FieldReader.escape(name), message);
    }
}
