package dev.leverframe.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the golden vectors: numbers that other implementations wrote. */
public final class StatisticsVectors {
    private static final JsonObject STATISTICS = file("statistics-vectors.json");

    private StatisticsVectors() {}

    /** A vector that is an object. */
    public static JsonObject object(String name) {
        return Objects.requireNonNull(STATISTICS.getJsonObject(name), name);
    }

    /** A vector that is an array. */
    public static JsonArray array(String name) {
        return Objects.requireNonNull(STATISTICS.getJsonArray(name), name);
    }

    /** A whole file of vectors. */
    public static JsonObject file(String name) {
        try (InputStream in = StatisticsVectors.class.getResourceAsStream("/vectors/" + name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The objects of an array. */
    public static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    /** The numbers of an array. */
    public static double[] doubles(JsonArray array) {
        return array.stream().mapToDouble(x -> ((Number) x).doubleValue()).toArray();
    }
}
