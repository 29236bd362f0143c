package dev.leverframe.config;

import dev.leverframe.model.Parameter;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Worded;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A policy as it is written: {@code {"type": "epsilon_greedy", "epsilon": 0.1}}. Types, parameters and ranges are
 * those of {@link PolicyType}.
 */
public final class PolicyBody {
    private static final String SHARES = "probabilities";
    private static final int SHARES_MAX = 256;
    /** A sum that misses 1 by more is a slip rather than round-off. */
    private static final double SUM_TOLERANCE = 1e-6;

    private PolicyBody() {}

    /**
     * Reads a policy; what is not given stays out of the specification, which then answers with the type's default.
     *
     * @throws InvalidBody with everything that is wrong
     */
    public static PolicySpec parse(JsonObject body) {
        Fields fields = Fields.of(body);
        return fields.orThrow(read(fields));
    }

    /** The type and what was given; {@link #parse} reads it back to an equal specification. */
    public static JsonObject toJson(PolicySpec policy) {
        JsonObject json = new JsonObject().put("type", policy.type().word());
        policy.numbers().forEach(json::put);
        policy.words().forEach(json::put);
        if (!policy.shares().isEmpty()) {
            JsonObject shares = new JsonObject();
            policy.shares().forEach(shares::put);
            json.put(SHARES, shares);
        }
        return json;
    }

    /** Reads on after an error; the specification counts only if the fields hold none. */
    static PolicySpec read(Fields fields) {
        String word = fields.require("type", new Kind.Word(Worded.words(PolicyType.class)), "");
        Optional<PolicyType> type = Worded.parse(PolicyType.class, word);
        // Without a type nobody knows which parameters there are, so that error stands alone.
        return type.map(known -> parameters(fields, known)).orElseGet(() -> PolicySpec.of(PolicyType.THOMPSON));
    }

    private static PolicySpec parameters(Fields fields, PolicyType type) {
        Map<String, Double> numbers = new TreeMap<>();
        Map<String, String> words = new TreeMap<>();
        for (Parameter parameter : type.parameters()) {
            String name = parameter.name();
            if (parameter.isWord()) {
                String word = fields.read(name, new Kind.Word(parameter.words()), "");
                keep(words, name, word, fields);
            } else {
                double number = fields.read(name, new Kind.Numeric(parameter.min(), parameter.max(), ""), 0.0);
                keep(numbers, name, number, fields);
            }
        }
        refuseTwoWaysToForget(fields, numbers.keySet());
        Map<String, Double> shares = type.hasShares() ? shares(fields) : Map.of();
        fields.refuseUnknown();
        return new PolicySpec(type, numbers, words, shares);
    }

    private static Map<String, Double> shares(Fields fields) {
        Map<String, Double> shares =
                fields.numbersByName(SHARES, "a probability", Kind.Name.ARM, new Kind.Numeric(0, 1, ""), SHARES_MAX);
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!shares.isEmpty() && !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            fields.refuse(SHARES, SHARES + " must sum to 1, got " + sum);
        }
        return shares;
    }

    /** A window of rewards that fade, or two clocks at once, would have no meaning that anybody could look up. */
    private static void refuseTwoWaysToForget(Fields fields, Set<String> given) {
        List<String> ways =
                Parameter.WAYS_TO_FORGET.stream().filter(given::contains).toList();
        for (String second : ways.subList(Math.min(1, ways.size()), ways.size())) {
            fields.refuse(second, second + " and " + ways.get(0) + " exclude each other; give one of them");
        }
    }

    private static <T> void keep(Map<String, T> given, String name, T value, Fields fields) {
        if (fields.has(name)) {
            given.put(name, value);
        }
    }
}
