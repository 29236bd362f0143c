package dev.leverframe.config;

import dev.leverframe.model.Context.Named;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Category;
import dev.leverframe.model.FeatureSchema.Declared;
import dev.leverframe.model.FeatureSchema.Flag;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureSchema.Numeric;
import dev.leverframe.model.FeatureSchema.Scale;
import dev.leverframe.model.FeatureSchema.Unknown;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The context of a domain as it is written:
 *
 * <pre>
 *   {"dimension": 512,
 *    "features": {"prompt_tokens": {"type": "numeric", "scale": "log"}, "has_tools": {"type": "boolean"},
 *                 "task": {"type": "categorical", "values": ["code", "chat"]}},
 *    "interactions": [["task", "arm.price"]], "unknown_features": "ignore"}
 * </pre>
 */
final class ContextBody {
    /** The name of a feature. */
    static final Kind.Text NAME = new Kind.Text(128);
    /** The value of a category. */
    static final Kind.Text VALUE = new Kind.Text(512);

    private static final int FEATURES_MAX = 1000;
    private static final Kind.Listing VALUES = new Kind.Listing(1, 1000, "values");
    private static final Kind.Listing INTERACTIONS = new Kind.Listing(0, 256, "interactions");
    private static final Kind.Listing PAIR = new Kind.Listing(2, 2, "features");
    private static final Kind.Numeric BOUND = new Kind.Numeric(-1e15, 1e15, "");
    private static final Kind.Word TYPES = new Kind.Word(List.of("numeric", "boolean", "categorical"));

    private ContextBody() {}

    /** @param armFeatures those that the arms are given, which interactions may name */
    static ContextSpec read(Fields section, long fallback, Map<String, Named> armFeatures) {
        int dimension = Math.toIntExact(section.read("dimension", Keys.DIMENSION.kind(), fallback));
        Map<String, Declared> features = features(section);
        FeatureSchema schema = new FeatureSchema(
                features,
                interactions(section, features.keySet(), ofArms(armFeatures)),
                section.word("unknown_features", Unknown.class, Unknown.HASH));
        // One position for the constant, and one at least for what is not declared.
        int least = schema.positions() + 2;
        if (dimension < least) {
            section.refuse(
                    "dimension",
                    "dimension must be at least " + least + " for the features declared, got " + dimension);
        }
        section.refuseUnknown();
        return new ContextSpec(dimension, schema);
    }

    private static Map<String, Declared> features(Fields section) {
        Map<String, Declared> features = new TreeMap<>();
        section.section("features").ifPresent(declared -> {
            if (declared.names().size() > FEATURES_MAX) {
                section.refuse(
                        "features",
                        "features must be at most " + FEATURES_MAX + ", got "
                                + declared.names().size());
                return;
            }
            for (String name : declared.names()) {
                if (NAME.read(name) == null) {
                    declared.refuseNamed(name, "a feature's name must be " + NAME.range());
                } else {
                    declared.section(name).ifPresent(feature -> features.put(name, feature(feature)));
                }
            }
        });
        return features;
    }

    private static Declared feature(Fields feature) {
        String type = feature.require("type", TYPES, "");
        Declared declared = switch (type) {
            case "numeric" -> numeric(feature);
            case "categorical" -> new Category(List.copyOf(feature.requireTexts("values", "value", VALUES, VALUE)));
            default -> new Flag();
        };
        // Without a type nobody knows which fields there are, so that error stands alone.
        if (!type.isEmpty()) {
            feature.refuseUnknown();
        }
        return declared;
    }

    private static Numeric numeric(Fields feature) {
        Scale scale = feature.word("scale", Scale.class, Scale.STANDARDISE);
        if (scale != Scale.RANGE) {
            return new Numeric(scale, 0, 0);
        }
        double min = feature.require("min", BOUND, 0.0);
        double max = feature.require("max", BOUND, Double.MAX_VALUE);
        if (!(min < max)) {
            feature.refuse("max", "max must be greater than min, got " + max + " where min is " + min);
        }
        return new Numeric(scale, min, max);
    }

    private static Set<String> ofArms(Map<String, Named> armFeatures) {
        Set<String> names = new HashSet<>();
        armFeatures
                .values()
                .forEach(own -> own.features().forEach(each -> names.add(FeatureSchema.ARM_PREFIX + each.name())));
        return names;
    }

    private static List<Interaction> interactions(Fields section, Set<String> declared, Set<String> ofArms) {
        Set<String> known = new TreeSet<>(declared);
        known.addAll(ofArms);
        JsonArray given = section.read("interactions", INTERACTIONS, new JsonArray());
        Set<Set<String>> seen = new HashSet<>();
        List<Interaction> interactions = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String place = "interactions/" + i;
            List<String> pair = List.copyOf(section.texts(place, given.getValue(i), "feature", PAIR, NAME));
            if (pair.size() != 2) {
                continue;
            }
            if (!seen.add(Set.copyOf(pair))) {
                section.refuse(place, "an interaction must be listed once, got " + String.join(", ", pair) + " again");
            }
            refuseUndeclared(section, place, pair, known);
            interactions.add(new Interaction(pair.get(0), pair.get(1)));
        }
        return interactions;
    }

    private static void refuseUndeclared(Fields section, String place, List<String> pair, Set<String> known) {
        for (int i = 0; i < pair.size(); i++) {
            if (!known.contains(pair.get(i))) {
                section.refuse(
                        place + "/" + i,
                        "an interaction must be of declared features or those of arm_features, got "
                                + OneLine.quoted(pair.get(i)) + Nearest.hint(pair.get(i), known));
            }
        }
    }

    /** The dimension, and what is declared, if anything is. */
    static JsonObject toJson(ContextSpec spec) {
        JsonObject json = new JsonObject().put("dimension", spec.dimension());
        FeatureSchema schema = spec.schema();
        if (schema.equals(FeatureSchema.NONE)) {
            return json;
        }
        JsonObject features = new JsonObject();
        schema.features().forEach((name, declared) -> features.put(name, toJson(declared)));
        JsonArray interactions = new JsonArray();
        schema.interactions()
                .forEach(each ->
                        interactions.add(new JsonArray().add(each.left()).add(each.right())));
        return json.put("features", features)
                .put("interactions", interactions)
                .put("unknown_features", schema.unknown().word());
    }

    private static JsonObject toJson(Declared declared) {
        if (declared instanceof Category category) {
            return new JsonObject().put("type", "categorical").put("values", new JsonArray(category.values()));
        } else if (declared instanceof Numeric numeric) {
            JsonObject json = new JsonObject()
                    .put("type", "numeric")
                    .put("scale", numeric.scale().word());
            return numeric.scale() == Scale.RANGE
                    ? json.put("min", numeric.min()).put("max", numeric.max())
                    : json;
        }
        return new JsonObject().put("type", "boolean");
    }
}
