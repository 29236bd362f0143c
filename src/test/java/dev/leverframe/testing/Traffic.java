package dev.leverframe.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;

/** Requests and outcomes as a service sees them, from a seed: some arms are better, and one is better for some requests. */
public final class Traffic {
    private static final int BATCH = 50;
    private static final double OUTCOMES_LOST = 0.02;

    private final RunningService service;
    private final String domain;
    private final Random random;

    public Traffic(RunningService service, String domain, long seed) {
        this.service = service;
        this.domain = domain;
        this.random = new Random(seed);
    }

    /** Decides and reports; of a few decisions the outcome is lost. */
    public void send(int decisions) {
        for (int sent = 0; sent < decisions; sent += BATCH) {
            batch(Math.min(BATCH, decisions - sent));
        }
    }

    /** One decision with its outcome; its id. */
    public String one() {
        JsonObject request = request();
        JsonObject decision = service.select(domain, request.encode());
        service.outcome(domain, outcome(decision, code(request)).encode());
        return decision.getString("decision_id");
    }

    private void batch(int size) {
        List<JsonObject> requests = random.ints(size).mapToObj(any -> request()).toList();
        JsonArray decisions = service.post(
                        "/v1/domains/" + domain + "/select/batch",
                        new JsonObject()
                                .put("requests", new JsonArray(requests))
                                .encode())
                .expect(200)
                .json()
                .getJsonArray("decisions");
        JsonArray outcomes = new JsonArray();
        for (int i = 0; i < size; i++) {
            if (random.nextDouble() >= OUTCOMES_LOST) {
                outcomes.add(outcome(decisions.getJsonObject(i), code(requests.get(i))));
            }
        }
        service.post(
                        "/v1/domains/" + domain + "/outcomes/batch",
                        new JsonObject().put("outcomes", outcomes).encode())
                .expect(200);
    }

    private JsonObject request() {
        return new JsonObject()
                .put("key", "user-" + random.nextInt(2_000))
                .put(
                        "context",
                        new JsonObject()
                                .put("task", random.nextInt(3) == 0 ? "code" : "chat")
                                .put("prompt_tokens", 50 + random.nextInt(2_000)));
    }

    private static boolean code(JsonObject request) {
        return request.getJsonObject("context").getString("task").equals("code");
    }

    private JsonObject outcome(JsonObject decision, boolean code) {
        double mean = switch (decision.getString("arm")) {
            case "mistral-large" -> code ? 0.86 : 0.68;
            case "gpt-mini" -> code ? 0.52 : 0.74;
            default -> 0.6;
        };
        return new JsonObject()
                .put("decision_id", decision.getString("decision_id"))
                .put("reward", Math.max(0, Math.min(1, mean + 0.12 * random.nextGaussian())));
    }
}
