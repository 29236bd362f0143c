package dev.leverframe.stats;

import dev.leverframe.testing.RunningService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One experiment in a domain of its own, as a client sees it that knows nothing of ours but the contract: it asks for
 * decisions in batches, makes outcomes of a world of its own, reports them, and reads what the service says.
 *
 * <p>The control always serves arm a and the treatment arm b, so that what a variant is worth is what its arm is worth.
 */
final class Trial {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final RunningService service;
    private final String domain;
    private final Map<String, Double> worth;
    private final boolean keyed;
    private final SplittableRandom random;
    private int decided;

    /**
     * @param a probability of a success of the control; {@code b}: of the treatment
     * @param keyed whether each decision has a key of its own
     */
    Trial(RunningService service, String domain, double a, double b, boolean keyed, long seed) {
        this.service = service;
        this.domain = domain;
        this.worth = Map.of("a", a, "b", b);
        this.keyed = keyed;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Creates domain and experiment, and has it serve.
     *
     * @param domainPart fields of the domain, each followed by a comma; likewise {@code experimentPart}
     */
    Trial start(String domainPart, String experimentPart) {
        String serves = "{\"type\": \"fixed\", \"probabilities\": {\"a\": %s, \"b\": %s}, \"exploration_floor\": 0}";
        service.put(
                        "/v1/domains/" + domain,
                        "{" + domainPart + "\"arms\": [\"a\", \"b\"], \"policy\": " + serves.formatted(1, 0) + "}")
                .expect(201);
        service.put(
                        path(),
                        "{" + experimentPart + "\"variants\": [{\"variant\": \"control\", \"policy\": "
                                + serves.formatted(1, 0) + "}, {\"variant\": \"treatment\", \"policy\": "
                                + serves.formatted(0, 1)
                                + "}]}")
                .expect(201);
        service.manage("POST", path() + "/phase", "{\"phase\": \"active\"}", Map.of())
                .expect(200);
        return this;
    }

    String path() {
        return "/v1/domains/" + domain + "/experiments/e";
    }

    /** So many decisions, each with its outcome. */
    void batch(int size) {
        batch(size, outcome -> true);
    }

    /**
     * So many decisions, and of their outcomes those that are not lost on the way.
     *
     * @param arrives asked with the arm and the reward
     */
    void batch(int size, Predicate<JsonObject> arrives) {
        JsonArray requests = new JsonArray();
        for (int i = 0; i < size; i++) {
            JsonObject request = new JsonObject().put("decision_id", domain + "-" + decided++);
            requests.add(keyed ? request.put("key", "user-" + decided) : request);
        }
        JsonArray decisions =
                post("select/batch", new JsonObject().put("requests", requests)).getJsonArray("decisions");
        JsonArray outcomes = new JsonArray();
        for (int i = 0; i < decisions.size(); i++) {
            JsonObject decision = decisions.getJsonObject(i);
            double reward = random.nextDouble() < worth.getOrDefault(decision.getString("arm"), 0.0) ? 1 : 0;
            if (arrives.test(
                    new JsonObject().put("arm", decision.getString("arm")).put("reward", reward))) {
                outcomes.add(new JsonObject()
                        .put("decision_id", decision.getString("decision_id"))
                        .put("reward", reward));
            }
        }
        post("outcomes/batch", new JsonObject().put("outcomes", outcomes));
    }

    JsonObject report() {
        return send("GET", service.managementUrl() + path() + "/report", null);
    }

    /** The word of the verdict on all treatments. */
    String verdict() {
        return report().getJsonObject("verdict").getString("verdict");
    }

    private JsonObject post(String route, JsonObject body) {
        return send("POST", service.dataUrl() + "/v1/domains/" + domain + "/" + route, body.encode());
    }

    private static JsonObject send(String method, String url, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(method + " " + url + " answered " + response.body());
            }
            return new JsonObject(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
