package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.ForkedService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client sent and what was acknowledged to it, to be compared with what a killed service remembers. */
final class Acknowledged {
    static final String DOMAIN = "routing";
    private static final int BATCH = 500;

    private final List<Attempt> ofThisLife = new ArrayList<>();
    private final Map<String, Double> rewards = new TreeMap<>();
    private final Map<String, List<String>> values = new HashMap<>();
    private long outcomes;
    private long unattributed;

    /** An outcome that was sent; the thread that sends it writes, and others read once that thread has ended. */
    static final class Attempt {
        private final String arm;
        private final double reward;
        private final JsonObject body;
        private final @Nullable JsonObject decision;
        private volatile boolean acknowledged;

        /**
         * An outcome for an arm alone.
         *
         * @param reward a multiple of 1/1024, so that sums are exact in any order
         */
        Attempt(String arm, String outcomeId, double reward) {
            this.arm = arm;
            this.reward = reward;
            this.decision = null;
            this.body = new JsonObject()
                    .put("arm", arm)
                    .put("outcome_id", outcomeId)
                    .put("reward", reward);
        }

        /** @param decision as it was answered */
        Attempt(JsonObject decision, double reward) {
            this.arm = decision.getString("arm");
            this.reward = reward;
            this.decision = decision;
            this.body = new JsonObject()
                    .put("decision_id", decision.getString("decision_id"))
                    .put("reward", reward);
        }

        JsonObject body() {
            return body;
        }

        void acknowledge() {
            acknowledged = true;
        }
    }

    synchronized void add(Attempt attempt) {
        ofThisLife.add(attempt);
    }

    /** A configuration or flag is about to be changed: from now on it may be found with either value. */
    synchronized void changing(String resource, String value) {
        values.computeIfAbsent(resource, any -> new ArrayList<>(List.of(initial(resource))))
                .add(value);
    }

    private static String initial(String resource) {
        return resource.startsWith("/v1/flags/") ? "false" : "absent";
    }

    synchronized void changed(String resource, String value) {
        values.put(resource, new ArrayList<>(List.of(value)));
    }

    /** Outcomes that are known to be kept. */
    long outcomes() {
        return outcomes;
    }

    /** Outcomes sent in this life of the service. */
    long sent() {
        return ofThisLife.size();
    }

    /**
     * The service, which was just started again, knows everything that was acknowledged, once. Afterwards everything that was
     * in flight is acknowledged or known to be lost.
     */
    void verify(ForkedService service) {
        JsonObject found = service.stats(DOMAIN);
        List<Attempt> lost = new ArrayList<>();
        for (int from = 0; from < ofThisLife.size(); from += BATCH) {
            List<Attempt> attempts = ofThisLife.subList(from, Math.min(from + BATCH, ofThisLife.size()));
            decideAgain(service, attempts);
            resend(service, attempts, lost);
        }
        assertThat(found.getLong("outcomes")).as("outcomes of decisions").isEqualTo(outcomes - unattributed);
        assertThat(found.getLong("unattributed")).as("unattributed").isEqualTo(unattributed);
        assertThat(rewards(found)).as("rewards").isEqualTo(rewards);
        lost.forEach(this::count);
        ofThisLife.clear();
        values.forEach((resource, allowed) -> verify(service, resource, allowed));
    }

    /** A select that is the same whenever it is sent. */
    static JsonObject select(String id) {
        return new JsonObject().put("decision_id", id).put("key", id);
    }

    /** What has an acknowledged outcome is decided as it was before. */
    private static void decideAgain(ForkedService service, List<Attempt> attempts) {
        List<JsonObject> served = attempts.stream()
                .filter(attempt -> attempt.acknowledged)
                .flatMap(attempt -> Stream.ofNullable(attempt.decision))
                .toList();
        JsonArray requests = new JsonArray();
        served.forEach(decision -> requests.add(select(decision.getString("decision_id"))));
        if (!served.isEmpty()) {
            JsonArray again = service.post(
                            "/v1/domains/" + DOMAIN + "/select/batch",
                            new JsonObject().put("requests", requests).encode())
                    .expect(200)
                    .json()
                    .getJsonArray("decisions");
            assertThat(again).as("decisions").isEqualTo(new JsonArray(served));
        }
    }

    private void resend(ForkedService service, List<Attempt> attempts, List<Attempt> lost) {
        List<String> results =
                service.outcomes(DOMAIN, attempts.stream().map(Attempt::body).toList());
        for (int i = 0; i < results.size(); i++) {
            Attempt attempt = attempts.get(i);
            String result = results.get(i);
            if (attempt.acknowledged) {
                assertThat(result).as("acknowledged: %s", attempt.body).isEqualTo("duplicate");
            }
            assertThat(result).isIn("duplicate", "recorded", "unattributed", "unknown_decision");
            if (result.equals("duplicate")) {
                count(attempt);
            } else if (!result.equals("unknown_decision")) {
                lost.add(attempt);
            }
        }
    }

    private void count(Attempt attempt) {
        outcomes++;
        if (attempt.body.containsKey("decision_id")) {
            rewards.merge(attempt.arm, attempt.reward, Double::sum);
        } else {
            // learned from, but no pull of its arm
            unattributed++;
        }
    }

    private static Map<String, Double> rewards(JsonObject stats) {
        Map<String, Double> sums = new TreeMap<>();
        stats.getJsonArray("arms").stream()
                .map(arm -> (JsonObject) arm)
                .filter(arm -> arm.getLong("pulls") > 0)
                .forEach(arm -> sums.put(arm.getString("arm"), arm.getDouble("reward_sum")));
        return sums;
    }

    private void verify(ForkedService service, String resource, List<String> allowed) {
        String value = read(service.get(resource));
        assertThat(value).as(resource).isIn(allowed);
        allowed.clear();
        allowed.add(value);
    }

    private static String read(Answer answer) {
        if (answer.status() == 404) {
            return "absent";
        }
        JsonObject json = answer.expect(200).json();
        return json.containsKey("enabled")
                ? json.getBoolean("enabled").toString()
                : json.getJsonArray("arms").encode();
    }
}
