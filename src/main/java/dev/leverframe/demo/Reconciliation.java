package dev.leverframe.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what the client added up with what the service says it recorded. */
final class Reconciliation {
    /** Sums in another order differ in their last bits, and by no more than this part of themselves. */
    private static final double TOLERANCE = 1e-9;

    private final List<String> differences = new ArrayList<>();
    private int compared;

    /** Arms against their pulls and sums of rewards since the domain began. */
    Reconciliation arms(JsonObject stats, Map<String, Score> counted) {
        for (JsonObject arm : objects(stats.getJsonArray("arms"))) {
            compare("arm " + arm.getString("arm"), arm, counted.get(arm.getString("arm")), "pulls");
        }
        return this;
    }

    /** Variants of the first experiment against what they served in its current segment. */
    Reconciliation variants(JsonObject stats, Map<String, Score> counted) {
        for (JsonObject variant : variantsOf(stats)) {
            String name = variant.getString("variant");
            compare("variant " + name, variant.getJsonObject("realised"), counted.get(name), "n");
        }
        return this;
    }

    /** What does not agree, one line each; empty: everything agrees. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** How many pairs of pulls and sum were compared. */
    int compared() {
        return compared;
    }

    static List<JsonObject> variantsOf(JsonObject stats) {
        return objects(stats.getJsonArray("experiments").getJsonObject(0).getJsonArray("variants"));
    }

    private void compare(String what, JsonObject theirs, @Nullable Score ours, String pulls) {
        compared++;
        long n = ours == null ? 0 : ours.pulls();
        double sum = ours == null ? 0 : ours.rewardSum();
        double theirSum = theirs.getDouble("reward_sum");
        if (theirs.getLong(pulls) != n || !(Math.abs(theirSum - sum) <= TOLERANCE * Math.max(1, sum))) {
            differences.add(String.format(
                    Locale.ROOT,
                    "%s: the service says %d pulls and %.9f reward, counted here are %d and %.9f",
                    what,
                    theirs.getLong(pulls),
                    theirSum,
                    n,
                    sum));
        }
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
