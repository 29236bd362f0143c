package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every answer is held against the contract by {@link RunningService}. */
@Timeout(120)
class FeaturesOverHttpTest {
    private static final String DOMAIN = """
            {"arms": ["modelA", "modelB"], "policy": {"type": "lin_ts_diag"},
             "context": {"dimension": 32, "features": {"tokens": {"type": "numeric", "scale": "log"},
               "hour": {"type": "numeric", "scale": "range", "min": 0, "max": 24},
               "tools": {"type": "boolean"}, "task": {"type": "categorical", "values": ["code", "chat"]}},
               "interactions": [["task", "arm.price"]], "unknown_features": "ignore"},
             "arm_features": {"modelA": {"price": 0.1, "vendor": "x"}, "modelB": {"price": 0.6}},
             "arm_like": {"modelB": "modelA"}}""";

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
    void aDomainWithFeaturesIsReadBackAsItWasWritten() {
        service.put("/v1/domains/written", DOMAIN).expect(201);
        JsonObject read = service.get("/v1/domains/written").expect(200).json();
        JsonObject sent = new JsonObject(DOMAIN);
        assertThat(read.getJsonObject("arm_features")).isEqualTo(sent.getJsonObject("arm_features"));
        assertThat(read.getJsonObject("arm_like")).isEqualTo(sent.getJsonObject("arm_like"));
        assertThat(read.getJsonObject("context").getJsonArray("interactions"))
                .isEqualTo(sent.getJsonObject("context").getJsonArray("interactions"));
        service.put("/v1/domains/written", read.encode()).expect(200);
        assertThat(service.get("/v1/domains/written").json()).isEqualTo(read);
    }

    @Test
    void explanationNamesTheFeaturesAsThePolicySawThem() {
        service.put("/v1/domains/explained", DOMAIN).expect(201);
        JsonObject explain = service.post(
                        "/v1/domains/explained/select?explain=true",
                        "{\"candidates\": [\"modelB\"], \"context\": {\"task\": \"poem\", \"hour\": 6, \"beta\": 1}}")
                .expect(200)
                .json()
                .getJsonObject("explain");
        JsonArray features = explain.getJsonArray("features");
        assertThat(features.stream().map(each -> ((JsonObject) each).getString("name")))
                .containsExactlyInAnyOrder(
                        "constant", "hour", "task=(unseen)", "arm.price", "task=(unseen) * arm.price");
        assertThat(features.getJsonObject(1))
                .isEqualTo(new JsonObject("{\"position\":1,\"value\":-0.5,\"name\":\"hour\"}"));
        assertThat(explain.getString("encoding")).matches("1-[0-9a-f]{16}");
    }

    @Test
    void whatIsNotAsDeclaredIsAFigureAndAMetric() {
        service.put("/v1/domains/counted", DOMAIN).expect(201);
        service.select(
                "counted", "{\"context\": {\"task\": \"poem\", \"hour\": \"noon\", \"tools\": null, \"beta\": 1}}");
        JsonObject stats = service.stats("counted");
        assertThat(stats.getJsonObject("features"))
                .isEqualTo(new JsonObject()
                        .put("missing", 3)
                        .put("unknown", 1)
                        .put("new", 1)
                        .put("unseen", 1)
                        .put("mismatched", 1)
                        .put("dropped", 1));
        assertThat(stats.getJsonObject("propensity_audit").getDouble("error_max"))
                .isBetween(0.0, 1e-6);
        assertThat(service.get("/metrics").expect(200).body())
                .contains("leverframe_features_total{domain=\"counted\",kind=\"missing\"} 3.0")
                .contains("leverframe_features_total{domain=\"counted\",kind=\"mismatched\"} 1.0")
                .contains("leverframe_propensity_error_max{domain=\"counted\"}");
    }

    @Test
    void aVectorOutOfRangeIsRefusedAtItsEntry() {
        JsonObject problem = service.post("/v1/domains/vectors/select", "{\"context\": {\"vector\": [1, 2e6]}}")
                .expect(400)
                .json();
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/context/vector/1");
    }
}
