package dev.leverframe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The golden hashes decide who gets which variant, as a client sees it. */
@Timeout(120)
class AllocationOverHttpTest {
    @Test
    void unitsGetTheVariantOfTheGoldenHashes() {
        try (RunningService service = RunningService.start()) {
            JsonArray vectors = StatisticsVectors.array("hash");
            for (int i = 0; i < vectors.size(); i++) {
                JsonObject vector = vectors.getJsonObject(i);
                JsonArray fields = vector.getJsonArray("fields");
                String domain = fields.getString(1);
                if (domain.isEmpty()) {
                    continue; // a domain has a name, so this one cannot be asked for
                }
                String salt = fields.getString(0);
                activate(service, domain, salt);
                JsonObject decision = service.select(
                        domain, new JsonObject().put("key", fields.getString(2)).encode());
                int slot = vector.getInteger("mod10000");
                assertThat(decision.getString("variant"))
                        .as("%s slot %d", fields, slot)
                        .isEqualTo(slot < 8000 ? "v0" : slot < 9000 ? "v1" : "v2");
            }
        }
    }

    private static void activate(RunningService service, String domain, String salt) {
        service.put("/v1/domains/" + domain, "{\"arms\": [\"a\", \"b\"]}");
        String path = "/v1/domains/" + domain + "/experiments/e";
        service.put(path, """
                {"control": "v0", "salt": "%s", "variants": [{"variant": "v0", "weight": 80, "policy": {"type": "ucb1"}},
                 {"variant": "v1", "weight": 10, "policy": {"type": "ucb1"}},
                 {"variant": "v2", "weight": 10, "policy": {"type": "ucb1"}}]}""".formatted(salt));
        service.manage("POST", path + "/phase", "{\"phase\": \"active\"}", Map.of())
                .expect(200);
    }
}
