package dev.leverframe.config;

import dev.leverframe.model.Names;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a value may be. The one place that turns JSON, whatever it holds, into a value within its range.
 *
 * @param <T> what the value is in Java
 */
sealed interface Kind<T> {
    /** The class of the value. */
    Class<T> type();

    /** The range, as the end of a sentence that begins with "must be". */
    String range();

    /** The value, or null where the JSON is not of this kind or out of its range. */
    @Nullable
    T read(@Nullable Object json);

    /** The JSON that the text of an environment variable stands for; the text itself where it stands for none. */
    default Object fromText(String text) {
        return text;
    }

    /** Says the range and then the value. */
    default String complaint(@Nullable Object json) {
        return "must be " + range() + ", got " + shown(json);
    }

    /** A whole number; {@code max} is below 2^53, so that every JSON number in the range is exact. */
    record Whole(long min, long max, String unit) implements Kind<Long> {
        @Override
        public Class<Long> type() {
            return Long.class;
        }

        @Override
        public String range() {
            return "a whole number from " + min + " to " + max + inUnit(unit);
        }

        @Override
        public @Nullable Long read(@Nullable Object json) {
            if (!(json instanceof Number number)) {
                return null;
            }
            double wide = number.doubleValue();
            boolean inRange = wide >= min && wide <= max && wide == Math.rint(wide);
            return inRange ? (Long) number.longValue() : null;
        }

        @Override
        public Object fromText(String text) {
            return numberOr(text);
        }
    }

    /** A finite number. */
    record Numeric(double min, double max, String unit) implements Kind<Double> {
        @Override
        public Class<Double> type() {
            return Double.class;
        }

        @Override
        public String range() {
            return "a number from " + plain(min) + " to " + plain(max) + inUnit(unit);
        }

        @Override
        public @Nullable Double read(@Nullable Object json) {
            if (!(json instanceof Number number)) {
                return null;
            }
            double value = number.doubleValue();
            return value >= min && value <= max ? (Double) value : null;
        }

        @Override
        public Object fromText(String text) {
            return numberOr(text);
        }
    }

    /** A JSON boolean and nothing that looks like one. */
    record Truth() implements Kind<Boolean> {
        @Override
        public Class<Boolean> type() {
            return Boolean.class;
        }

        @Override
        public String range() {
            return "true or false";
        }

        @Override
        public @Nullable Boolean read(@Nullable Object json) {
            return json instanceof Boolean truth ? truth : null;
        }
    }

    /** A switch as operators write it; in any case. */
    record Switch() implements Kind<Boolean> {
        private static final Set<String> ON = Set.of("1", "true", "yes", "on");
        private static final Set<String> OFF = Set.of("0", "false", "no", "off");

        @Override
        public Class<Boolean> type() {
            return Boolean.class;
        }

        @Override
        public String range() {
            return "1, true, yes or on, or 0, false, no or off";
        }

        @Override
        public @Nullable Boolean read(@Nullable Object json) {
            String word = String.valueOf(json).toLowerCase(Locale.ROOT);
            return ON.contains(word) ? Boolean.TRUE : OFF.contains(word) ? Boolean.FALSE : null;
        }
    }

    /** Printable text. */
    record Text(int charsMax) implements Kind<String> {
        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public String range() {
            return "text of 1 to " + charsMax + " characters without control characters";
        }

        @Override
        public @Nullable String read(@Nullable Object json) {
            boolean fits = json instanceof String text
                    && !text.isBlank()
                    && text.length() <= charsMax
                    && text.codePoints().noneMatch(OneLine::isUnprintable);
            return fits ? (String) json : null;
        }
    }

    /** The name of something; see {@link Names}. */
    record Name(String range, Function<String, Optional<String>> rule) implements Kind<String> {
        static final Name IDENTIFIER = new Name(
                "1 to 64 of A-Z a-z 0-9 . _ - that start with a letter or digit", name -> Names.nameProblem("", name));
        static final Name ARM =
                new Name("1 to 128 characters, none a control character, no blank at the ends", Names::armProblem);

        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public @Nullable String read(@Nullable Object json) {
            return json instanceof String name && rule.apply(name).isEmpty() ? name : null;
        }
    }

    /** One of a closed set of words. */
    record Word(List<String> words) implements Kind<String> {
        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public String range() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public @Nullable String read(@Nullable Object json) {
            return json instanceof String word && words.contains(word) ? word : null;
        }

        @Override
        public String complaint(@Nullable Object json) {
            String hint = json instanceof String word ? Nearest.hint(word, words) : "";
            return Kind.super.complaint(json) + hint;
        }
    }

    /** A JSON object, checked by whoever reads its fields. */
    record Structure() implements Kind<JsonObject> {
        @Override
        public Class<JsonObject> type() {
            return JsonObject.class;
        }

        @Override
        public String range() {
            return "an object";
        }

        @Override
        public @Nullable JsonObject read(@Nullable Object json) {
            return json instanceof JsonObject object ? object : null;
        }

        @Override
        public Object fromText(String text) {
            try {
                return new JsonObject(text);
            } catch (RuntimeException notAnObject) {
                return text;
            }
        }
    }

    /** A JSON array of so many entries, checked by whoever reads them. */
    record Listing(int min, int max, String entries) implements Kind<JsonArray> {
        @Override
        public Class<JsonArray> type() {
            return JsonArray.class;
        }

        @Override
        public String range() {
            return "a list of " + min + " to " + max + " " + entries;
        }

        @Override
        public @Nullable JsonArray read(@Nullable Object json) {
            boolean fits = json instanceof JsonArray list && list.size() >= min && list.size() <= max;
            return fits ? (JsonArray) json : null;
        }
    }

    /** A JSON value as a message shows it: on one line and not long, whatever it holds. */
    static String shown(@Nullable Object json) {
        if (json instanceof JsonObject || json instanceof Map) {
            return "an object";
        }
        if (json instanceof JsonArray list) {
            return "a list of " + list.size();
        }
        String text = String.valueOf(json);
        boolean bare = json == null || json instanceof Boolean || (json instanceof Number && text.length() <= 40);
        return bare ? text : OneLine.quoted(text);
    }

    private static Object numberOr(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    private static String inUnit(String unit) {
        return unit.isEmpty() ? "" : " (" + unit + ")";
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }
}
