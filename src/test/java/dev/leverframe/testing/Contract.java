package dev.leverframe.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.leverframe.testing.OpenApiDocument.Node;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers against openapi.yaml. Strict: a status, a media type or a field that the document does not declare is a
 * violation, and so is a member that is given twice. Immutable but for a cache of validators; safe for many threads.
 */
public final class Contract {
    private static final String BASE = "https://leverframe.dev/";
    private static final JsonSchemaOptions OPTIONS =
            new JsonSchemaOptions().setBaseUri(BASE).setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);
    private static final JsonFactory STRICT_JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final OpenApiDocument document;
    private final List<PathItem> paths;
    private final SchemaRepository schemas = SchemaRepository.create(OPTIONS);
    /** The document once more: dereferencing writes absolute addresses into it. */
    private final JsonObject dereferenced;

    private final Map<String, Validator> validators = new ConcurrentHashMap<>();

    Contract(OpenApiDocument document) {
        this.document = document;
        paths = document.at("paths").value().fieldNames().stream()
                .map(template -> PathItem.of(template, document.at("paths", template)))
                .sorted(Comparator.comparingInt(PathItem::parameters))
                .toList();
        dereferenced = document.json();
        schemas.dereference("openapi", JsonSchema.of(dereferenced));
    }

    /** The contract of this service; read once. */
    public static Contract load() {
        return Loaded.CONTRACT;
    }

    /**
     * Checks one answer.
     *
     * @param path as requested; a query is ignored
     * @param contentType the answer's Content-Type, or null where it has none
     * @param body the answer's body, or an empty string
     * @throws AssertionError listing every violation
     */
    public void check(String method, String path, int status, @Nullable String contentType, String body) {
        List<String> violations = violations(method, path, new Answer(status, contentType, body));
        if (!violations.isEmpty()) {
            throw new AssertionError(method + " " + path + " answered " + status + " against the contract:\n  "
                    + String.join("\n  ", violations) + "\nbody: " + body);
        }
    }

    private List<String> violations(String method, String path, Answer answer) {
        Optional<PathItem> item = find(path);
        if (item.isEmpty()) {
            return unlisted(404, "NotFound", "the path", answer);
        }
        Optional<Node> operation = item.get().node().child(method.toLowerCase(Locale.ROOT));
        if (operation.isEmpty()) {
            return unlisted(405, "MethodNotAllowed", "the method", answer);
        }
        Node responses = operation.get().get("responses");
        return responses
                .child(Integer.toString(answer.status()))
                .map(response -> bodyViolations(response, answer))
                .orElseGet(() -> List.of("status " + answer.status() + " is not declared, "
                        + responses.value().fieldNames() + " are"));
    }

    private List<String> unlisted(int status, String response, String what, Answer answer) {
        return answer.status() == status
                ? bodyViolations(document.at("components", "responses", response), answer)
                : List.of(what + " is not declared, so the status must be " + status);
    }

    private Optional<PathItem> find(String path) {
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        return paths.stream()
                .filter(item -> item.pattern().matcher(plain).matches())
                .findFirst();
    }

    private List<String> bodyViolations(Node response, Answer answer) {
        Optional<Node> content = response.child("content");
        if (content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("a body is not declared");
        }
        String mediaType = answer.mediaType();
        return content.get()
                .child(mediaType)
                .map(declared -> mediaViolations(declared, mediaType, answer.body()))
                .orElseGet(() -> List.of("media type " + mediaType + " is not declared, "
                        + content.get().value().fieldNames() + " is"));
    }

    private List<String> mediaViolations(Node declared, String mediaType, String body) {
        if (mediaType.endsWith("ndjson")) {
            return body.lines()
                    .flatMap(line -> jsonViolations(declared, line).stream())
                    .toList();
        }
        return mediaType.endsWith("json") ? jsonViolations(declared, body) : List.of();
    }

    private List<String> jsonViolations(Node mediaType, String body) {
        try {
            readStrictly(body);
        } catch (IOException e) {
            return List.of("not JSON: " + e.getMessage());
        }
        return violations(mediaType.get("schema").pointer(), Json.decodeValue(body));
    }

    private static void readStrictly(String body) throws IOException {
        try (JsonParser parser = STRICT_JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new IOException("the body is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IOException("something follows the value");
            }
        }
    }

    /** What is wrong with a JSON value by the schema at this JSON pointer of the document; empty if nothing is. */
    List<String> violations(String schemaPointer, @Nullable Object value) {
        Validator validator = validators.computeIfAbsent(schemaPointer, this::validator);
        return Violations.of(validator.validate(value));
    }

    private Validator validator(String schemaPointer) {
        return schemas.validator(
                JsonSchema.of((JsonObject) JsonPointer.from(schemaPointer).queryJson(dereferenced)));
    }

    private record Answer(int status, @Nullable String contentType, String body) {
        /** The content type without its parameters. */
        String mediaType() {
            return contentType == null
                    ? "none"
                    : contentType.replaceFirst(";.*", "").trim().toLowerCase(Locale.ROOT);
        }
    }

    /** A path of the document, and what concrete paths of it look like. */
    private record PathItem(Pattern pattern, int parameters, Node node) {
        static PathItem of(String template, Node node) {
            String[] literals = template.split("\\{[^}]*}", -1);
            String regex = List.of(literals).stream().map(Pattern::quote).collect(Collectors.joining("[^/]+"));
            return new PathItem(Pattern.compile(regex), literals.length - 1, node);
        }
    }

    /** Holds the one instance; made at first use. */
    private static final class Loaded {
        static final Contract CONTRACT = new Contract(OpenApiDocument.load());
    }
}
