package dev.leverframe.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells in what a JSON answer differs from the one that was written down. */
final class JsonComparison {
    /** Relative; mathematical functions may differ by some ulps between machines. */
    private static final double TOLERANCE = 1e-9;

    private final boolean shortened;
    private final List<String> differences = new ArrayList<>();

    private JsonComparison(boolean shortened) {
        this.shortened = shortened;
    }

    /**
     * @param shortened whether members of objects may have been left out of what is expected
     * @return one line a difference, with its JSON pointer
     */
    static List<String> differences(Object expected, Object actual, boolean shortened) {
        JsonComparison comparison = new JsonComparison(shortened);
        comparison.compare("", expected, actual);
        return comparison.differences;
    }

    private void compare(String at, Object expected, Object actual) {
        if (expected instanceof JsonObject written && actual instanceof JsonObject answered) {
            objects(at, written, answered);
        } else if (expected instanceof JsonArray written && actual instanceof JsonArray answered) {
            arrays(at, written, answered);
        } else if (!sameValue(expected, actual)) {
            differences.add(at + ": written " + expected + ", answered " + actual);
        }
    }

    private void objects(String at, JsonObject expected, JsonObject actual) {
        expected.fieldNames().forEach(name -> {
            if (actual.containsKey(name)) {
                compare(at + "/" + name, expected.getValue(name), actual.getValue(name));
            } else {
                differences.add(at + "/" + name + ": not in the answer");
            }
        });
        actual.fieldNames().stream()
                .filter(name -> !shortened && !expected.containsKey(name))
                .forEach(name -> differences.add(at + "/" + name + ": answered, but not written"));
    }

    private void arrays(String at, JsonArray expected, JsonArray actual) {
        if (expected.size() != actual.size()) {
            differences.add(at + ": written " + expected.size() + " items, answered " + actual.size());
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            compare(at + "/" + i, expected.getValue(i), actual.getValue(i));
        }
    }

    private static boolean sameValue(Object expected, Object actual) {
        if (expected instanceof Number written && actual instanceof Number answered) {
            double tolerance = TOLERANCE * Math.max(1, Math.abs(written.doubleValue()));
            return Math.abs(written.doubleValue() - answered.doubleValue()) <= tolerance;
        }
        return Objects.equals(expected, actual);
    }
}
