package dev.leverframe.bus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leverframe.model.Names;
import dev.leverframe.model.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object in one pass. What is wrong is remembered (the first time) and read over, not thrown,
 * so that a bad item of a batch spoils no other. The parser stands on the value when a method is called.
 */
final class FieldReader {
    private final JsonParser parser;
    private final String prefix;
    /** A list, since the objects of the contract have few fields. */
    private final List<String> seen = new ArrayList<>(8);

    private @Nullable Refusal refusal;

    FieldReader(JsonParser parser, String prefix) {
        this.parser = parser;
        this.prefix = prefix;
    }

    /**
     * Steps to the next field of the object and onto its value.
     *
     * @return its name; null at the end of the object
     */
    @Nullable
    String next() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            if (!seen.contains(field)) {
                seen.add(field);
                return field;
            }
            fail(field, "'" + shorten(field) + "' is given twice");
        }
        return null;
    }

    JsonParser parser() {
        return parser;
    }

    /** The first thing that was wrong, or null. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /** The value, unless something was wrong. */
    <T> Parsed<T> result(Supplier<T> value) {
        return refusal == null ? Parsed.of(value.get()) : Parsed.refused(refusal);
    }

    /** Remembers what is wrong with a field ("" for the whole object) and reads over its value. */
    void fail(String field, String message) throws IOException {
        failAt(escape(field), message);
    }

    /** As {@link #fail}, for a place below a field: {@code path} is the rest of its JSON pointer. */
    void failAt(String path, String message) throws IOException {
        if (refusal == null) {
            String pointer = path.isEmpty() ? prefix : prefix + "/" + path;
            refusal = Refusal.field(Refusal.Code.INVALID_FIELD, pointer, message);
        }
        parser.skipChildren();
    }

    /** A field that the contract does not know: an error, since a typo must not silently change what is asked. */
    void unknown(String field, String known) throws IOException {
        fail(field, "'" + shorten(field) + "' is not a field here; known fields: " + known);
    }

    /** True once for each object that stands here; false, with the error remembered, for anything else. */
    boolean object(String field) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        fail(field, (field.isEmpty() ? "the body" : field) + " must be an object, got " + shown());
        return false;
    }

    boolean array(String field) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return true;
        }
        fail(field, field + " must be an array, got " + shown());
        return false;
    }

    /** A string that passes the check, which returns what is wrong with it. */
    @Nullable
    String text(String field, Function<String, Optional<String>> check) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            fail(field, field + " must be a string, got " + shown());
            return null;
        }
        String text = parser.getText();
        Optional<String> problem = check.apply(text);
        if (problem.isPresent()) {
            fail(field, problem.get());
            return null;
        }
        return text;
    }

    /** A finite number within bounds. */
    @Nullable
    Double number(String field, double min, double max, String range) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            fail(field, field + " must be a number " + range + ", got " + shown());
            return null;
        }
        double number = parser.getDoubleValue();
        if (!(number >= min && number <= max) || Double.isInfinite(number)) {
            fail(field, field + " must be " + range + ", got " + shorten(parser.getText()));
            return null;
        }
        return number + 0.0; // no negative zero
    }

    @Nullable
    Boolean bool(String field) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            fail(field, field + " must be true or false, got " + shown());
            return null;
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** The value as an error message shows it. */
    String shown() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "\"" + shorten(parser.getText()) + "\"";
            default -> shorten(parser.getText());
        };
    }

    static String shorten(String text) {
        return Names.shorten(text);
    }

    static String escape(String field) {
        return shorten(field).replace("~", "~0").replace("/", "~1");
    }
}
