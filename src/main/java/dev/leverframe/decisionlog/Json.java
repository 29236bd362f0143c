package dev.leverframe.decisionlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.leverframe.model.Context;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Worded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every JSON of this package has in common. */
final class Json {
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator("") // whoever writes lines ends them
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}

    /** A JSON value as bytes. */
    static byte[] bytes(Body body) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    static String text(Body body) {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    /** A context in the shape of a select: features by name, or {@code {"vector": [..]}}. */
    static void context(JsonGenerator json, Context context) throws IOException {
        json.writeStartObject();
        if (context instanceof Context.Vector vector) {
            json.writeArrayFieldStart("vector");
            for (int i = 0; i < vector.size(); i++) {
                json.writeNumber(vector.get(i));
            }
            json.writeEndArray();
        } else if (context instanceof Context.Named named) {
            for (Context.Feature feature : named.features()) {
                feature(json, feature);
            }
        }
        json.writeEndObject();
    }

    private static void feature(JsonGenerator json, Context.Feature feature) throws IOException {
        if (feature instanceof Context.Numeric numeric) {
            json.writeNumberField(numeric.name(), numeric.value());
        } else if (feature instanceof Context.Flag flag) {
            json.writeBooleanField(flag.name(), flag.value());
        } else if (feature instanceof Context.Category category) {
            json.writeStringField(category.name(), category.value());
        }
    }

    /** Probabilities by arm. */
    static void distribution(JsonGenerator json, List<String> candidates, Distribution distribution)
            throws IOException {
        json.writeObjectFieldStart("distribution");
        for (int a = 0; a < candidates.size(); a++) {
            json.writeNumberField(candidates.get(a), distribution.get(a));
        }
        json.writeEndObject();
    }

    static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** The text, or null where there is none. */
    static void text(JsonGenerator json, String field, @Nullable String text) throws IOException {
        json.writeFieldName(field);
        json.writeString(text);
    }

    static void word(JsonGenerator json, String field, @Nullable Worded word) throws IOException {
        text(json, field, word == null ? null : word.word());
    }

    /** The number, or null where there is none. */
    static void number(JsonGenerator json, String field, @Nullable Double number) throws IOException {
        json.writeFieldName(field);
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }

    /** Writes one value. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
