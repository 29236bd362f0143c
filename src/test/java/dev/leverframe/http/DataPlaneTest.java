package dev.leverframe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.testing.RawHttp;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DataPlaneTest {
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void decidesWithAPropensityAndTakesTheOutcome() {
        JsonObject decision =
                service.select("main-job", "{\"candidates\": [\"modelA\", \"modelB\"], \"key\": \"user-42\"}");
        assertThat(decision.getString("arm")).isIn("modelA", "modelB");
        assertThat(decision.getDouble("propensity")).isEqualTo(0.5);
        assertThat(decision.getString("reason")).isEqualTo("core_policy");
        JsonObject outcome = new JsonObject()
                .put("decision_id", decision.getString("decision_id"))
                .put("reward", 0.72);
        assertThat(service.outcome("main-job", outcome.encode()).getString("status"))
                .isEqualTo("recorded");
        assertThat(service.outcome("main-job", outcome.encode()).getString("status"))
                .isEqualTo("duplicate");
    }

    @Test
    void sameDecisionIdIsASafeRetry() {
        String body = "{\"candidates\": [\"a\", \"b\", \"c\"], \"decision_id\": \"retry-1\"}";
        assertThat(service.select("retries", body)).isEqualTo(service.select("retries", body));
        assertThat(service.stats("retries").getLong("selects")).isEqualTo(1);
    }

    @Test
    void composesComponentsByTheDomainsRewardSettings() {
        service.put("/v1/domains/composed", """
                        {"arms": ["a", "b"], "reward": {"cost_weight": 0.2, "latency_weight": 0.2, "quality_weight": 0.6,
                         "latency_ms_window": 2000, "cost_ref_usd": 0.01}}""").expect(201);
        service.select("composed", "{\"decision_id\": \"whole\"}");
        service.select("composed", "{\"decision_id\": \"partial\"}");
        service.select("composed", "{\"decision_id\": \"failed\"}");
        // golden case: q .8, cost .004 of .01, latency 1500 of 2000, weights .6 .2 .2
        assertThat(service.outcome(
                                "composed",
                                "{\"decision_id\": \"whole\", \"quality\": 0.8, \"cost_usd\": 0.004, \"latency_ms\": 1500}")
                        .getDouble("reward"))
                .isEqualTo(0.65);
        JsonObject partial = service.outcome("composed", "{\"decision_id\": \"partial\", \"quality\": 1}");
        assertThat(partial.getJsonArray("missing")).isEqualTo(JsonArray.of("latency_ms", "cost_usd"));
        assertThat(service.outcome("composed", "{\"decision_id\": \"failed\", \"failed\": true}")
                        .getDouble("reward"))
                .isZero();
    }

    @Test
    void explainsADecision() {
        JsonObject explanation = service.post(
                        "/v1/domains/explained/select?explain=true",
                        "{\"candidates\": [\"a\", \"b\"], \"context\": {\"x\": 1.5, \"task\": \"code\"}}")
                .expect(200)
                .json()
                .getJsonObject("explain");
        assertThat(explanation.getJsonObject("distribution").getDouble("a")
                        + explanation.getJsonObject("distribution").getDouble("b"))
                .isEqualTo(1.0);
        assertThat(explanation.getDouble("draw")).isBetween(0.0, 1.0);
    }

    @Test
    void oneBadItemOfABatchSpoilsNoOther() {
        JsonArray decisions = service.post("/v1/domains/batches/select/batch", """
                        {"requests": [{"candidates": ["a", "b"], "decision_id": "b-1"}, {"candidates": [7]},
                                      {"candidates": ["a"], "decision_id": "b-2"}]}""")
                .expect(200)
                .json()
                .getJsonArray("decisions");
        assertThat(decisions.getJsonObject(0).getString("decision_id")).isEqualTo("b-1");
        assertThat(decisions.getJsonObject(1).getInteger("status")).isEqualTo(400);
        assertThat(decisions
                        .getJsonObject(1)
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo("/requests/1/candidates/0");
        assertThat(decisions.getJsonObject(2).getString("arm")).isEqualTo("a");
        JsonArray results = service.post("/v1/domains/batches/outcomes/batch", """
                        {"outcomes": [{"decision_id": "b-1", "reward": 1}, {"decision_id": "nobody", "reward": 1},
                                      {"decision_id": "b-2", "reward": 2}, {"decision_id": "b-2", "reward": 0.5}]}""")
                .expect(200)
                .json()
                .getJsonArray("results");
        assertThat(results.getJsonObject(0).getString("status")).isEqualTo("recorded");
        assertThat(results.getJsonObject(1).getInteger("status")).isEqualTo(404);
        assertThat(results.getJsonObject(2).getInteger("status")).isEqualTo(400);
        assertThat(results.getJsonObject(3).getString("status")).isEqualTo("recorded");
    }

    @Test
    void batchWithoutOneGoodItemIsAnsweredToo() {
        assertThat(service.post("/v1/domains/batches/select/batch", "{\"requests\": [7, {\"x\": 1}]}")
                        .expect(200)
                        .json()
                        .getJsonArray("decisions"))
                .hasSize(2);
    }

    @Test
    void outcomeDoesNotCreateADomain() {
        assertThat(service.post("/v1/domains/nowhere/outcomes", "{\"decision_id\": \"d\", \"reward\": 1}")
                        .expect(404)
                        .json()
                        .getString("code"))
                .isEqualTo("unknown_domain");
        service.get("/v1/domains/nowhere").expect(404);
    }

    @Test
    void unknownDecisionIsNotFound() {
        service.select("known", "{\"candidates\": [\"a\"]}");
        assertThat(service.post("/v1/domains/known/outcomes", "{\"decision_id\": \"d\", \"reward\": 1}")
                        .expect(404)
                        .json()
                        .getString("code"))
                .isEqualTo("unknown_decision");
    }

    @Test
    void rewardForAnArmAloneIsTakenUnattributed() {
        service.select("seed", "{\"candidates\": [\"modelA\"]}");
        assertThat(service.outcome("seed", "{\"arm\": \"modelA\", \"reward\": 0.72}")
                        .getBoolean("attributed"))
                .isFalse();
        service.post("/v1/domains/seed/outcomes", "{\"arm\": \"modelX\", \"reward\": 0.72}")
                .expect(422);
        assertThat(service.stats("seed").getLong("unattributed")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"x\"",
                "{\"candidates\": {}}",
                "{\"candidates\": [null]}",
                "{\"candidates\": [\"\"]}",
                "{\"context\": {\"x\": NaN}}",
                "{\"context\": {\"x\": 1e999}}",
                "{\"context\": {\"vector\": [[]]}}",
                "{\"unknown\": 1}",
                "{\"key\": {}}",
                "{\"tenant\": \"a b\"}",
                "{\"decision_id\": \"\\u0000\"}",
                "{\"candidates\": [\"\\ud800\"]}",
                "{}{}"
            })
    void badSelectIsABadRequest(String body) {
        service.post("/v1/domains/hostile/select", body).expect(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/domains/../x/select,404",
        "/v1/domains/%2e%2e%2fx/select,400",
        "/v1/domains/%zz/select,400",
        "/v1/domains//select,400",
        "/v1/domains/-x/select,400",
        "/v1/domains/ü/select,400",
        "/v1/domains/x/select/,404",
        "/v1/domains/x,404",
        "/,404",
        "/v2/domains/x/select,404"
    })
    void oddPathIsRefused(String path, int status) {
        String raw = RawHttp.request(
                service.dataUrl(), "POST " + path + " HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}");
        assertThat(raw).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
    }

    @Test
    void wrongMethodTypeAndSizeAreToldApart() {
        String path = "/v1/domains/x/select";
        Answer answer = service.call("GET", service.dataUrl(), path, null, Map.of());
        assertThat(answer.expect(405).header("allow")).isEqualTo("POST");
        service.call(
                        "POST",
                        service.dataUrl(),
                        path,
                        "a=1",
                        Map.of("content-type", "application/x-www-form-urlencoded"))
                .expect(415);
        service.post(path, "{\"key\": \"" + "x".repeat(1 << 20) + "\"}").expect(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz=1", "explain=%", "explain=true&x=%1"})
    void queryThatCannotBeReadIsABadRequestNotAnEndlessWait(String query) {
        String raw = RawHttp.request(
                service.dataUrl(),
                "POST /v1/domains/x/select?" + query + " HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}");
        assertThat(raw).startsWith("HTTP/1.1 400").contains("application/problem+json", "percent sign");
    }

    @Test
    void connectionIsClosedAfterABodyThatIsNotRead() {
        String raw = RawHttp.untilClosed(
                service.dataUrl(),
                "POST /v1/domains/x/select HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n{");
        assertThat(raw).startsWith("HTTP/1.1 413").contains("connection: close");
    }

    @Test
    void bodyThatLiesAboutItsLengthOrIsNoHttpIsRefused() {
        assertThat(RawHttp.request(service.dataUrl(), "HELLO\r\n\r\n")).contains(" 400 ", "problem+json");
        assertThat(RawHttp.request(
                        service.dataUrl(),
                        "POST /v1/domains/x/select HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void addressThatCannotBeOpenedStopsTheStartAndIsNamed() {
        String port = service.dataUrl().substring(service.dataUrl().lastIndexOf(':') + 1);
        assertThatThrownBy(() -> RunningService.start(Map.of("LEVERFRAME_HTTP_PORT", port)))
                .hasStackTraceContaining("http.port " + port + " cannot be opened");
        assertThatThrownBy(() -> RunningService.start(Map.of("LEVERFRAME_HTTP_HOST", "nowhere.invalid")))
                .hasStackTraceContaining("http.host must be an address of this machine");
    }

    @Test
    void armsAndKeysMayBeAnyUnicode() {
        JsonObject decision = service.select("unicode", "{\"candidates\": [\"モデル/é:自由\"], \"key\": \"üser-ß-日本 🚂\"}");
        assertThat(decision.getString("arm")).isEqualTo("モデル/é:自由");
    }
}
