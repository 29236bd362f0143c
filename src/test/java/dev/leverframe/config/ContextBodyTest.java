package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureSchema.Scale;
import dev.leverframe.model.FeatureSchema.Unknown;
import dev.leverframe.model.Refusal.FieldError;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The features that a domain declares, and what it says of single arms. */
class ContextBodyTest {
    private static final Settings SETTINGS = Settings.defaults();

    private static final String FULL = """
            {"arms": ["a", "openai/gpt-4o:free"],
             "context": {"dimension": 64,
               "features": {"tokens": {"type": "numeric"}, "size": {"type": "numeric", "scale": "log"},
                            "hour": {"type": "numeric", "scale": "range", "min": 0, "max": 24},
                            "tools": {"type": "boolean"}, "task": {"type": "categorical", "values": ["code", "chat"]},
                            "arm.price": {"type": "numeric", "scale": "none"}},
               "interactions": [["task", "arm.price"], ["tools", "arm.vendor"]], "unknown_features": "ignore"},
             "arm_features": {"a": {"price": 0.1, "vendor": "x"}, "openai/gpt-4o:free": {"price": 0.6, "open": false}},
             "arm_like": {"openai/gpt-4o:free": "retired"}}""";

    @Test
    void everyPartIsRead() {
        DomainSpec spec = parse(FULL);
        FeatureSchema.Numeric plain = new FeatureSchema.Numeric(Scale.STANDARDISE, 0, 0);
        assertThat(spec.context().dimension()).isEqualTo(64);
        assertThat(spec.context().schema())
                .isEqualTo(new FeatureSchema(
                        Map.of(
                                "tokens", plain,
                                "size", new FeatureSchema.Numeric(Scale.LOG, 0, 0),
                                "hour", new FeatureSchema.Numeric(Scale.RANGE, 0, 24),
                                "tools", new FeatureSchema.Flag(),
                                "task", new FeatureSchema.Category(List.of("code", "chat")),
                                "arm.price", new FeatureSchema.Numeric(Scale.NONE, 0, 0)),
                        List.of(new Interaction("task", "arm.price"), new Interaction("tools", "arm.vendor")),
                        Unknown.IGNORE));
        assertThat(spec.armFeatures())
                .isEqualTo(Map.of(
                        "a",
                        new Named(List.of(new Context.Numeric("price", 0.1), new Context.Category("vendor", "x"))),
                        "openai/gpt-4o:free",
                        new Named(List.of(new Context.Flag("open", false), new Context.Numeric("price", 0.6)))));
        assertThat(spec.armLike()).isEqualTo(Map.of("openai/gpt-4o:free", "retired"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FULL,
                "{\"context\": {\"unknown_features\": \"ignore\"}}",
                "{\"arm_features\": {\"later\": {\"price\": 1}}, \"arm_like\": {\"later\": \"now\"}}"
            })
    void jsonReadsBackToTheSame(String body) {
        DomainSpec spec = parse(body);
        JsonObject json = new JsonObject(DomainBody.toJson(spec).encode());
        assertThat(DomainBody.parse("analysis", json, SETTINGS)).isEqualTo(spec);
    }

    @Test
    void theOrderInWhichFeaturesAreWrittenDoesNotMatter() {
        assertThat(parse(
                                "{\"context\": {\"features\": {\"b\": {\"type\": \"boolean\"}, \"a\": {\"type\": \"numeric\"}}}}")
                        .context()
                        .fingerprint())
                .isEqualTo(parse(
                                "{\"context\": {\"features\": {\"a\": {\"type\": \"numeric\"}, \"b\": {\"type\": \"boolean\"}}}}")
                        .context()
                        .fingerprint());
    }

    @Test
    void nothingDeclaredIsWrittenAsItAlwaysWas() {
        assertThat(DomainBody.toJson(parse("{}")).getJsonObject("context"))
                .isEqualTo(new JsonObject("{\"dimension\":512}"));
        assertThat(DomainBody.toJson(parse("{}")).fieldNames()).doesNotContain("arm_features", "arm_like");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'features': []}                                                       | /features",
                "{'features': {'a': 1}}                                                 | /features/a",
                "{'features': {'': {'type': 'boolean'}}}                                | /features/",
                "{'features': {'a': {}}}                                                | /features/a/type",
                "{'features': {'a/b~': {'type': 'text'}}}                               | /features/a~1b~0/type",
                "{'features': {'a': {'type': 'boolean', 'scale': 'log'}}}               | /features/a/scale",
                "{'features': {'a': {'type': 'numeric', 'scale': 'linear'}}}            | /features/a/scale",
                "{'features': {'a': {'type': 'numeric', 'min': 0}}}                     | /features/a/min",
                "{'features': {'a': {'type': 'numeric', 'scale': 'range', 'min': 0}}}   | /features/a/max",
                "{'features': {'a': {'type': 'numeric', 'scale': 'range', 'min': 2, 'max': 2}}} | /features/a/max",
                "{'features': {'a': {'type': 'numeric', 'scale': 'range', 'min': -1e16, 'max': 2}}} | /features/a/min",
                "{'features': {'a': {'type': 'categorical'}}}                           | /features/a/values",
                "{'features': {'a': {'type': 'categorical', 'values': []}}}             | /features/a/values",
                "{'features': {'a': {'type': 'categorical', 'values': ['x', 'x']}}}     | /features/a/values/1",
                "{'features': {'a': {'type': 'categorical', 'values': ['x', 1]}}}       | /features/a/values/1",
                "{'features': {'a': {'type': 'categorical', 'values': ['x']}}, 'dimension': 3}  | /dimension",
                "{'interactions': 'all'}                                                | /interactions",
                "{'interactions': ['a']}                                                | /interactions/0",
                "{'interactions': [['a']]}                                              | /interactions/0",
                "{'features': {'a': {'type': 'boolean'}}, 'interactions': [['a', 'a']]} | /interactions/0/1",
                "{'features': {'a': {'type': 'boolean'}}, 'interactions': [['a', 'b']]} | /interactions/0/1",
                "{'features': {'a': {'type': 'boolean'}}, 'interactions': [['arm.price', 'a']]} | /interactions/0/0",
                "{'unknown_features': 'drop'}                                           | /unknown_features"
            })
    void eachBrokenRuleOfTheContextIsOneErrorAtItsPlace(String context, String pointer) {
        assertThat(errors("{\"context\": " + context.replace('\'', '"') + "}"))
                .extracting(FieldError::pointer)
                .containsExactly("/context" + pointer);
    }

    @Test
    void anInteractionIsListedOnceWhicheverWayRound() {
        String features = "{\"a\": {\"type\": \"boolean\"}, \"b\": {\"type\": \"boolean\"}}";
        assertThat(errors("{\"context\": {\"features\": " + features
                        + ", \"interactions\": [[\"a\", \"b\"], [\"b\", \"a\"]]}}"))
                .containsExactly(new FieldError(
                        "/context/interactions/1", "an interaction must be listed once, got b, a again"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'arms': ['a'], 'arm_features': 1}                       | /arm_features",
                "{'arms': ['a'], 'arm_features': {'b': {}}}               | /arm_features/b",
                "{'arms': ['a'], 'arm_features': {'a': 1}}                | /arm_features/a",
                "{'arms': ['a/b'], 'arm_features': {'a/b': {'p': null}}}  | /arm_features/a~1b/p",
                "{'arms': ['a'], 'arm_features': {'a': {'p': [1]}}}       | /arm_features/a/p",
                "{'arms': ['a'], 'arm_features': {'a': {'p': ''}}}        | /arm_features/a/p",
                "{'arms': ['a'], 'arm_features': {'a': {'': 1}}}          | /arm_features/a/",
                "{'arm_features': {' a': {}}}                             | /arm_features/ a",
                "{'arms': ['a'], 'arm_like': {'b': 'a'}}                  | /arm_like/b",
                "{'arms': ['a'], 'arm_like': {'a': 'a'}}                  | /arm_like/a",
                "{'arms': ['a'], 'arm_like': {'a': 1}}                    | /arm_like/a",
                "{'arms': ['a'], 'arm_like': ['a']}                       | /arm_like"
            })
    void eachBrokenRuleOfTheArmsIsOneErrorAtItsPlace(String body, String pointer) {
        assertThat(errors(body.replace('\'', '"')))
                .extracting(FieldError::pointer)
                .containsExactly(pointer);
    }

    @Test
    void aMistypedArmNamesTheNearest() {
        assertThat(errors("{\"arms\": [\"modelA\"], \"arm_like\": {\"modlA\": \"x\"}}"))
                .containsExactly(new FieldError(
                        "/arm_like/modlA",
                        "arm_like must name arms of the domain, got 'modlA', did you mean 'modelA'?"));
    }

    private static DomainSpec parse(String body) {
        return DomainBody.parse("analysis", new JsonObject(body), SETTINGS);
    }

    private static List<FieldError> errors(String body) {
        return catchThrowableOfType(InvalidBody.class, () -> parse(body)).errors();
    }
}
