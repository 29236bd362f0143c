package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Refusal.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentBodyTest {
    private static final Settings SETTINGS = Settings.defaults();

    private static final String FULL = """
            {"control": "old", "allocation": "rendezvous", "salt": "s 1", "resolution": 1000000, "exposure_bps": 500,
             "learning_scope": "shared",
             "variants": [{"variant": "old", "weight": 2.5, "policy": {"type": "thompson"}},
                          {"variant": "new", "weight": 0, "policy": {"type": "ucb1", "prior_n": 3}}]}""";

    @Test
    void everyPartIsRead() {
        assertThat(parse(FULL))
                .isEqualTo(new ExperimentSpec(
                        "lints",
                        "old",
                        Scheme.RENDEZVOUS,
                        "s 1",
                        1_000_000,
                        500,
                        LearningScope.SHARED,
                        List.of(
                                new Variant("old", 2.5, PolicySpec.of(PolicyType.THOMPSON)),
                                new Variant(
                                        "new", 0, PolicySpec.of(PolicyType.UCB1).with("prior_n", 3)))));
    }

    @Test
    void absentPartsHaveTheirDefaults() {
        ExperimentSpec spec = parse(with("", variant("control", ""), variant("b", "")));
        assertThat(spec.control()).isEqualTo("control");
        assertThat(spec.allocation()).isEqualTo(Scheme.MODULO);
        assertThat(spec.salt()).isEqualTo("lints");
        assertThat(spec.resolution()).isEqualTo(10_000);
        assertThat(spec.exposureBps()).isEqualTo(10_000);
        assertThat(spec.learningScope()).isEqualTo(LearningScope.ISOLATED);
        assertThat(spec.variants()).extracting(Variant::weight).containsExactly(1.0, 1.0);
    }

    @Test
    void jsonReadsBackToTheSame() {
        for (String body : List.of(FULL, with("", variant("control", ""), variant("b", "")))) {
            ExperimentSpec spec = parse(body);
            assertThat(parse(ExperimentBody.toJson(spec).encode())).isEqualTo(spec);
        }
    }

    @Test
    void controlHasToBeNamedWhereNoVariantIsCalledSo() {
        assertThat(errors(with("", variant("a", ""), variant("b", ""))))
                .containsExactly(new FieldError("/control", "control is required and must be one of a, b"));
    }

    @Test
    void controlHasToBeAVariant() {
        assertThat(errors(with("\"control\": \"aa\"", variant("a", ""), variant("b", ""))))
                .containsExactly(
                        new FieldError("/control", "control must be one of a, b, got 'aa', did you mean 'a'?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"control\": 7                   | /control",
                "\"control\": null                | /control",
                "\"allocation\": \"random\"       | /allocation",
                "\"allocation\": {}               | /allocation",
                "\"salt\": \"\"                   | /salt",
                "\"salt\": 1                      | /salt",
                "\"salt\": \"a\\u0000\"           | /salt",
                "\"resolution\": 9999             | /resolution",
                "\"resolution\": 1000001          | /resolution",
                "\"resolution\": \"10000\"        | /resolution",
                "\"exposure_bps\": -1             | /exposure_bps",
                "\"exposure_bps\": 10001          | /exposure_bps",
                "\"exposure_bps\": 0.5            | /exposure_bps",
                "\"learning_scope\": \"own\"      | /learning_scope",
                "\"exposure\": 5000               | /exposure"
            })
    void eachBrokenRuleIsOneErrorAtItsPlace(String part, String pointer) {
        assertThat(errors(with(part, variant("control", ""), variant("b", ""))))
                .extracting(FieldError::pointer)
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"variant\": \"b\", \"weight\": -1, \"policy\": {\"type\": \"ucb1\"}}        | /variants/1/weight",
                "{\"variant\": \"b\", \"weight\": \"1\", \"policy\": {\"type\": \"ucb1\"}}     | /variants/1/weight",
                "{\"variant\": \"b\", \"weight\": null, \"policy\": {\"type\": \"ucb1\"}}      | /variants/1/weight",
                "{\"variant\": \"b\", \"weight\": 1e308, \"policy\": {\"type\": \"ucb1\"}}     | /variants/1/weight",
                "{\"variant\": \"control\", \"policy\": {\"type\": \"ucb1\"}}                  | /variants/1/variant",
                "{\"variant\": \"b c\", \"policy\": {\"type\": \"ucb1\"}}                      | /variants/1/variant",
                "{\"variant\": 5, \"policy\": {\"type\": \"ucb1\"}}                            | /variants/1/variant",
                "{\"policy\": {\"type\": \"ucb1\"}}                                            | /variants/1/variant",
                "{\"variant\": \"b\"}                                                          | /variants/1/policy",
                "{\"variant\": \"b\", \"policy\": \"ucb1\"}                                    | /variants/1/policy",
                "{\"variant\": \"b\", \"policy\": {\"type\": \"ucb1\", \"c\": 1}}              | /variants/1/policy/c",
                "{\"variant\": \"b\", \"policy\": {\"type\": \"ucb1\", \"prior_n\": 0}}  | /variants/1/policy/prior_n",
                "{\"variant\": \"b\", \"wieght\": 2, \"policy\": {\"type\": \"ucb1\"}}         | /variants/1/wieght",
                "\"b\"                                                                         | /variants/1",
                "null                                                                          | /variants/1"
            })
    void eachBrokenVariantIsOneErrorAtItsPlace(String variant, String pointer) {
        assertThat(errors(with("", variant("control", ""), variant)))
                .extracting(FieldError::pointer)
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"variants\": null}", "{\"variants\": {}}", "{\"variants\": []}"})
    void variantsHaveToBeThere(String body) {
        assertThat(errors(body)).extracting(FieldError::pointer).containsExactly("/variants");
    }

    @Test
    void variantsAreTwoToAsManyAsTheSettingsAllow() {
        assertThat(errors(with("", variant("control", ""))))
                .containsExactly(
                        new FieldError("/variants", "variants must be a list of 2 to 16 variants, got a list of 1"));
        assertThat(errors(many(17))).extracting(FieldError::pointer).containsExactly("/variants");
        assertThat(parse(many(16)).variants()).hasSize(16);
    }

    @Test
    void weightsHaveToSumToMoreThanNothing() {
        String none = "\"weight\": 0";
        assertThat(errors(with("", variant("control", none), variant("b", none))))
                .containsExactly(
                        new FieldError("/variants", "variants must have weights that sum to more than 0, got 0"));
    }

    @Test
    void rawModuloTakesWholeWeightsOnly() {
        String body = with("\"allocation\": \"modulo_raw\"", variant("control", "\"weight\": 2.5"), variant("b", ""));
        assertThat(errors(body))
                .containsExactly(new FieldError(
                        "/variants/0/weight", "weight must be a whole number where allocation is modulo_raw, got 2.5"));
        assertThat(parse(body.replace("2.5", "3.0")).variants().get(0).weight()).isEqualTo(3);
    }

    @Test
    void saltIsAtMost200Characters() {
        String body = with("\"salt\": \"SALT\"", variant("control", ""), variant("b", ""));
        assertThat(parse(body.replace("SALT", "s".repeat(200))).salt()).hasSize(200);
        assertThat(errors(body.replace("SALT", "s".repeat(201))))
                .extracting(FieldError::pointer)
                .containsExactly("/salt");
    }

    @Test
    void nameOfTheExperimentIsCheckedWithTheBody() {
        JsonObject body = new JsonObject(FULL).put("resolution", 1);
        InvalidBody invalid = catchThrowableOfType(InvalidBody.class, () -> ExperimentBody.parse("", body, SETTINGS));
        assertThat(invalid.errors()).extracting(FieldError::pointer).containsExactly("", "/resolution");
    }

    private static String many(int count) {
        JsonArray variants = new JsonArray();
        IntStream.range(0, count).forEach(i -> variants.add(new JsonObject(variant("v" + i, ""))));
        return new JsonObject().put("control", "v0").put("variants", variants).encode();
    }

    private static String variant(String name, String part) {
        return "{\"variant\": \"" + name + "\"" + (part.isEmpty() ? "" : ", " + part)
                + ", \"policy\": {\"type\": \"thompson\"}}";
    }

    private static String with(String part, String... variants) {
        return "{" + (part.isEmpty() ? "" : part + ", ") + "\"variants\": [" + String.join(", ", variants) + "]}";
    }

    private static ExperimentSpec parse(String body) {
        return ExperimentBody.parse("lints", new JsonObject(body), SETTINGS);
    }

    private static List<FieldError> errors(String body) {
        return catchThrowableOfType(InvalidBody.class, () -> parse(body)).errors();
    }
}
