package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports, previews and settings of experiments as a client meets them. */
@Timeout(120)
class ReportOverHttpTest {
    private static final String VARIANTS = """
        "variants": [{"variant": "control", "weight": %d, "policy": {"type": "thompson"}},
                     {"variant": "lints", "weight": %d, "policy": {"type": "ucb1"}}]\
        """;

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
    void aFreshExperimentHasAReportThatSaysSo() {
        String experiment = experiment("fresh", "");
        JsonObject report = service.get(experiment + "/report").expect(200).json();
        assertThat(report.getString("experiment")).isEqualTo("e");
        assertThat(report.getString("phase")).isEqualTo("shadow");
        assertThat(report.getJsonObject("verdict").getString("verdict")).isEqualTo("continue");
        assertThat(report.getJsonObject("flip").getBoolean("recommended")).isFalse();
        assertThat(report.getJsonObject("flip").getJsonArray("reasons")).isNotEmpty();
        assertThat(report.getString("summary")).isNotBlank();
        assertThat(report.getJsonObject("definitions").getString("difference")).isNotBlank();
    }

    @Test
    void reportFollowsDecisionsAndOutcomes() {
        String experiment = experiment("counts", "");
        for (int i = 0; i < 20; i++) {
            service.select("counts", "{\"decision_id\": \"c-" + i + "\"}");
            service.outcome("counts", "{\"decision_id\": \"c-" + i + "\", \"reward\": " + i % 2 + "}");
        }
        service.select("counts", "{}");
        JsonObject maturity =
                service.get(experiment + "/report").expect(200).json().getJsonObject("maturity");
        assertThat(maturity.getLong("mature")).isEqualTo(20);
        assertThat(maturity.getLong("pending")).isEqualTo(1);
    }

    @Test
    void whoeverAsksForTextGetsTheParagraphAlone() {
        String experiment = experiment("words", "");
        String summary = service.get(experiment + "/report").json().getString("summary");
        Answer text = service.manage("GET", experiment + "/report", null, Map.of("accept", "text/plain"))
                .expect(200);
        assertThat(text.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(text.body()).isEqualTo(summary + "\n");
        for (String accept :
                new String[] {"application/json", "*/*", "text/html, */*;q=0.8", "application/json, text/plain"}) {
            assertThat(service.manage("GET", experiment + "/report", null, Map.of("accept", accept))
                            .header("content-type"))
                    .isEqualTo("application/json");
        }
    }

    @Test
    void whatIsNotThereHasNoReportAndNoPreview() {
        experiment("empty", "");
        service.get("/v1/domains/empty/experiments/none/report").expect(404);
        service.get("/v1/domains/nowhere/experiments/e/report").expect(404);
        service.manage("GET", "/v1/domains/empty/experiments/none/report", null, Map.of("accept", "text/plain"))
                .expect(404);
        preview("/v1/domains/empty/experiments/none", "{" + VARIANTS.formatted(1, 1) + "}")
                .expect(404);
    }

    @Test
    void settingsOfEvidenceAreKeptAndCanBeSentBack() {
        String experiment = experiment("echoed", """
            "alpha": 0.01, "planned_units": 500, "verdict": {"delta_harm": 0.02},
            "guardrails": [{"guardrail": "latency_over_slo", "limit": 2000}],\
            """);
        Answer read = service.get(experiment).expect(200);
        assertThat(read.json().getDouble("alpha")).isEqualTo(0.01);
        assertThat(read.json().getJsonObject("verdict").getDouble("delta_harm")).isEqualTo(0.02);
        assertThat(read.json().getJsonArray("guardrails").getJsonObject(0).getDouble("tolerance"))
                .isEqualTo(0.01);
        assertThat(service.put(experiment, read.body()).expect(200).json()).isEqualTo(read.json());
        JsonObject problem = service.put(
                        experiment, read.body().replace("\"alpha\":0.01,\"correction\"", "\"alpha\":1,\"correction\""))
                .expect(400)
                .json();
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/alpha");
    }

    @Test
    void doubtfulSettingsAreWarnedOf() {
        service.put("/v1/domains/doubtful", "{\"arms\": [\"a\", \"b\"], \"policy\": {\"type\": \"greedy\"}}")
                .expect(201);
        JsonObject created = service.put("/v1/domains/doubtful/experiments/e", "{" + VARIANTS.formatted(1, 1) + "}")
                .expect(201)
                .json();
        assertThat(created.getJsonArray("warnings").encode())
                .contains("the control is thompson and not the core policy");
    }

    @Test
    void aPreviewSaysWhoWouldMoveAndMovesNobody() {
        String experiment = experiment("previewed", "");
        Answer before = service.get(experiment);
        JsonObject preview = preview(experiment, "{\"exposure_bps\": 500, " + VARIANTS.formatted(60, 40) + "}")
                .expect(200)
                .json();
        assertThat(preview).isEqualTo(new JsonObject("""
            {"domain": "previewed", "experiment": "e", "phase": "shadow", "units": 10000, "exact": true,
             "moved_share": 0.1, "exposed_share": {"from": 1.0, "to": 0.05, "joining": 0.0, "leaving": 0.95},
             "moves": [{"from": "lints", "to": "control", "share": 0.1}]}\
            """));
        preview(experiment, before.body()).expect(200);
        preview(experiment, "{}").expect(400);
        preview(experiment, "{" + VARIANTS.formatted(100_000_000, 1) + "}").expect(400);
        assertThat(service.get(experiment).json()).isEqualTo(before.json());
    }

    @Test
    void aSumOfOutcomesPastOneIsRefusedAndNamesTheField() {
        service.put("/v1/domains/summed", "{\"arms\": [\"a\"], \"reward\": {\"combine\": \"sum\"}}")
                .expect(201);
        service.select("summed", "{\"decision_id\": \"s-1\"}");
        String outcome = "{\"decision_id\": \"s-1\", \"reward\": 0.7}";
        assertThat(service.outcome("summed", outcome).getString("status")).isEqualTo("recorded");
        JsonObject problem =
                service.post("/v1/domains/summed/outcomes", outcome).expect(422).json();
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/reward");
        assertThat(service.outcome("summed", outcome.replace("0.7", "0.3")).getString("status"))
                .isEqualTo("recorded");
    }

    private static Answer preview(String experiment, String body) {
        return service.manage("POST", experiment + "/preview", body, Map.of());
    }

    /** An experiment in a domain of its own; its path. */
    private static String experiment(String domain, String part) {
        service.put("/v1/domains/" + domain, "{\"arms\": [\"a\", \"b\"]}").expect(201);
        String path = "/v1/domains/" + domain + "/experiments/e";
        service.put(path, "{" + part + VARIANTS.formatted(50, 50) + "}").expect(201);
        return path;
    }
}
