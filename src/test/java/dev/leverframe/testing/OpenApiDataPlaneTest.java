package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.bus.AnswerJson;
import dev.leverframe.bus.Parsed;
import dev.leverframe.bus.RequestJson;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Explanation;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Limits;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Reason;
import dev.leverframe.model.Refusal;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program reads and writes on the data plane is what the document says. */
class OpenApiDataPlaneTest {
    private static final String SELECT = "/components/schemas/SelectRequest";
    private static final String OUTCOME = "/components/schemas/OutcomeRequest";

    private static final OpenApiDocument DOCUMENT = OpenApiDocument.load();
    private static final Contract CONTRACT = Contract.load();

    @Test
    void everyExampleRequestIsRead() {
        assertThat(refusals("select", body -> RequestJson.select(body, Limits.DEFAULT, false, () -> "id")))
                .isEmpty();
        assertThat(refusals("outcomes", RequestJson::outcome)).isEmpty();
        assertThat(refusals("select/batch", body -> RequestJson.selects(body, 1000, Limits.DEFAULT, false, () -> "id")))
                .isEmpty();
        assertThat(refusals("outcomes/batch", body -> RequestJson.outcomes(body, 1000)))
                .isEmpty();
    }

    private <T> List<Refusal> refusals(String operation, Function<byte[], Parsed<T>> reader) {
        List<Refusal> refusals = new ArrayList<>();
        JsonObject examples = DOCUMENT.at("paths", "/v1/domains/{domain}/" + operation, "post", "requestBody")
                .get("content")
                .get("application/json")
                .get("examples")
                .value();
        for (String name : examples.fieldNames()) {
            Refusal refusal = reader.apply(bytes(
                            examples.getJsonObject(name).getJsonObject("value").encode()))
                    .refusal();
            if (refusal != null) {
                refusals.add(refusal);
            }
        }
        return refusals;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'candidates':['a','b']}",
                "{'candidates':['vendor/model-4 (fast)']}",
                "{'context':{}}",
                "{'context':{'a':1,'b':true,'c':'x','d':null}}",
                "{'context':{'vector':[0.5,-1]}}",
                "{'context':{'vector':[]}}",
                "{'context':{'vector':1}}",
                "{'key':'','tenant':'acme','decision_id':'A.b_c:d-e'}"
            })
    void selectsThatTheDocumentAllowsAreRead(String body) {
        assertThat(CONTRACT.violations(SELECT, json(body))).isEmpty();
        assertThat(select(bytes(quoted(body))).refusal()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'candidate':['a']}",
                "{'candidates':[]}",
                "{'candidates':['a','a']}",
                "{'candidates':[' a']}",
                "{'candidates':['a\\u0007']}",
                "{'candidates':['']}",
                "{'candidates':[1]}",
                "{'candidates':'a'}",
                "{'context':[]}",
                "{'context':{'a':[1]}}",
                "{'context':{'a':{}}}",
                "{'context':{'':1}}",
                "{'context':{'vector':['1']}}",
                "{'context':{'vector':[1],'a':2}}",
                "{'key':7}",
                "{'tenant':'.a'}",
                "{'tenant':''}",
                "{'decision_id':'a b'}",
                "{'decision_id':null}"
            })
    void selectsThatTheDocumentForbidsAreRefused(String body) {
        assertThat(CONTRACT.violations(SELECT, json(body))).isNotEmpty();
        assertThat(select(bytes(quoted(body))).refusal()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'decision_id':'d','reward':0}",
                "{'decision_id':'d','reward':1,'outcome_id':'o'}",
                "{'decision_id':'d','latency_ms':0}",
                "{'decision_id':'d','cost_usd':1.5,'quality':1,'failed':false}",
                "{'arm':'a','reward':0.72}",
                "{'arm':'a','failed':true}"
            })
    void outcomesThatTheDocumentAllowsAreRead(String body) {
        assertThat(CONTRACT.violations(OUTCOME, json(body))).isEmpty();
        assertThat(RequestJson.outcome(bytes(quoted(body))).refusal()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'decision_id':'d'}",
                "{'reward':1}",
                "{'decision_id':'d','arm':'a','reward':1}",
                "{'decision_id':'d','reward':1,'quality':1}",
                "{'decision_id':'d','reward':1.01}",
                "{'decision_id':'d','reward':-0.01}",
                "{'decision_id':'d','reward':'1'}",
                "{'decision_id':'d','latency_ms':-1}",
                "{'decision_id':'d','cost_usd':-1}",
                "{'decision_id':'d','quality':2}",
                "{'decision_id':'d','failed':1}",
                "{'decision_id':'d','reward':1,'outcome_id':''}",
                "{'decision_id':'d','rewards':1}"
            })
    void outcomesThatTheDocumentForbidsAreRefused(String body) {
        assertThat(CONTRACT.violations(OUTCOME, json(body))).isNotEmpty();
        assertThat(RequestJson.outcome(bytes(quoted(body))).refusal()).isNotNull();
    }

    @Test
    void decisionsAreWrittenAsDeclared() {
        Distribution distribution = Distribution.of(0.25, 0.75);
        List<Double> scores = List.of(Double.POSITIVE_INFINITY, 0.5);
        Explanation explanation = new Explanation(
                List.of("a", "b"),
                distribution,
                scores,
                FeatureVector.CONSTANT,
                List.of("constant"),
                "1-0123456789abcdef",
                "d",
                0.5,
                List.of());
        Decision plain =
                new Decision("d", "analysis", "b", 0.75, "thompson", Reason.CORE_POLICY, null, null, null, null, null);
        Decision full = new Decision(
                "d",
                "analysis",
                "b",
                0.75,
                "thompson",
                Reason.FALLBACK,
                FallbackCause.FLAG_OFF,
                "e",
                "v",
                Phase.ACTIVE,
                explanation);
        checkJson("select", AnswerJson.select(plain));
        checkJson("select?explain=true", AnswerJson.select(full));
        checkJson("select/batch", AnswerJson.selects(List.of(plain, full, refusal(Refusal.Code.NO_LIVE_CANDIDATE))));
    }

    @Test
    void receiptsAreWrittenAsDeclared() {
        OutcomeReceipt recorded = new OutcomeReceipt(OutcomeReceipt.Status.RECORDED, 0.72, List.of("quality"), false);
        OutcomeReceipt late = OutcomeReceipt.of(OutcomeReceipt.Status.LATE);
        checkJson("outcomes", AnswerJson.outcome(recorded));
        checkJson("outcomes", AnswerJson.outcome(late));
        checkJson(
                "outcomes/batch", AnswerJson.outcomes(List.of(recorded, late, refusal(Refusal.Code.UNKNOWN_DECISION))));
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsWrittenAsDeclared(Refusal.Code code) {
        assertThat(CONTRACT.violations(
                        "/components/schemas/Problem", Json.decodeValue(text(AnswerJson.problem(refusal(code))))))
                .isEmpty();
    }

    private void checkJson(String operation, byte[] body) {
        CONTRACT.check("POST", "/v1/domains/analysis/" + operation, 200, "application/json", text(body));
    }

    private static Refusal refusal(Refusal.Code code) {
        return Refusal.field(code, "/reward", "reward must be from 0 to 1, got 7");
    }

    private static Parsed<?> select(byte[] body) {
        return RequestJson.select(body, Limits.DEFAULT, false, () -> "id");
    }

    /** Single quotes stand for double ones, to be readable. */
    private static String quoted(String body) {
        return body.replace('\'', '"');
    }

    private static Object json(String body) {
        return Json.decodeValue(quoted(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
