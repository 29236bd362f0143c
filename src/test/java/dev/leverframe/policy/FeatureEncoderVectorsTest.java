package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Declared;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureSchema.Scale;
import dev.leverframe.model.FeatureSchema.Unknown;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Worded;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureEncoderVectorsTest {
    private static final JsonObject FILE = StatisticsVectors.file("feature-encoder.json");

    static List<JsonObject> cases() {
        return StatisticsVectors.objects(FILE.getJsonArray("cases"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsTheVectorsOfTheIndependentEncoder(JsonObject vector) {
        JsonObject domain = FILE.getJsonArray("domains").getJsonObject(vector.getInteger("domain"));
        FeatureEncoder encoder = new FeatureEncoder(
                new ContextSpec(domain.getInteger("dimension"), schema(domain)), new FeatureCounts());
        JsonObject arms = domain.getJsonObject("arms", new JsonObject());
        arms.fieldNames().forEach(arm -> encoder.observeArm(ofArm(arms.getJsonObject(arm))));
        StatisticsVectors.objects(FILE.getJsonArray("history")).forEach(each -> encoder.observe(context(each)));
        String arm = vector.getString("arm");
        List<Feature> own = arm == null ? List.of() : ofArm(arms.getJsonObject(arm));
        Context context = context(vector.getJsonObject("context"));
        assertSame(encoder.encode(context, own), vector);
        assertThat(encoder.encodeEach(context, List.of(own))[0]).isEqualTo(encoder.encode(context, own));
    }

    private static void assertSame(FeatureVector x, JsonObject vector) {
        double[] positions = StatisticsVectors.doubles(vector.getJsonArray("positions"));
        double[] values = StatisticsVectors.doubles(vector.getJsonArray("values"));
        assertThat(x.size()).isEqualTo(positions.length);
        for (int i = 0; i < x.size(); i++) {
            assertThat(x.position(i)).isEqualTo((int) positions[i]);
            assertThat(x.value(i)).isCloseTo(values[i], within(1e-12));
        }
    }

    private static FeatureSchema schema(JsonObject domain) {
        Map<String, Declared> features = new HashMap<>();
        JsonObject declared = domain.getJsonObject("features", new JsonObject());
        declared.fieldNames().forEach(name -> features.put(name, declared(declared.getJsonObject(name))));
        List<Interaction> interactions = new ArrayList<>();
        for (Object pair : domain.getJsonArray("interactions", new JsonArray())) {
            interactions.add(new Interaction(((JsonArray) pair).getString(0), ((JsonArray) pair).getString(1)));
        }
        Unknown unknown =
                Worded.parse(Unknown.class, domain.getString("unknown", "hash")).orElseThrow();
        return new FeatureSchema(features, interactions, unknown);
    }

    private static Declared declared(JsonObject feature) {
        return switch (feature.getString("type")) {
            case "boolean" -> new FeatureSchema.Flag();
            case "categorical" ->
                new FeatureSchema.Category(feature.getJsonArray("values").stream()
                        .map(String.class::cast)
                        .toList());
            default ->
                new FeatureSchema.Numeric(
                        Worded.parse(Scale.class, feature.getString("scale", "standardise"))
                                .orElseThrow(),
                        feature.getDouble("min", 0.0),
                        feature.getDouble("max", 0.0));
        };
    }

    private static Context context(JsonObject json) {
        return json.containsKey("vector")
                ? new Context.Vector(StatisticsVectors.doubles(json.getJsonArray("vector")))
                : new Context.Named(features(json, ""));
    }

    private static List<Feature> ofArm(JsonObject own) {
        return features(own, "arm.");
    }

    private static List<Feature> features(JsonObject json, String prefix) {
        return json.stream()
                .map(entry -> feature(prefix + entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Feature feature(String name, @Nullable Object value) {
        if (value instanceof Boolean flag) {
            return new Context.Flag(name, flag);
        }
        return value instanceof Number number
                ? new Context.Numeric(name, number.doubleValue())
                : new Context.Category(name, String.valueOf(value));
    }
}
