package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Change;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Estimand;
import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.Limits;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.Parameter;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Reason;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Verdict;
import dev.leverframe.model.Worded;
import dev.leverframe.testing.OpenApiDocument.Node;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document and the program use the same words, bounds and defaults. */
class OpenApiModelTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.load();

    @ParameterizedTest
    @EnumSource
    void policySchemaHasTheParametersOfItsType(PolicyType type) {
        Node properties = policySchema(type).get("properties");
        Set<String> names = new HashSet<>(Set.of("type"));
        for (Parameter parameter : type.parameters()) {
            names.add(parameter.name());
            JsonObject schema = properties.get(parameter.name()).value();
            if (parameter.isWord()) {
                assertWord(parameter, schema);
            } else {
                assertNumber(parameter, schema);
            }
        }
        if (type.hasShares()) {
            names.add("probabilities");
        }
        assertThat(properties.value().fieldNames()).isEqualTo(names);
    }

    private static void assertWord(Parameter parameter, JsonObject schema) {
        assertThat(strings(schema.getJsonArray("enum"))).as(parameter.name()).isEqualTo(parameter.words());
        assertThat(schema.getString("default")).isEqualTo(parameter.words().get(0));
    }

    private static void assertNumber(Parameter parameter, JsonObject schema) {
        assertThat(schema.getString("type")).as(parameter.name()).isEqualTo("number");
        assertThat(schema.getDouble("minimum")).as(parameter.name()).isEqualTo(parameter.min());
        assertThat(schema.getDouble("maximum")).as(parameter.name()).isEqualTo(parameter.max());
        assertThat(schema.getDouble("default")).as(parameter.name()).isEqualTo(parameter.fallback());
    }

    @Test
    void everyPolicyTypeIsOneOfThePolicies() {
        JsonObject policy = DOCUMENT.at("components", "schemas", "Policy").value();
        JsonObject mapping = policy.getJsonObject("discriminator").getJsonObject("mapping");
        assertThat(mapping.fieldNames()).containsExactlyElementsOf(Worded.words(PolicyType.class));
        assertThat(policy.getJsonArray("oneOf").stream().map(ref -> ((JsonObject) ref).getString("$ref")))
                .containsExactlyElementsOf(
                        mapping.stream().map(entry -> (String) entry.getValue()).toList());
        assertThat(words("PolicyWord")).isEqualTo(Worded.words(PolicyType.class));
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsAnAnswerOfItsStatusWithItsTitle(Refusal.Code code) {
        String word = code.name().toLowerCase(Locale.ROOT);
        Node response = DOCUMENT.at("components", "responses")
                .children()
                .filter(candidate -> problemCodes(candidate).contains(word))
                .filter(candidate -> candidate
                        .get("content")
                        .get("application/problem+json")
                        .get("examples")
                        .child(word)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no response has an example of " + word));
        JsonObject example = response.get("content")
                .get("application/problem+json")
                .get("examples")
                .get(word)
                .value()
                .getJsonObject("value");
        assertThat(example.getInteger("status")).isEqualTo(code.status());
        assertThat(example.getString("title")).isEqualTo(code.title());
        assertThat(example.getString("code")).isEqualTo(word);
        assertThat(example.getString("type")).isEqualTo("urn:leverframe:problem:" + word);
    }

    @Test
    void problemCodesAreThoseOfTheProgram() {
        assertThat(words("ProblemCode"))
                .isEqualTo(Arrays.stream(Refusal.Code.values())
                        .map(code -> code.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void wordsAreThoseOfTheProgram() {
        assertThat(words("Decision", "properties", "reason")).containsAll(Worded.words(Reason.class));
        assertThat(words("Decision", "properties", "fallback_cause")).isEqualTo(Worded.words(FallbackCause.class));
        assertThat(words("BrokenPolicy", "properties", "health")).isEqualTo(Worded.words(DomainStats.Health.class));
        assertThat(words("PhaseWord")).isEqualTo(Worded.words(Phase.class));
        assertThat(words("Allocation")).isEqualTo(Worded.words(ExperimentSpec.Scheme.class));
        assertThat(words("LearningScope")).isEqualTo(Worded.words(ExperimentSpec.LearningScope.class));
        assertThat(words("OutcomeReceipt", "properties", "status"))
                .isEqualTo(Worded.words(OutcomeReceipt.Status.class));
        assertThat(words("RewardSettings", "properties", "latency_shape"))
                .isEqualTo(Worded.words(RewardSettings.LatencyShape.class));
        assertThat(words("RewardSettings", "properties", "combine"))
                .isEqualTo(Worded.words(RewardSettings.Combine.class));
        assertThat(words("RewardSettings", "properties", "missing"))
                .isEqualTo(Worded.words(RewardSettings.Missing.class));
        assertThat(words("Correction")).isEqualTo(Worded.words(EvidenceSettings.Correction.class));
        assertThat(words("UnitAnalysis")).isEqualTo(Worded.words(EvidenceSettings.UnitAnalysis.class));
        assertThat(words("GuardrailKind")).isEqualTo(Worded.words(Guardrail.Kind.class));
        assertThat(words("VerdictWord")).isEqualTo(Worded.words(Verdict.class));
        assertThat(words("Estimand")).isEqualTo(Worded.words(Estimand.class));
        assertThat(words("Report", "properties", "unit")).isEqualTo(Worded.words(ExperimentReport.Unit.class));
        assertThat(words("AuditAction")).isEqualTo(Worded.words(Change.Action.class));
        assertThat(words("FlagName"))
                .isEqualTo(Stream.of(Flags.Flag.values()).map(Enum::name).toList());
    }

    @Test
    void limitsAreTheDefaultsOfTheProgram() {
        Node schemas = DOCUMENT.at("components", "schemas");
        assertThat(schemas.get("SelectRequest")
                        .get("properties")
                        .get("candidates")
                        .value()
                        .getInteger("maxItems"))
                .isEqualTo(Limits.DEFAULT.candidatesMax());
        assertThat(schemas.get("NamedContext").value().getInteger("maxProperties"))
                .isEqualTo(Limits.DEFAULT.contextFeaturesMax());
    }

    private Node policySchema(PolicyType type) {
        return DOCUMENT.at("components", "schemas")
                .children()
                .filter(schema -> schema.child("properties")
                        .flatMap(properties -> properties.child("type"))
                        .filter(constant -> type.word().equals(constant.value().getValue("const")))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no schema for " + type));
    }

    private static List<String> problemCodes(Node response) {
        return response.child("content")
                .flatMap(content -> content.child("application/problem+json"))
                .map(problem ->
                        problem.get("schema").value().getJsonArray("allOf").getJsonObject(1))
                .map(narrowed -> strings(narrowed.getJsonObject("properties")
                        .getJsonObject("code")
                        .getJsonArray("enum")))
                .orElse(List.of());
    }

    private List<String> words(String... names) {
        Node node = DOCUMENT.at("components", "schemas");
        for (String name : names) {
            node = node.get(name);
        }
        return strings(node.value().getJsonArray("enum"));
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
