package dev.leverframe.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * YAML read so that its traps are errors: a key given twice, a key that is not a string ({@code 200:}, {@code on:}), and
 * a value that JSON does not have (an unquoted date).
 */
public final class StrictYaml {
    private StrictYaml() {}

    /** The one document in this text. */
    public static JsonObject parse(String yaml) {
        List<JsonObject> documents = parseAll(yaml);
        if (documents.size() != 1) {
            throw new IllegalArgumentException("one document expected, got " + documents.size());
        }
        return documents.get(0);
    }

    /** All documents in this text, each an object. */
    public static List<JsonObject> parseAll(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> (JsonObject) json("", document))
                .toList();
    }

    private static Object json(String at, Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, child) -> object.put(key(at, key), json(at + "/" + key, child)));
            return object;
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(child -> array.add(json(at + "/" + array.size(), child)));
            return array;
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        throw new IllegalArgumentException("not a JSON value at " + at + ", quote it: " + value);
    }

    private static String key(String at, Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new IllegalArgumentException("a key must be a string at " + at + ", quote it: " + key);
    }
}
