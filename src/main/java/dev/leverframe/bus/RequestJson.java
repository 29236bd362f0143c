package dev.leverframe.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the request bodies of the data plane. Bad input is a refusal, never an exception. */
public final class RequestJson {
    /** NaN and infinities are let through the tokeniser so that the refusal can name the field that holds them. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private RequestJson() {}

    public static Parsed<Select> select(byte[] body, Limits limits, boolean explain, Supplier<String> ids) {
        return whole(body, parser -> SelectReader.read(parser, "", limits, explain, ids));
    }

    /** {@code {"requests": [..]}}; one result an item, in order. */
    public static Parsed<List<Parsed<Select>>> selects(
            byte[] body, int itemsMax, Limits limits, boolean explain, Supplier<String> ids) {
        return whole(
                body,
                parser ->
                        items(parser, "requests", itemsMax, at -> SelectReader.read(parser, at, limits, explain, ids)));
    }

    public static Parsed<Outcome> outcome(byte[] body) {
        return whole(body, parser -> OutcomeReader.read(parser, ""));
    }

    /** {@code {"outcomes": [..]}}; one result an item, in order. */
    public static Parsed<List<Parsed<Outcome>>> outcomes(byte[] body, int itemsMax) {
        return whole(body, parser -> items(parser, "outcomes", itemsMax, at -> OutcomeReader.read(parser, at)));
    }

    /** The body of a management request: one JSON object whose numbers are finite and whose fields are each given once. */
    public static Parsed<JsonObject> object(byte[] body) {
        Refusal refusal = whole(body, RequestJson::walk).refusal();
        if (refusal != null) {
            return Parsed.refused(refusal);
        }
        try {
            return Parsed.of(new JsonObject(Buffer.buffer(body)));
        } catch (DecodeException e) {
            return malformed("the body must be a JSON object in UTF-8");
        }
    }

    /** Reads over the object that the parser stands on, and stops at what is wrong. */
    private static Parsed<Boolean> walk(JsonParser parser) throws IOException {
        parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        FieldReader fields = new FieldReader(parser, "");
        boolean inside = fields.object("");
        while (inside && fields.refusal() == null) {
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(parser.getDoubleValue())) {
                String pointer = parser.getParsingContext().pathAsPointer().toString();
                fields.failAt(pointer.substring(1), "a number must be finite, got " + fields.shown());
            }
            inside = !parser.getParsingContext().inRoot();
        }
        return fields.result(() -> true);
    }

    private static <T> Parsed<List<Parsed<T>>> items(
            JsonParser parser, String field, int itemsMax, ItemReader<T> reader) throws IOException {
        FieldReader fields = new FieldReader(parser, "");
        List<Parsed<T>> items = new ArrayList<>();
        if (fields.object("")) {
            for (String name = fields.next(); name != null; name = fields.next()) {
                if (!name.equals(field)) {
                    fields.unknown(name, field);
                } else if (fields.array(field)) {
                    readItems(parser, field, items, reader);
                }
            }
        }
        if (fields.refusal() == null && (items.isEmpty() || items.size() > itemsMax)) {
            fields.fail(field, field + " must hold 1 to " + itemsMax + " items, got " + items.size());
        }
        return fields.result(() -> items);
    }

    private static <T> void readItems(JsonParser parser, String field, List<Parsed<T>> items, ItemReader<T> reader)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(reader.read("/" + field + "/" + items.size()));
        }
    }

    private static <T> Parsed<T> whole(byte[] body, WholeReader<T> reader) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() == null) {
                return malformed("the body is empty; send a JSON object");
            }
            Parsed<T> parsed = reader.read(parser);
            return parsed.refusal() != null || parser.nextToken() == null
                    ? parsed
                    : malformed("the body goes on after its JSON object");
        } catch (JsonProcessingException e) {
            return malformed(describe(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    private static String describe(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return "the body is not valid JSON" + where + ": " + FieldReader.shorten(firstLine(e.getOriginalMessage()));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static <T> Parsed<T> malformed(String detail) {
        return Parsed.refused(new Refusal(Refusal.Code.MALFORMED, detail));
    }

    @FunctionalInterface
    private interface WholeReader<T> {
        Parsed<T> read(JsonParser parser) throws IOException;
    }

    @FunctionalInterface
    private interface ItemReader<T> {
        Parsed<T> read(String pointer) throws IOException;
    }
}
