package dev.leverframe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the service sums is what its clients counted, exactly, from many connections at once. */
@Timeout(300)
class SumsTest {
    private static final int CLIENTS = 64;
    private static final int DECISIONS_EACH = 150;

    /** Rewards are multiples of 1/8, so that sums of them are exact in any order. */
    private static final double EIGHTH = 0.125;

    private final Map<String, LongAdder> pulls = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> eighths = new ConcurrentHashMap<>();

    @Test
    void statsEqualWhatTheClientsCounted() throws Exception {
        try (RunningService service = RunningService.start()) {
            service.put("/v1/domains/sums", "{\"arms\": [\"a\", \"b\", \"c\"]}").expect(201);
            service.put("/v1/domains/sums/experiments/e", """
                            {"variants": [{"variant": "control", "policy": {"type": "ucb1"}},
                             {"variant": "other", "policy": {"type": "gaussian_thompson"}}]}""").expect(201);
            service.manage("POST", "/v1/domains/sums/experiments/e/phase", "{\"phase\": \"active\"}", Map.of())
                    .expect(200);
            run(service);
            JsonObject stats = service.stats("sums");
            assertThat(stats.getLong("selects")).isEqualTo((long) CLIENTS * DECISIONS_EACH);
            assertThat(stats.getLong("outcomes")).isEqualTo((long) CLIENTS * DECISIONS_EACH);
            assertThat(stats.getLong("pending")).isZero();
            assertThat(stats.getJsonObject("propensity_audit").getBoolean("fired"))
                    .isFalse();
            compare(stats.getJsonArray("arms"), "arm");
            compare(stats.getJsonArray("experiments").getJsonObject(0).getJsonArray("variants"), "variant");
        }
    }

    private void compare(JsonArray rows, String kind) {
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.getJsonObject(i);
            String name = kind + ":" + row.getString(kind);
            assertThat(row.getLong("pulls")).as(name).isEqualTo(pulls.get(name).sum());
            assertThat(row.getDouble("reward_sum"))
                    .as(name)
                    .isEqualTo(eighths.get(name).sum() * EIGHTH);
        }
    }

    private void run(RunningService service) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                int client = c;
                running.add(clients.submit(() -> talk(service, client)));
            }
            for (Future<?> each : running) {
                each.get(240, TimeUnit.SECONDS);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void talk(RunningService service, int client) {
        for (int i = 0; i < DECISIONS_EACH; i++) {
            JsonObject decision = service.select("sums", "{\"key\": \"user-" + (client * 31 + i) % 500 + "\"}");
            int reward = (client + i) % 9;
            service.outcome(
                    "sums",
                    new JsonObject()
                            .put("decision_id", decision.getString("decision_id"))
                            .put("reward", reward * EIGHTH)
                            .encode());
            count("arm:" + decision.getString("arm"), reward);
            count("variant:" + decision.getString("variant"), reward);
        }
    }

    private void count(String name, int reward) {
        pulls.computeIfAbsent(name, any -> new LongAdder()).increment();
        eighths.computeIfAbsent(name, any -> new LongAdder()).add(reward);
    }
}
