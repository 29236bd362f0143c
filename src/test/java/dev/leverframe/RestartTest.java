package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a second life of the service has in common with the first, though it remembers nothing of it. */
@Timeout(120)
class RestartTest {
    private static final String EXPERIMENT = "/v1/domains/routing/experiments/e";
    private static final int UNITS = 200;

    @Test
    void sameUnitKeepsItsVariantAcrossRestarts() {
        Map<String, String> before = variantsOfOneLife("first");
        assertThat(before.values()).contains("control", "left", "right");
        assertThat(variantsOfOneLife("second")).isEqualTo(before);
    }

    /** @param life makes the decision ids of one life differ from those of another */
    private static Map<String, String> variantsOfOneLife(String life) {
        try (RunningService service = RunningService.start()) {
            service.put("/v1/domains/routing", "{\"arms\": [\"a\", \"b\"]}").expect(201);
            service.put(EXPERIMENT, """
                    {"variants": [{"variant": "control", "weight": 2, "policy": {"type": "thompson"}},
                     {"variant": "left", "weight": 1, "policy": {"type": "ucb1"}},
                     {"variant": "right", "weight": 1, "policy": {"type": "epsilon_greedy"}}]}""").expect(201);
            service.manage("POST", EXPERIMENT + "/phase", "{\"phase\": \"active\"}", Map.of())
                    .expect(200);
            Map<String, String> variants = new TreeMap<>();
            JsonArray decisions = decide(service, life);
            for (int i = 0; i < UNITS; i++) {
                variants.put("user-" + i, decisions.getJsonObject(i).getString("variant"));
            }
            return variants;
        }
    }

    private static JsonArray decide(RunningService service, String life) {
        JsonArray requests = new JsonArray();
        for (int i = 0; i < UNITS; i++) {
            requests.add(new JsonObject().put("key", "user-" + i).put("decision_id", life + "-" + i));
        }
        return service.post(
                        "/v1/domains/routing/select/batch",
                        new JsonObject().put("requests", requests).encode())
                .expect(200)
                .json()
                .getJsonArray("decisions");
    }
}
