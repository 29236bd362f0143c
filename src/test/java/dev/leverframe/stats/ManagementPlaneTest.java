package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RawHttp;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ManagementPlaneTest {
    private static final String EXPERIMENT = """
            {"control": "control", "variants": [{"variant": "control", "weight": 50, "policy": {"type": "thompson"}},
             {"variant": "lints", "weight": 50, "policy": {"type": "lin_ts_diag"}}]}""";

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
    void domainIsCreatedReadChangedAndRemoved() {
        Answer created = service.put("/v1/domains/crud", "{\"arms\": [\"a\", \"b\"], \"policy\": {\"type\": \"ucb1\"}}")
                .expect(201);
        Answer read = service.get("/v1/domains/crud").expect(200);
        assertThat(read.json()).isEqualTo(created.json());
        service.put("/v1/domains/crud", read.body()).expect(200);
        service.manage("PUT", "/v1/domains/crud", "{\"arms\": [\"a\"]}", Map.of("if-match", "\"99\""))
                .expect(412);
        String version = String.valueOf(service.get("/v1/domains/crud").header("etag"));
        service.manage("PUT", "/v1/domains/crud", "{\"arms\": [\"b\"]}", Map.of("if-match", version))
                .expect(200);
        assertThat(service.select("crud", "{}").getString("arm")).isEqualTo("b");
        service.post("/v1/domains/crud/select", "{\"candidates\": [\"a\"]}").expect(422);
        service.manage("DELETE", "/v1/domains/crud", null, Map.of("if-match", "\"1\""))
                .expect(412);
        service.manage("DELETE", "/v1/domains/crud", null, Map.of()).expect(204);
        service.get("/v1/domains/crud").expect(404);
        service.manage("DELETE", "/v1/domains/crud", null, Map.of()).expect(404);
        assertThat(service.select("crud", "{\"candidates\": [\"z\"]}").getString("arm"))
                .as("the next select brings it into being again")
                .isEqualTo("z");
    }

    @Test
    void experimentGoesFromShadowToActiveToStopped() {
        service.put("/v1/domains/phases", "{\"arms\": [\"a\", \"b\"]}").expect(201);
        String path = "/v1/domains/phases/experiments/lints-vs-core";
        assertThat(service.put(path, EXPERIMENT).expect(201).json().getString("phase"))
                .isEqualTo("shadow");
        assertThat(service.select("phases", "{}").getString("reason")).isEqualTo("shadow");
        assertThat(phase(path, "active").expect(200).json().getInteger("segment"))
                .isEqualTo(2);
        JsonObject decision = service.select("phases", "{\"key\": \"user-1\"}");
        assertThat(decision.getString("reason")).isEqualTo("variant");
        assertThat(decision.getString("phase")).isEqualTo("active");
        assertThat(service.select("phases", "{\"key\": \"user-1\"}").getString("variant"))
                .isEqualTo(decision.getString("variant"));
        service.manage("DELETE", path, null, Map.of()).expect(409);
        phase(path, "stopped").expect(200);
        assertThat(service.select("phases", "{}").getString("reason")).isEqualTo("core_policy");
        phase(path, "active").expect(409);
        service.put(path, EXPERIMENT.replace("50", "60")).expect(409);
        assertThat(service.get("/v1/domains/phases/experiments")
                        .expect(200)
                        .json()
                        .getJsonArray("experiments"))
                .hasSize(1);
        service.manage("DELETE", path, null, Map.of()).expect(204);
        service.get(path).expect(404);
    }

    @Test
    void experimentAsReadCanBeSentBack() {
        service.put("/v1/domains/echo", "{\"arms\": [\"a\", \"b\"]}").expect(201);
        service.put("/v1/domains/echo/experiments/e", EXPERIMENT).expect(201);
        String read = service.get("/v1/domains/echo/experiments/e").expect(200).body();
        assertThat(service.put("/v1/domains/echo/experiments/e", read)
                        .expect(200)
                        .json()
                        .getInteger("segment"))
                .isEqualTo(1);
        service.put("/v1/domains/echo/experiments/e", read.replace("shadow", "active"))
                .expect(409);
        service.put("/v1/domains/echo/experiments/e", read.replace("\"echo\"", "\"other\""))
                .expect(400);
    }

    @Test
    void secondActiveExperimentIsAConflict() {
        service.put("/v1/domains/two", "{\"arms\": [\"a\", \"b\"]}").expect(201);
        service.put("/v1/domains/two/experiments/first", EXPERIMENT).expect(201);
        service.put("/v1/domains/two/experiments/second", EXPERIMENT).expect(201);
        phase("/v1/domains/two/experiments/first", "active").expect(200);
        phase("/v1/domains/two/experiments/second", "active").expect(409);
    }

    @Test
    void experimentNeedsItsDomain() {
        service.put("/v1/domains/missing/experiments/x", EXPERIMENT).expect(404);
        service.get("/v1/domains/missing/experiments").expect(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/domains/bad|[]|''",
                "/v1/domains/bad|{|''",
                "/v1/domains/bad|{\"arms\": [\"a\"], \"arms\": [\"b\"]}|''",
                "/v1/domains/bad|{\"policy\": {\"type\": \"ucb1\", \"type\": \"thompson\"}}|''",
                "/v1/domains/bad|{} {}|''",
                "/v1/domains/bad|{\"policy\": {\"type\": \"epsilon_greedy\", \"epsilon\": NaN}}|/policy/epsilon",
                "/v1/domains/bad|{\"reward\": {\"cost_weight\": 1e999}}|/reward/cost_weight",
                "/v1/domains/bad|{\"arms\": \"a\"}|/arms",
                "/v1/domains/bad|{\"arms\": [\"a\"], \"polcy\": {}}|/polcy",
                "/v1/domains/bad|{\"policy\": {\"type\": \"ucb2\"}}|/policy/type",
                "/v1/domains/bad|{\"policy\": {\"type\": \"ucb1\", \"exploration_floor\": 2}}|/policy/exploration_floor",
                "/v1/domains/bad|{\"reward\": {\"cost_weight\": -1}}|/reward/cost_weight",
                "/v1/domains/bad|{\"reward\": {\"cost_weight\": \"1\"}}|/reward/cost_weight",
                "/v1/domains/bad|{\"domain\": \"other\"}|/domain",
                "/v1/domains/..x|{}|''",
                "/v1/domains/bad/experiments/e|{\"variants\": []}|/variants",
                "/v1/flags/ENABLE_RL_LINTS|{\"enabled\": 1}|/enabled",
                "/v1/flags/ENABLE_RL_LINTS|{}|/enabled",
                "/v1/flags/ENABLE_RL_LINTS|{\"enabled\": true, \"because\": 1}|/because"
            })
    void badBodyIsABadRequestThatNamesTheField(String path, String body, String pointer) {
        JsonObject problem = service.put(path, body).expect(400).json();
        JsonArray errors = problem.getJsonArray("errors");
        if (!pointer.isEmpty()) {
            assertThat(errors.stream().map(error -> ((JsonObject) error).getString("pointer")))
                    .contains(pointer);
        }
    }

    @Test
    void bodyThatIsNoJsonIsToldWhere() {
        assertThat(service.put("/v1/domains/bad", "{\"arms\": [\"a\",]}")
                        .expect(400)
                        .json()
                        .getString("detail"))
                .contains("line 1, column 15");
    }

    @Test
    void dotsInAPathReachNothingElse() {
        service.put("/v1/domains/precious", "{}").expect(201);
        for (String dots : List.of("..", "%2e%2e", ".%2E")) {
            service.manage("DELETE", "/v1/domains/precious/experiments/" + dots, null, Map.of())
                    .expect(400);
        }
        service.get("/v1/domains/precious").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stats?%", "/v1/stats?domain=%zz", "/v1/domains?%", "/health/ready?%"})
    void queryThatCannotBeReadIsABadRequest(String path) {
        assertThat(RawHttp.request(service.managementUrl(), "GET " + path + " HTTP/1.1\r\nhost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @Test
    void variantWhoseWeightRoundsToNothingIsRefused() {
        service.put("/v1/domains/slots", "{\"arms\": [\"a\", \"b\"]}").expect(201);
        String body = EXPERIMENT.replaceFirst("\"weight\": 50", "\"weight\": 0.0001");
        assertThat(service.put("/v1/domains/slots/experiments/e", body)
                        .expect(400)
                        .json()
                        .getString("detail"))
                .contains("control");
    }

    @Test
    void flagsActOnTheNextDecision() {
        service.put("/v1/domains/flagged", "{\"arms\": [\"a\", \"b\"], \"policy\": {\"type\": \"lin_ts_diag\"}}")
                .expect(201);
        service.put("/v1/domains/flagged/experiments/e", EXPERIMENT).expect(201);
        phase("/v1/domains/flagged/experiments/e", "active").expect(200);
        try {
            for (int i = 0; i < 5; i++) {
                service.flag("ENABLE_EXPERIMENT_HARNESS", false);
                assertThat(service.select("flagged", "{}").getString("reason")).isEqualTo("core_policy");
                service.flag("ENABLE_RL_LINTS", false);
                JsonObject fallen = service.select("flagged", "{}");
                assertThat(fallen.getString("reason")).isEqualTo("fallback");
                assertThat(fallen.getString("fallback_cause")).isEqualTo("flag_off");
                service.flag("ENABLE_RL_LINTS", true);
                service.flag("ENABLE_EXPERIMENT_HARNESS", true);
                assertThat(service.select("flagged", "{}").getString("reason")).isEqualTo("variant");
            }
        } finally {
            service.flag("ENABLE_RL_LINTS", true);
            service.flag("ENABLE_EXPERIMENT_HARNESS", true);
        }
        assertThat(service.get("/v1/flags").expect(200).json().getJsonArray("flags"))
                .hasSize(2);
        service.get("/v1/flags/ENABLE_EVERYTHING").expect(404);
    }

    @Test
    void putWarnsOfWhatAFlagSwitchesOff() {
        try {
            service.flag("ENABLE_EXPERIMENT_HARNESS", false);
            service.put("/v1/domains/warned", "{\"arms\": [\"a\", \"b\"]}").expect(201);
            assertThat(service.put("/v1/domains/warned/experiments/e", EXPERIMENT)
                            .expect(201)
                            .json()
                            .getJsonArray("warnings"))
                    .hasSize(1);
        } finally {
            service.flag("ENABLE_EXPERIMENT_HARNESS", true);
        }
    }

    @Test
    void statsCanBeNarrowedToADomainAndATenant() {
        service.select("tenanted", "{\"candidates\": [\"a\"], \"tenant\": \"acme\"}");
        service.select("tenanted", "{\"candidates\": [\"a\"], \"tenant\": \"other\"}");
        assertThat(service.stats("tenanted").getLong("selects")).isEqualTo(2);
        assertThat(service.get("/v1/stats?domain=tenanted&tenant=acme")
                        .expect(200)
                        .json()
                        .getJsonArray("domains")
                        .getJsonObject(0)
                        .getLong("selects"))
                .isEqualTo(1);
        service.get("/v1/stats").expect(200);
        service.get("/v1/stats?domain=unheard").expect(404);
        service.get("/v1/stats?domian=x").expect(400);
        service.get("/v1/stats?tenant=%20").expect(400);
    }

    @Test
    void healthContractAndIndexAreServed() {
        service.get("/health/live").expect(200);
        service.get("/health/started").expect(200);
        service.get("/health/ready").expect(200);
        service.get("/openapi.yaml").expect(200);
        service.get("/").expect(200);
        service.get("/nothing").expect(404);
        assertThat(service.manage("DELETE", "/v1/stats", null, Map.of())
                        .expect(405)
                        .header("allow"))
                .isEqualTo("GET, HEAD");
        assertThat(service.manage("POST", "/v1/domains/any", "{}", Map.of())
                        .expect(405)
                        .header("allow"))
                .isEqualTo("DELETE, GET, HEAD, PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stats", "/v1/flags", "/health/live", "/metrics", "/openapi.yaml", "/", "/v1/audit"})
    void headIsAnsweredAsGetIsWithoutTheBody(String path) {
        String answer = RawHttp.untilClosed(
                service.managementUrl(), "HEAD " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        int status = service.get(path).status();
        assertThat(answer).startsWith("HTTP/1.1 " + status).endsWith("\r\n\r\n");
    }

    @Test
    void metricsCountWhatWasDone() {
        service.select("measured", "{\"candidates\": [\"a\"], \"decision_id\": \"m\"}");
        service.outcome("measured", "{\"decision_id\": \"m\", \"reward\": 0.5}");
        service.post("/v1/domains/measured/select", "{").expect(400);
        String metrics = service.get("/metrics").expect(200).body();
        assertThat(metrics)
                .contains("leverframe_selects_total{domain=\"measured\"} 1.0")
                .contains("leverframe_arm_reward_total{arm=\"a\",domain=\"measured\"} 0.5")
                .contains("leverframe_outcomes_total{domain=\"measured\",result=\"recorded\"} 1.0")
                .contains("leverframe_propensity_audit_fired{domain=\"measured\"} 0.0")
                .contains("leverframe_quarantined_policies{domain=\"measured\"} 0.0")
                .contains("leverframe_decision_duration_seconds_bucket{le=\"0.001\"}")
                .contains("leverframe_refusals_total{code=\"malformed\"}")
                .contains("vertx_http_server_requests_total{")
                .contains("vertx_eventbus_");
    }

    private static Answer phase(String experiment, String phase) {
        return service.manage(
                "POST", experiment + "/phase", "{\"phase\": \"" + phase + "\", \"reason\": \"test\"}", Map.of());
    }
}
