package dev.leverframe.decisionlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a line of JSON as maps, lists, texts, doubles and booleans. Lines are bounded, so what they hold is too. */
final class JsonTree {
    private static final int DEPTH_MAX = 64;

    private JsonTree() {}

    /**
     * The object that the line is.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Map<String, @Nullable Object> object(byte[] line) {
        try (JsonParser parser = Json.FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            Map<String, @Nullable Object> object = readObject(parser, 0);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON: " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static Map<String, @Nullable Object> readObject(JsonParser parser, int depth) throws IOException {
        requireDepth(depth);
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, readValue(parser, depth));
        }
        return object;
    }

    private static List<@Nullable Object> readArray(JsonParser parser, int depth) throws IOException {
        requireDepth(depth);
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue(parser, depth));
        }
        return array;
    }

    private static @Nullable Object readValue(JsonParser parser, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, depth + 1);
            case START_ARRAY -> readArray(parser, depth + 1);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static void requireDepth(int depth) {
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("its objects are more than " + DEPTH_MAX + " deep");
        }
    }
}
