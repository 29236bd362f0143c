package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Weights are configuration: a PUT moves traffic, and nothing else has to be done. */
@Timeout(120)
class ReweightTest {
    private static final String EXPERIMENT = "/v1/domains/routing/experiments/e";
    private static final int UNITS = 300;

    @Test
    void weightsOfAPutActOnTheNextDecision() {
        try (RunningService service = RunningService.start()) {
            service.put("/v1/domains/routing", "{\"arms\": [\"a\", \"b\"]}").expect(201);
            weights(service, 50, 50);
            service.manage("POST", EXPERIMENT + "/phase", "{\"phase\": \"active\"}", Map.of())
                    .expect(200);
            Map<String, String> before = variants(service, "before");
            weights(service, 80, 20);
            Map<String, String> after = variants(service, "after");
            assertThat(before.keySet().stream().filter(unit -> before.get(unit).equals("control")))
                    .as("whoever had the variant that grew keeps it")
                    .allMatch(unit -> after.get(unit).equals("control"));
            // 300 units at .8: 240 expected, standard deviation 6.9; 7 of them away is less than once in 10^11
            assertThat(after.values().stream()
                            .filter(variant -> variant.equals("control"))
                            .count())
                    .isBetween(192L, 288L);
            weights(service, 0, 1);
            assertThat(variants(service, "all").values()).containsOnly("treatment");
        }
    }

    private static void weights(RunningService service, int control, int treatment) {
        int status = service.put(EXPERIMENT, """
                        {"variants": [{"variant": "control", "weight": %d, "policy": {"type": "thompson"}},
                         {"variant": "treatment", "weight": %d, "policy": {"type": "ucb1"}}]}""".formatted(control, treatment)).status();
        assertThat(status).isIn(200, 201);
    }

    private static Map<String, String> variants(RunningService service, String round) {
        Map<String, String> variants = new TreeMap<>();
        for (int i = 0; i < UNITS; i++) {
            JsonObject select = new JsonObject().put("key", "user-" + i).put("decision_id", round + "-" + i);
            variants.put("user-" + i, service.select("routing", select.encode()).getString("variant"));
        }
        return variants;
    }
}
