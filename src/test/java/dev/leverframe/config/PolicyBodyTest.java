package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leverframe.model.Parameter;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Refusal.FieldError;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyBodyTest {
    @Test
    void parametersGivenAreKeptAndTheRestStaysOut() {
        PolicySpec policy = PolicyBody.parse(new JsonObject("{\"type\": \"epsilon_greedy\", \"epsilon\": 0.1}"));
        assertThat(policy).isEqualTo(PolicySpec.of(PolicyType.EPSILON_GREEDY).with("epsilon", 0.1));
        assertThat(PolicyBody.toJson(policy).encode()).isEqualTo("{\"type\":\"epsilon_greedy\",\"epsilon\":0.1}");
    }

    @ParameterizedTest
    @EnumSource(PolicyType.class)
    void everyParameterIsReadAtBothBoundsAndComesBack(PolicyType type) {
        for (Parameter parameter : type.parameters()) {
            for (boolean atMax : List.of(false, true)) {
                List<String> words = parameter.words();
                Object number = atMax ? parameter.max() : parameter.min();
                Object word = parameter.isWord() ? words.get(atMax ? words.size() - 1 : 0) : "";
                PolicySpec policy =
                        PolicyBody.parse(body(type).put(parameter.name(), parameter.isWord() ? word : number));
                assertThat(policy.numbers().size() + policy.words().size()).isEqualTo(1);
                assertThat(PolicyBody.parse(PolicyBody.toJson(policy))).isEqualTo(policy);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PolicyType.class)
    void everyNumberIsRefusedBeyondItsBounds(PolicyType type) {
        for (Parameter parameter : type.parameters()) {
            if (!parameter.isWord()) {
                assertThat(errors(body(type).put(parameter.name(), Math.nextUp(parameter.max()))))
                        .hasSize(1);
                assertThat(errors(body(type).put(parameter.name(), Math.nextDown(parameter.min()))))
                        .hasSize(1);
            }
        }
    }

    @Test
    void messageSaysTheRangeAndThenTheValue() {
        assertThat(errors("{\"type\": \"epsilon_greedy\", \"epsilon\": 2}"))
                .containsExactly(new FieldError("/epsilon", "epsilon must be a number from 0 to 1, got 2"));
        assertThat(errors("{\"type\": \"thompson\", \"update\": \"binarized\"}"))
                .containsExactly(new FieldError(
                        "/update",
                        "update must be one of fractional, binarised, got 'binarized', did you mean 'binarised'?"));
    }

    @Test
    void unknownTypeNamesTheNearest() {
        FieldError error = errors("{\"type\": \"tompson\", \"epsilon\": 7}").get(0);
        assertThat(error.pointer()).isEqualTo("/type");
        assertThat(error.message())
                .startsWith("type must be one of ")
                .endsWith(", got 'tompson', did you mean 'thompson'?");
    }

    @Test
    void unknownParameterNamesTheNearest() {
        assertThat(errors("{\"type\": \"epsilon_greedy\", \"epsilom\": 0.1}"))
                .containsExactly(new FieldError("/epsilom", "unknown field 'epsilom', did you mean 'epsilon'?"));
    }

    @Test
    void parameterOfAnotherTypeIsUnknown() {
        assertThat(errors("{\"type\": \"ucb1\", \"epsilon\": 0.1}"))
                .extracting(FieldError::pointer)
                .containsExactly("/epsilon");
    }

    @Test
    void waysToForgetExcludeEachOther() {
        assertThat(errors("{\"type\": \"thompson\", \"half_life_s\": 60, \"window_s\": 60}"))
                .containsExactly(
                        new FieldError("/window_s", "window_s and half_life_s exclude each other; give one of them"));
        assertThat(errors("{\"type\": \"ucb1\", \"window_pulls\": 60, \"discount\": 0.9, \"window_s\": 60}"))
                .extracting(FieldError::pointer)
                .containsExactly("/discount", "/window_pulls");
    }

    @Test
    void typeHasToBeThere() {
        assertThat(errors("{}")).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/type");
            assertThat(error.message()).startsWith("type is required and must be one of ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"0.1\"", "true", "[0.1]", "{}", "1e999", "-1e999"})
    void parameterOfAnotherJsonTypeIsRefused(String json) {
        assertThat(errors("{\"type\": \"epsilon_greedy\", \"epsilon\": " + json + "}"))
                .singleElement()
                .extracting(FieldError::pointer)
                .isEqualTo("/epsilon");
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(errors(body(PolicyType.EPSILON_GREEDY).put("epsilon", number)))
                    .hasSize(1);
        }
    }

    @Test
    void allErrorsAreCollectedAndTheRefusalCountsThem() {
        JsonObject body = new JsonObject("{\"type\":\"epsilon_greedy\",\"epsilon\":2,\"prior_n\":0,\"a/b~c\":1}");
        InvalidBody invalid = invalid(body);
        assertThat(invalid.errors())
                .extracting(FieldError::pointer)
                .containsExactly("/epsilon", "/prior_n", "/a~1b~0c");
        assertThat(invalid.toRefusal().code().status()).isEqualTo(400);
        assertThat(invalid.toRefusal().detail())
                .isEqualTo("epsilon must be a number from 0 to 1, got 2 (and 2 more, see errors)");
        assertThat(invalid.toRefusal().errors()).isEqualTo(invalid.errors());
    }

    @Test
    void bodyOfNothingButErrorsIsCut() {
        JsonObject body = body(PolicyType.UCB1);
        for (int i = 0; i < 10_000; i++) {
            body.put("x".repeat(1000) + i, i);
        }
        InvalidBody invalid = invalid(body);
        assertThat(invalid.errors()).hasSize(Fields.ERRORS_MAX);
        assertThat(invalid.getMessage()).hasSizeLessThan(16_384);
    }

    @Test
    void fixedProbabilitiesAreReadByArmAndComeBack() {
        JsonObject body =
                new JsonObject("{\"type\": \"fixed\", \"probabilities\": {\"modelA\": 0.7, \"modelB\": 0.3}}");
        PolicySpec policy = PolicyBody.parse(body);
        assertThat(policy.shares()).isEqualTo(Map.of("modelA", 0.7, "modelB", 0.3));
        assertThat(PolicyBody.toJson(policy)).isEqualTo(body);
    }

    @Test
    void fixedProbabilitiesMustBeOnesAndSumToOne() {
        assertThat(errors("{\"type\": \"fixed\", \"probabilities\": {\"a\": 0.7, \"b\": 0.2}}"))
                .extracting(FieldError::pointer)
                .containsExactly("/probabilities");
        assertThat(errors("{\"type\": \"fixed\", \"probabilities\": {\"a/b\": 2, \"c\": 1}}"))
                .contains(new FieldError("/probabilities/a~1b", "a probability must be a number from 0 to 1, got 2"));
        assertThat(errors("{\"type\": \"ucb1\", \"probabilities\": {\"a\": 1}}"))
                .extracting(FieldError::pointer)
                .containsExactly("/probabilities");
    }

    private static JsonObject body(PolicyType type) {
        return new JsonObject().put("type", type.word());
    }

    private static List<FieldError> errors(String json) {
        return errors(new JsonObject(json));
    }

    private static List<FieldError> errors(JsonObject body) {
        return invalid(body).errors();
    }

    private static InvalidBody invalid(JsonObject body) {
        return catchThrowableOfType(InvalidBody.class, () -> PolicyBody.parse(body));
    }
}
