package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second life of the service knows what the first one acknowledged. */
@Timeout(120)
class DurabilityTest {
    private static final String EXPERIMENT = "/v1/domains/routing/experiments/e";

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"process", "disk"})
    void figuresLearningAndConfigurationOutliveARestart(String durability) {
        JsonObject before;
        JsonObject explained;
        try (RunningService service = start(Map.of("LEVERFRAME_DURABILITY", durability))) {
            configure(service);
            for (int i = 0; i < 300; i++) {
                JsonObject decision = service.select("routing", select("d" + i));
                if (i % 3 != 0) {
                    service.outcome(
                            "routing",
                            outcome("d" + i, decision.getString("arm").equals("a") ? 0.9 : 0.2));
                }
            }
            before = stats(service);
            explained = probe(service, "probe");
        }
        try (RunningService service = start(Map.of("LEVERFRAME_DURABILITY", durability))) {
            assertThat(service.get(EXPERIMENT).expect(200).json().getString("phase"))
                    .isEqualTo("active");
            assertThat(probe(service, "probe").encode()).isEqualTo(explained.encode());
            JsonObject after = stats(service);
            assertThat(after.getInteger("selects")).isEqualTo(before.getInteger("selects") + 1);
            assertThat(after.getJsonArray("experiments")
                            .getJsonObject(0)
                            .getJsonArray("variants")
                            .getJsonObject(0)
                            .getDouble("reward_sum"))
                    .isEqualTo(before.getJsonArray("experiments")
                            .getJsonObject(0)
                            .getJsonArray("variants")
                            .getJsonObject(0)
                            .getDouble("reward_sum"));
        }
    }

    @Test
    void duplicatesAreKnownAfterARestart() {
        String arm;
        try (RunningService service = start(Map.of())) {
            arm = service.select("routing", "{\"candidates\": [\"a\", \"b\", \"c\"], \"decision_id\": \"one\"}")
                    .getString("arm");
            service.outcome("routing", outcome("one", 0.5));
            service.outcome("routing", "{\"arm\": \"" + arm + "\", \"reward\": 0.5, \"outcome_id\": \"o-1\"}");
            service.select("routing", "{\"candidates\": [\"a\", \"b\", \"c\"], \"decision_id\": \"two\"}");
        }
        try (RunningService service = start(Map.of())) {
            assertThat(service.outcome("routing", outcome("one", 0.5)).getString("status"))
                    .isEqualTo("duplicate");
            assertThat(service.outcome(
                                    "routing", "{\"arm\": \"" + arm + "\", \"reward\": 0.5, \"outcome_id\": \"o-1\"}")
                            .getString("status"))
                    .isEqualTo("duplicate");
            assertThat(service.select("routing", "{\"candidates\": [\"a\"], \"decision_id\": \"one\"}")
                            .getString("arm"))
                    .isEqualTo(arm);
            assertThat(service.outcome("routing", outcome("two", 0.5)).getString("status"))
                    .isEqualTo("recorded");
        }
    }

    @Test
    void flagsAndDomainsChangedAtRunTimeStayAndSettingsActWhereTheyChange() {
        Map<String, String> flagsOn = Map.of("ENABLE_EXPERIMENT_HARNESS", "1");
        try (RunningService service = start(flagsOn)) {
            service.put("/v1/flags/ENABLE_EXPERIMENT_HARNESS", "{\"enabled\": false, \"reason\": \"night\"}")
                    .expect(200);
            service.put("/v1/domains/gone", "{\"arms\": [\"a\"]}").expect(201);
            service.manage("DELETE", "/v1/domains/gone", null, Map.of()).expect(204);
            service.put("/v1/domains/back", "{\"arms\": [\"a\"]}").expect(201);
            service.manage("DELETE", "/v1/domains/back", null, Map.of()).expect(204);
            service.put("/v1/domains/back", "{\"arms\": [\"b\"]}").expect(201);
        }
        try (RunningService service = start(flagsOn)) {
            assertThat(flag(service)).isFalse();
            service.get("/v1/domains/gone").expect(404);
            assertThat(service.get("/v1/domains/back").expect(200).json().getJsonArray("arms"))
                    .containsExactly("b");
        }
        try (RunningService service = start(Map.of("ENABLE_EXPERIMENT_HARNESS", "0"))) {
            assertThat(flag(service)).isFalse();
        }
        try (RunningService service = start(flagsOn)) {
            assertThat(flag(service)).as("the setting changed, so it acts").isTrue();
        }
    }

    @Test
    void configuredDomainsAreChangedByTheApiUntilTheFileSaysSomethingElse() {
        Map<String, String> one = Map.of("LEVERFRAME_DOMAINS_CONFIGURED", "{\"d\": {\"arms\": [\"a\"]}}");
        try (RunningService service = start(one)) {
            service.put("/v1/domains/d", "{\"arms\": [\"a\", \"api\"]}").expect(200);
        }
        try (RunningService service = start(one)) {
            assertThat(service.get("/v1/domains/d").expect(200).json().getJsonArray("arms"))
                    .containsExactly("a", "api");
        }
        try (RunningService service =
                start(Map.of("LEVERFRAME_DOMAINS_CONFIGURED", "{\"d\": {\"arms\": [\"a\", \"file\"]}}"))) {
            assertThat(service.get("/v1/domains/d").expect(200).json().getJsonArray("arms"))
                    .containsExactly("a", "file");
        }
    }

    /** No fact says what the bounds are: from where they change on, a replay needs a snapshot. */
    @Test
    void aChangedBoundIsInASnapshotAtOnce() {
        try (RunningService service = start(Map.of())) {
            configure(service);
            assertThat(snapshotsAfterAnOutcome(service, "first"))
                    .as("of what is new")
                    .isEqualTo(1);
        }
        try (RunningService service = start(Map.of())) {
            assertThat(snapshotsAfterAnOutcome(service, "same")).isZero();
        }
        try (RunningService service = start(Map.of("LEVERFRAME_DOMAINS_PENDING_MAX", "1000"))) {
            assertThat(snapshotsAfterAnOutcome(service, "other")).isEqualTo(1);
        }
    }

    /** The writer takes what it is given in order, so what was to be kept before the outcome is. */
    private static int snapshotsAfterAnOutcome(RunningService service, String id) {
        service.select("routing", select(id));
        service.outcome("routing", outcome(id, 0.5));
        String metric = "leverframe_journal_snapshots_total ";
        return service.get("/metrics")
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(metric.length())))
                .sum();
    }

    private static boolean flag(RunningService service) {
        return service.get("/v1/flags/ENABLE_EXPERIMENT_HARNESS")
                .expect(200)
                .json()
                .getBoolean("enabled");
    }

    private static void configure(RunningService service) {
        service.put("/v1/domains/routing", "{\"arms\": [\"a\", \"b\"]}").expect(201);
        service.put(EXPERIMENT, """
                {"variants": [{"variant": "control", "weight": 1, "policy": {"type": "lin_ts_full"}},
                 {"variant": "other", "weight": 1, "policy": {"type": "ucb1"}}]}""").expect(201);
        service.manage("POST", EXPERIMENT + "/phase", "{\"phase\": \"active\"}", Map.of())
                .expect(200);
    }

    private static String select(String id) {
        return "{\"decision_id\": \"" + id + "\", \"key\": \"u-" + id + "\", \"context\": {\"n\": "
                + (id.hashCode() % 7) + "}}";
    }

    private static String outcome(String id, double reward) {
        return "{\"decision_id\": \"" + id + "\", \"reward\": " + reward + "}";
    }

    private static JsonObject probe(RunningService service, String id) {
        JsonObject explained = service.post("/v1/domains/routing/select?explain=true", select(id))
                .expect(200)
                .json();
        // Scores are those of the moment, and the decision itself moved them.
        explained.getJsonObject("explain").remove("scores");
        return explained;
    }

    private static JsonObject stats(RunningService service) {
        return service.get("/v1/stats?domain=routing")
                .expect(200)
                .json()
                .getJsonArray("domains")
                .getJsonObject(0);
    }

    private RunningService start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(
                "LEVERFRAME_DURABILITY", "process",
                "LEVERFRAME_DATA_DIR", data.toString(),
                "ENABLE_EXPERIMENT_HARNESS", "1",
                "ENABLE_RL_LINTS", "1"));
        all.putAll(environment);
        return RunningService.start(all);
    }
}
