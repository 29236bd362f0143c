package dev.leverframe.testing;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A service that did some of everything, so that each of its metrics has a sample. */
final class Observed implements AutoCloseable {
    private static final String DOMAIN = "{\"arms\": [\"a\", \"b\"]}";
    private static final String EXPERIMENT = """
            {"variants": [{"variant": "control", "weight": 50, "policy": {"type": "thompson"}},
             {"variant": "lints", "weight": 50, "policy": {"type": "lin_ts_diag"}}]}""";

    private final RunningService service;

    private Observed(RunningService service) {
        this.service = service;
    }

    static Observed start(Path data) {
        Observed observed = new Observed(RunningService.start(Map.of(
                "ENABLE_EXPERIMENT_HARNESS", "1",
                "ENABLE_RL_LINTS", "1",
                "LEVERFRAME_DURABILITY", "process",
                "LEVERFRAME_DATA_DIR", data.toString())));
        observed.service.put("/v1/domains/routing", DOMAIN).expect(201);
        observed.service
                .put("/v1/domains/routing/experiments/lints-vs-core", EXPERIMENT)
                .expect(201);
        observed.traffic();
        observed.pause();
        return observed;
    }

    /** A decision with its outcome, and a refusal. */
    void traffic() {
        String id = service.select("routing", "{}").getString("decision_id");
        service.outcome("routing", "{\"decision_id\": \"" + id + "\", \"reward\": 0.7}");
        service.post("/v1/domains/routing/select", "{\"candidates\": [\"unheard\"]}")
                .expect(422);
    }

    /** The timer of collections exists from the first one on, and is told of it by another thread. */
    private void pause() {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return scrape().has("jvm_gc_pause_seconds_sum");
        });
    }

    Scrape scrape() {
        return Scrape.of(service.get("/metrics").expect(200).body());
    }

    /** Where a Prometheus finds it. */
    String target() {
        return service.managementUrl().replace("http://", "");
    }

    @Override
    public void close() {
        service.close();
    }
}
