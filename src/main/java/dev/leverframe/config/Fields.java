package dev.leverframe.config;

import dev.leverframe.model.Names;
import dev.leverframe.model.Refusal.FieldError;
import dev.leverframe.model.Worded;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object of a body. What is wrong is kept with its JSON pointer and reading goes on with a stand-in,
 * so that a caller hears of everything at once. A field that nobody asked for is unknown.
 */
final class Fields {
    /** Errors kept of one body; a body of nothing but errors is cut here, so that its answer stays small. */
    static final int ERRORS_MAX = 64;

    private static final Kind<JsonObject> OBJECT = new Kind.Structure();

    private final JsonObject json;
    private final String pointer;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(JsonObject json, String pointer, List<FieldError> errors) {
        this.json = json;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** The fields of a body. */
    static Fields of(JsonObject body) {
        return new Fields(body, "", new ArrayList<>());
    }

    boolean has(String name) {
        return json.containsKey(name);
    }

    /** Whether the list is absent or has no entry. */
    boolean listsNothing(String name) {
        return !has(name) || (json.getValue(name) instanceof JsonArray list && list.isEmpty());
    }

    /** The value of a field, or the fallback where it is absent or wrong. */
    <T> T read(String name, Kind<T> kind, T fallback) {
        return optional(name, kind).orElse(fallback);
    }

    /** The value of a field that has to be there, or the stand-in where it is absent or wrong. */
    <T> T require(String name, Kind<T> kind, T standIn) {
        return required(name, kind).orElse(standIn);
    }

    /** The constant of a word, or the fallback where it is absent or wrong. */
    <E extends Enum<E> & Worded> E word(String name, Class<E> type, E fallback) {
        Kind<String> kind = new Kind.Word(Worded.words(type));
        return optional(name, kind).flatMap(word -> Worded.parse(type, word)).orElse(fallback);
    }

    /** The fields of an object inside this one, if it is there and one. */
    Optional<Fields> section(String name) {
        return optional(name, OBJECT).map(object -> new Fields(object, at(name), errors));
    }

    /** The fields of an object that has to be inside this one, if it is. */
    Optional<Fields> requireSection(String name) {
        return required(name, OBJECT).map(object -> new Fields(object, at(name), errors));
    }

    /** The numbers of an object by the names of its fields, those left out that are wrong. */
    Map<String, Double> numbersByName(String name, String subject, Kind.Name key, Kind.Numeric kind, int max) {
        Map<String, Double> numbers = new TreeMap<>();
        JsonObject given = read(name, OBJECT, new JsonObject());
        if (given.size() > max) {
            refuse(name, name + " must have at most " + max + " fields, got " + given.size());
            return numbers;
        }
        for (String field : given.fieldNames()) {
            String place = name + "/" + field.replace("~", "~0").replace("/", "~1");
            Optional<String> known = check(place, "a name in " + name, field, key);
            Optional<Double> number = check(place, subject, given.getValue(field), kind);
            known.ifPresent(valid -> number.ifPresent(value -> numbers.put(valid, value)));
        }
        return numbers;
    }

    /** The names in a list, those left out that are wrong or repeated. */
    Set<String> names(String name, String subject, Kind.Listing list, Kind.Name kind) {
        return distinct(name, read(name, list, new JsonArray()), subject, kind);
    }

    /** The texts in a list that has to be there, those left out that are wrong or repeated. */
    Set<String> requireTexts(String name, String subject, Kind.Listing list, Kind<String> kind) {
        return distinct(name, require(name, list, new JsonArray()), subject, kind);
    }

    /** The texts in a list inside a list, those left out that are wrong or repeated. */
    Set<String> texts(String place, @Nullable Object value, String subject, Kind.Listing list, Kind<String> kind) {
        return distinct(place, check(place, place, value, list).orElseGet(JsonArray::new), subject, kind);
    }

    private Set<String> distinct(String name, JsonArray given, String subject, Kind<String> kind) {
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String place = name + "/" + i;
            Optional<String> entry = check(place, subject, given.getValue(i), kind);
            if (entry.isPresent() && !texts.add(entry.get())) {
                refuse(place, subject + " must be listed once, got " + OneLine.quoted(entry.get()) + " again");
            }
        }
        return texts;
    }

    /** The fields of each object in a list that has to be there, those left out that are no objects. */
    List<Fields> sections(String name, String subject, Kind.Listing list) {
        JsonArray given = require(name, list, new JsonArray());
        List<Fields> sections = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String place = name + "/" + i;
            check(place, subject, given.getValue(i), OBJECT)
                    .ifPresent(object -> sections.add(new Fields(object, pointer + "/" + place, errors)));
        }
        return sections;
    }

    /** As {@link #sections}, none where the list is absent. */
    List<Fields> sectionsIfAny(String name, String subject, Kind.Listing list) {
        known.add(name);
        return has(name) ? sections(name, subject, list) : List.of();
    }

    /** Every name in this object, whether it was read or not. */
    List<String> names() {
        return List.copyOf(json.fieldNames());
    }

    /** The value of a field whatever it is; null where it is absent. */
    @Nullable
    Object any(String name) {
        known.add(name);
        return json.getValue(name);
    }

    /** Keeps an error of a field whose name may hold anything. */
    void refuseNamed(String name, String message) {
        keep(new FieldError(at(name), message));
    }

    /** Keeps an error if the name of the whole is wrong; its pointer is empty, because the body does not hold it. */
    void checkName(String subject, String name) {
        Names.nameProblem(subject, name).ifPresent(this::refuseWhole);
    }

    /**
     * Keeps an error.
     *
     * @param place the field, or {@code field/index} of an entry
     */
    void refuse(String place, String message) {
        keep(new FieldError(pointer + "/" + place, message));
    }

    /** Keeps an error that no single field of this object is at fault for. */
    void refuseWhole(String message) {
        keep(new FieldError(pointer, message));
    }

    /** Keeps an error for every field that was not read. */
    void refuseUnknown() {
        for (String name : json.fieldNames()) {
            if (errors.size() < ERRORS_MAX && !known.contains(name)) {
                keep(new FieldError(at(name), "unknown field " + OneLine.quoted(name) + Nearest.hint(name, known)));
            }
        }
    }

    /** The value, if nothing was wrong. */
    <T> T orThrow(T value) {
        if (!errors.isEmpty()) {
            throw new InvalidBody(errors);
        }
        return value;
    }

    private <T> Optional<T> required(String name, Kind<T> kind) {
        if (!has(name)) {
            refuseNamed(name, OneLine.of(name) + " is required and must be " + kind.range());
        }
        return optional(name, kind);
    }

    private <T> Optional<T> optional(String name, Kind<T> kind) {
        known.add(name);
        return has(name) ? check(escaped(name), OneLine.of(name), json.getValue(name), kind) : Optional.empty();
    }

    private <T> Optional<T> check(String place, String subject, @Nullable Object value, Kind<T> kind) {
        T checked = kind.read(value);
        if (checked == null) {
            refuse(place, subject + " " + kind.complaint(value));
        }
        return Optional.ofNullable(checked);
    }

    private String at(String name) {
        return pointer + "/" + escaped(name);
    }

    /** RFC 6901 escapes the two characters that a pointer gives a meaning. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void keep(FieldError error) {
        if (errors.size() < ERRORS_MAX) {
            errors.add(error);
        }
    }
}
