package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.OpenApiDocument.Node;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document is OpenAPI, whole, and true to itself. */
class OpenApiDocumentTest {
    private static final String OAS = "https://spec.openapis.org/oas/3.1/";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static final OpenApiDocument DOCUMENT = OpenApiDocument.load();
    private static final Contract CONTRACT = Contract.load();

    @Test
    void documentIsValidBySchemaOfOpenApiInitiative() {
        assertThat(violationsBySchemaOfOpenApiInitiative(DOCUMENT.json())).isEmpty();
    }

    @Test
    void documentWithMistakesIsRefusedBySchemaOfOpenApiInitiative() {
        JsonObject untitled = DOCUMENT.json();
        untitled.getJsonObject("info").remove("title");
        assertThat(violationsBySchemaOfOpenApiInitiative(untitled)).anyMatch(line -> line.contains("title"));
        JsonObject misspelt = DOCUMENT.json();
        misspelt.getJsonObject("paths")
                .getJsonObject("/v1/stats")
                .getJsonObject("get")
                .put("operationID", "x");
        assertThat(violationsBySchemaOfOpenApiInitiative(misspelt)).isNotEmpty();
    }

    /** The schemas of 2022-10-07, as vertx-openapi ships them. */
    private static List<String> violationsBySchemaOfOpenApiInitiative(JsonObject json) {
        Vertx vertx = Vertx.vertx();
        try {
            SchemaRepository repository = SchemaRepository.create(new JsonSchemaOptions()
                            .setBaseUri("https://leverframe.dev/")
                            .setDraft(Draft.DRAFT202012)
                            .setOutputFormat(OutputFormat.Basic))
                    .preloadMetaSchema(vertx.fileSystem(), Draft.DRAFT202012);
            for (String part : List.of("meta/base", "dialect/base", "schema/2022-10-07", "schema-base/2022-10-07")) {
                String file = OAS.substring("https://".length()) + part;
                repository.dereference(
                        OAS + part,
                        JsonSchema.of(vertx.fileSystem().readFileBlocking(file).toJsonObject()));
            }
            return Violations.of(
                    repository.validator(OAS + "schema-base/2022-10-07").validate(json));
        } finally {
            vertx.close();
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> seen = new ArrayList<>();
        visit("", DOCUMENT.json(), (at, value) -> {
            if (value.getValue("$ref") instanceof String ref) {
                seen.add(ref);
                DOCUMENT.at(ref.substring(2).split("/"));
            }
        });
        assertThat(seen).hasSizeGreaterThan(100);
    }

    @Test
    void everyComponentIsUsed() {
        String text = DOCUMENT.json().encode();
        List<String> unused = new ArrayList<>();
        DOCUMENT.json()
                .getJsonObject("components")
                .forEach(kind -> ((JsonObject) kind.getValue())
                        .fieldNames().stream()
                                .map(name -> "#/components/" + kind.getKey() + "/" + name)
                                .filter(ref -> !text.contains("\"" + ref + "\""))
                                .forEach(unused::add));
        // Answers of paths and methods that are not in the document, so no operation can refer to the second.
        assertThat(unused).containsExactly("#/components/responses/MethodNotAllowed");
    }

    @Test
    void everyExampleAndDefaultIsValidByItsSchema() {
        List<String> violations = new ArrayList<>();
        int[] examples = {0};
        visit(
                "",
                DOCUMENT.json(),
                (at, value) -> examplesBySchema(at, value).forEach(example -> {
                    examples[0]++;
                    CONTRACT.violations(example.schema(), example.value())
                            .forEach(violation -> violations.add(at + " " + violation));
                }));
        assertThat(violations).isEmpty();
        assertThat(examples[0]).isGreaterThan(60);
    }

    @Test
    void everyOperationSaysWhatItDoesAndWhereItIsServed() {
        List<String> ids = new ArrayList<>();
        DOCUMENT.at("paths").children().forEach(path -> {
            assertThat(path.value().getJsonArray("servers")).as(path.pointer()).hasSize(1);
            operations(path).forEach(operation -> {
                ids.add(operation.value().getString("operationId"));
                assertThat(operation.value().getString("summary"))
                        .as(operation.pointer())
                        .endsWith(".");
                assertThat(operation.value().getJsonArray("tags"))
                        .as(operation.pointer())
                        .hasSize(1);
            });
        });
        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates().hasSize(33);
    }

    @Test
    void pathParametersAreThoseOfTheTemplate() {
        Pattern parameter = Pattern.compile("\\{([^}]+)}");
        for (String template : DOCUMENT.at("paths").value().fieldNames()) {
            Matcher matcher = parameter.matcher(template);
            List<String> expected = new ArrayList<>();
            while (matcher.find()) {
                expected.add(matcher.group(1));
            }
            assertThat(pathParameters(DOCUMENT.at("paths", template)))
                    .as(template)
                    .isEqualTo(expected);
        }
    }

    @Test
    void everyBodyMayBeTooLargeTooSlowOrNotJson() {
        operations()
                .filter(operation -> operation.child("requestBody").isPresent())
                .forEach(operation -> assertThat(
                                operation.get("responses").value().fieldNames())
                        .as(operation.pointer())
                        .contains("400", "408", "413", "415", "503"));
    }

    @Test
    void everyProblemIsAProblemDocumentWithExample() {
        operations()
                .flatMap(operation -> operation.get("responses").children())
                .filter(response -> !response.pointer().endsWith("/Down"))
                .filter(response ->
                        !response.pointer().matches(".*/20[014]|.*/304|.*/responses/(Domain|Experiment|Flag|Up)"))
                .forEach(response -> {
                    Node content = response.get("content");
                    assertThat(content.value().fieldNames()).containsExactly("application/problem+json");
                    assertThat(content.get("application/problem+json")
                                    .get("examples")
                                    .children())
                            .as(response.pointer())
                            .isNotEmpty();
                });
    }

    @Test
    void requestsAndAnswersAreClosed() {
        visit("", DOCUMENT.json().getJsonObject("components").getJsonObject("schemas"), (at, value) -> {
            if ("object".equals(value.getValue("type"))) {
                assertThat(value.containsKey("additionalProperties")).as(at).isTrue();
                assertThat(value.getValue("additionalProperties")).as(at).isNotEqualTo(true);
            }
        });
    }

    @Test
    void everySchemaAndPropertyIsDescribed() {
        List<String> silent = new ArrayList<>();
        visit("", DOCUMENT.json().getJsonObject("components").getJsonObject("schemas"), (at, value) -> {
            boolean described = value.containsKey("description") || value.containsKey("$ref");
            if (at.matches("/[^/]+|.*/properties/[^/]+") && !described) {
                silent.add(at);
            }
        });
        assertThat(silent).isEmpty();
    }

    private Stream<Node> operations() {
        return DOCUMENT.at("paths").children().flatMap(OpenApiDocumentTest::operations);
    }

    private static Stream<Node> operations(Node path) {
        return METHODS.stream().flatMap(method -> path.child(method).stream());
    }

    private List<String> pathParameters(Node path) {
        JsonArray parameters = path.value().getJsonArray("parameters", new JsonArray());
        return parameters.stream()
                .map(parameter -> ((JsonObject) parameter).getString("$ref") == null
                        ? (JsonObject) parameter
                        : DOCUMENT.at(((JsonObject) parameter)
                                        .getString("$ref")
                                        .substring(2)
                                        .split("/"))
                                .value())
                .map(parameter -> parameter.getString("name"))
                .toList();
    }

    /** The examples that stand at this place, each with the pointer of the schema that it must fit. */
    private static Stream<Example> examplesBySchema(String at, JsonObject value) {
        List<Example> found = new ArrayList<>();
        if (value.getValue("schema") instanceof JsonObject) {
            String schema = at + "/schema";
            if (value.containsKey("example")) {
                found.add(new Example(schema, value.getValue("example")));
            }
            value.getJsonObject("examples", new JsonObject())
                    .forEach(
                            named -> found.add(new Example(schema, ((JsonObject) named.getValue()).getValue("value"))));
        } else if (value.getValue("examples") instanceof JsonArray ofSchema) {
            ofSchema.forEach(example -> found.add(new Example(at, example)));
        }
        if (value.containsKey("default") && !at.endsWith("/properties")) {
            found.add(new Example(at, value.getValue("default")));
        }
        return found.stream();
    }

    /** Calls the visitor for every object but those inside examples, with its JSON pointer. */
    private static void visit(String at, Object value, Visitor visitor) {
        if (value instanceof JsonObject object) {
            visitor.visit(at, object);
            object.fieldNames().stream()
                    .filter(name -> !name.equals("examples") && !name.equals("example"))
                    .forEach(name -> visit(
                            at + "/" + name.replace("~", "~0").replace("/", "~1"), object.getValue(name), visitor));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                visit(at + "/" + i, array.getValue(i), visitor);
            }
        }
    }

    private record Example(String schema, Object value) {}

    @FunctionalInterface
    private interface Visitor {
        void visit(String at, JsonObject value);
    }
}
