package dev.leverframe.decisionlog;

import dev.leverframe.model.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a line of a log teaches, in the formats that are read back. */
final class RewardLine {
    private RewardLine() {}

    /**
     * @param line one JSON object
     * @return empty where the line is sound and has no reward to learn from
     * @throws IllegalArgumentException if the line cannot be understood; the message says why
     */
    static Optional<LoggedReward> read(Format format, byte[] line) {
        Map<String, @Nullable Object> object = JsonTree.object(line);
        return switch (format) {
            case JSONL -> jsonl(object);
            case DSJSON -> dsjson(object);
            case PARQUET, OBP -> throw new IllegalArgumentException(format.word() + " is not read back");
        };
    }

    /** A row as it is exported; of other logs, objects that have decision_id, arm, reward and perhaps context. */
    private static Optional<LoggedReward> jsonl(Map<String, @Nullable Object> row) {
        boolean decision = "decision".equals(row.getOrDefault("kind", "decision"));
        if (!decision || row.get("reward") == null) {
            return Optional.empty();
        }
        return Optional.of(new LoggedReward(
                id(row.get("decision_id"), "decision_id"),
                ContextTree.read(row.getOrDefault("context", Map.of())),
                arm(row.get("arm"), "arm"),
                reward(row.get("reward"), "reward")));
    }

    private static Optional<LoggedReward> dsjson(Map<String, @Nullable Object> line) {
        if (!line.containsKey("_label_cost")) {
            return Optional.empty();
        }
        Map<?, ?> known = object(line.get("c"), "c");
        double action = number(line.get("_label_Action"), "_label_Action");
        return Optional.of(new LoggedReward(
                id(line.get("EventId"), "EventId"),
                ContextTree.ofNamespaces(known),
                armOf(known, action),
                reward(0 - number(line.get("_label_cost"), "_label_cost"), "-_label_cost")));
    }

    /** The arm of an action is its {@code Arm.name}; in logs of others, its {@code _tag}. */
    private static String armOf(Map<?, ?> known, double action) {
        List<?> actions = known.get("_multi") instanceof List<?> list ? list : List.of();
        if (!(action >= 1 && action <= actions.size() && action == Math.rint(action))) {
            throw new IllegalArgumentException(
                    "_label_Action must be from 1 to " + actions.size() + ", the actions in _multi, got " + action);
        }
        Map<?, ?> features = object(actions.get((int) action - 1), "_multi");
        Object named = features.get(Dsjson.ARM) instanceof Map<?, ?> arm ? arm.get(Dsjson.NAME) : features.get("_tag");
        return arm(named, "Arm.name (or _tag) of the action");
    }

    private static String id(@Nullable Object value, String what) {
        String id = text(value, what);
        reject(Names.decisionIdProblem(id));
        return id;
    }

    private static String arm(@Nullable Object value, String what) {
        String arm = text(value, what);
        reject(Names.armProblem(arm));
        return arm;
    }

    private static void reject(Optional<String> problem) {
        problem.ifPresent(found -> {
            throw new IllegalArgumentException(found);
        });
    }

    private static String text(@Nullable Object value, String what) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(what + " must be a text" + (value == null ? ", and there is none" : ""));
    }

    private static Map<?, ?> object(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(what + " must be an object");
    }

    private static double number(@Nullable Object value, String what) {
        if (value instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException(what + " must be a number" + (value == null ? ", and there is none" : ""));
    }

    private static double reward(@Nullable Object value, String what) {
        double reward = number(value, what);
        if (!(reward >= 0 && reward <= 1)) {
            throw new IllegalArgumentException(what + " must be from 0 to 1, got " + reward);
        }
        return reward;
    }
}
