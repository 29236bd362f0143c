package dev.leverframe.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Context;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {
    @Test
    void readsEveryFieldOfASelect() {
        Select select = select("""
                        {"candidates": ["modelA", "openai/gpt-4o:free"], "key": "user-42", "tenant": "acme",
                         "context": {"prompt_tokens": 812, "task": "code", "has_tools": true, "gone": null},
                         "decision_id": "d-1"}""").get();
        assertThat(select)
                .isEqualTo(new Select(
                        "d-1",
                        List.of("modelA", "openai/gpt-4o:free"),
                        new Context.Named(List.of(
                                new Context.Numeric("prompt_tokens", 812),
                                new Context.Category("task", "code"),
                                new Context.Flag("has_tools", true))),
                        "user-42",
                        "acme",
                        false));
    }

    @Test
    void namesADecisionThatTheCallerDidNot() {
        assertThat(select("{}").get().decisionId()).isEqualTo("generated");
        assertThat(select("{}").get().candidates()).isEmpty();
    }

    @Test
    void readsAVectorContext() {
        assertThat(select("{\"context\": {\"vector\": [0.5, -2, 1e6]}}").get().context())
                .isEqualTo(new Context.Vector(0.5, -2, 1e6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"candidates\": \"modelA\"}|/candidates",
                "{\"candidates\": []}|/candidates",
                "{\"candidates\": [\"a\", 7]}|/candidates/1",
                "{\"candidates\": [\"a\", \"a\"]}|/candidates/1",
                "{\"candidates\": [\" a\"]}|/candidates/0",
                "{\"candidates\": [{\"deep\": [1, {}]}, \"b\"]}|/candidates/0",
                "{\"candidate\": [\"a\"]}|/candidate",
                "{\"a/b~c\": 1}|/a~1b~0c",
                "{\"key\": 7}|/key",
                "{\"key\": null}|/key",
                "{\"tenant\": \"../x\"}|/tenant",
                "{\"decision_id\": \"\"}|/decision_id",
                "{\"decision_id\": \"d 1\"}|/decision_id",
                "{\"decision_id\": \"a\", \"decision_id\": \"b\"}|/decision_id",
                "{\"context\": 7}|/context",
                "{\"context\": {\"x\": {\"y\": 1}}}|/context/x",
                "{\"context\": {\"x\": [1]}}|/context/x",
                "{\"context\": {\"x\": NaN}}|/context/x",
                "{\"context\": {\"x\": 1e999}}|/context/x",
                "{\"context\": {\"x\": 1, \"x\": 2}}|/context/x",
                "{\"context\": {\"vector\": [1, \"2\"]}}|/context/vector/1",
                "{\"context\": {\"vector\": [-Infinity]}}|/context/vector/0",
                "{\"context\": {\"vector\": [0, 1.0000001e6]}}|/context/vector/1",
                "{\"context\": {\"vector\": [0, 1, -1e7]}}|/context/vector/2",
                "{\"context\": {\"vector\": [1], \"x\": 2}}|/context/vector",
                "[]|''",
                "7|''",
                "null|''"
            })
    void refusesASelectAndPointsAtTheField(String body, String pointer) {
        Refusal refusal = Objects.requireNonNull(select(body).refusal());
        assertThat(refusal.code()).isEqualTo(Refusal.Code.INVALID_FIELD);
        assertThat(refusal.errors()).extracting(Refusal.FieldError::pointer).containsExactly(pointer.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"candidates\": [", "{} {}", "{\"key\": \"\\uD8\"}", "\u0000", "{'key': 1}"})
    void refusesWhatIsNotJson(String body) {
        assertThat(Objects.requireNonNull(select(body).refusal()).code()).isEqualTo(Refusal.Code.MALFORMED);
    }

    @Test
    void boundsCandidatesAndFeatures() {
        Limits tight = new Limits(10, 2, 1, 1, 1, 1);
        assertThat(RequestJson.select(bytes("{\"candidates\": [\"a\",\"b\",\"c\"]}"), tight, false, () -> "id")
                        .refusal())
                .isNotNull();
        assertThat(RequestJson.select(bytes("{\"context\": {\"a\": 1, \"b\": 2}}"), tight, false, () -> "id")
                        .refusal())
                .isNotNull();
    }

    @Test
    void readsTheThreeFormsOfAnOutcome() {
        assertThat(outcome("{\"decision_id\": \"d\", \"reward\": 0.72, \"outcome_id\": \"o\"}")
                        .get())
                .isEqualTo(new Outcome("d", null, "o", 0.72, null));
        assertThat(outcome(
                                "{\"decision_id\": \"d\", \"latency_ms\": 840, \"cost_usd\": 0.0021, \"quality\": 0.9, \"failed\": false}")
                        .get())
                .isEqualTo(new Outcome("d", null, null, null, new Outcome.Components(840.0, 0.0021, 0.9, false)));
        assertThat(outcome("{\"arm\": \"modelA\", \"reward\": 1}").get())
                .isEqualTo(new Outcome(null, "modelA", null, 1.0, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"decision_id\": \"d\", \"reward\": NaN}|/reward",
                "{\"decision_id\": \"d\", \"reward\": Infinity}|/reward",
                "{\"decision_id\": \"d\", \"reward\": 1e999}|/reward",
                "{\"decision_id\": \"d\", \"reward\": 1.0000001}|/reward",
                "{\"decision_id\": \"d\", \"reward\": -0.1}|/reward",
                "{\"decision_id\": \"d\", \"reward\": \"0.5\"}|/reward",
                "{\"decision_id\": \"d\", \"reward\": null}|/reward",
                "{\"decision_id\": \"d\", \"reward\": {}}|/reward",
                "{\"decision_id\": \"d\", \"latency_ms\": -1}|/latency_ms",
                "{\"decision_id\": \"d\", \"cost_usd\": 1e999}|/cost_usd",
                "{\"decision_id\": \"d\", \"quality\": 2}|/quality",
                "{\"decision_id\": \"d\", \"failed\": 1}|/failed",
                "{\"decision_id\": \"d\"}|/reward",
                "{\"reward\": 1}|/decision_id",
                "{\"decision_id\": \"d\", \"arm\": \"a\", \"reward\": 1}|/decision_id",
                "{\"decision_id\": \"d\", \"reward\": 1, \"quality\": 1}|/reward",
                "{\"decision_id\": \"d\", \"reward\": 1, \"outcome_id\": \"\"}|/outcome_id",
                "{\"decision_id\": \"d\", \"rewrad\": 1}|/rewrad"
            })
    void refusesAnOutcomeAndPointsAtTheField(String body, String pointer) {
        Refusal refusal = Objects.requireNonNull(outcome(body).refusal());
        assertThat(refusal.code()).isEqualTo(Refusal.Code.INVALID_FIELD);
        assertThat(refusal.errors()).extracting(Refusal.FieldError::pointer).containsExactly(pointer);
    }

    @Test
    void oneBadItemSpoilsNoOther() {
        List<Parsed<Outcome>> items = RequestJson.outcomes(bytes("""
                                {"outcomes": [{"decision_id": "a", "reward": 1}, {"decision_id": {"x": [1, 2]}, "reward": 1},
                                              7, {"decision_id": "b", "reward": 0.5}]}"""), 10).get();
        assertThat(items).hasSize(4);
        assertThat(items.get(0).refusal()).isNull();
        assertThat(Objects.requireNonNull(items.get(1).refusal())
                        .errors()
                        .get(0)
                        .pointer())
                .isEqualTo("/outcomes/1/decision_id");
        assertThat(Objects.requireNonNull(items.get(2).refusal())
                        .errors()
                        .get(0)
                        .pointer())
                .isEqualTo("/outcomes/2");
        assertThat(items.get(3).get().decisionId()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"outcomes\": []}",
                "{\"outcomes\": 1}",
                "{\"outcome\": [{}]}",
                "{\"outcomes\": [{},{},{}]}"
            })
    void boundsABatch(String body) {
        assertThat(RequestJson.outcomes(bytes(body), 2).refusal()).isNotNull();
    }

    private static Parsed<Select> select(String body) {
        return RequestJson.select(bytes(body), Limits.DEFAULT, false, () -> "generated");
    }

    private static Parsed<Outcome> outcome(String body) {
        return RequestJson.outcome(bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
