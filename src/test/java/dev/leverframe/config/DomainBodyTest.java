package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Refusal.FieldError;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.Combine;
import dev.leverframe.model.RewardSettings.LatencyShape;
import dev.leverframe.model.RewardSettings.Missing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainBodyTest {
    private static final Settings SETTINGS = Settings.defaults();

    private static final String FULL = """
        {"arms": ["a", "openai/gpt-4o:free"], "auto_arms": true,
         "policy": {"type": "gaussian_thompson", "variance": "fixed"},
         "reward": {"cost_weight": 0.2, "latency_weight": 0.2, "quality_weight": 0.6, "latency_ms_window": 900,
                    "cost_ref_usd": 0.02, "failure_value": 0.1, "latency_shape": "hyperbolic", "combine": "mean",
                    "missing": "exclude", "missing_value": 0.25},
         "context": {"dimension": 64}, "decision_ttl_ms": 1000}\
        """;

    @Test
    void everyPartIsRead() {
        assertThat(parse(FULL))
                .isEqualTo(new DomainSpec(
                        "analysis",
                        List.of("a", "openai/gpt-4o:free"),
                        true,
                        PolicySpec.of(PolicyType.GAUSSIAN_THOMPSON).with("variance", "fixed"),
                        new RewardSettings(
                                0.2,
                                0.2,
                                0.6,
                                900,
                                0.02,
                                0.1,
                                LatencyShape.HYPERBOLIC,
                                Combine.MEAN,
                                Missing.EXCLUDE,
                                0.25),
                        new ContextSpec(64),
                        1000));
    }

    @Test
    void absentPartsAreAsTheSettingsSay() {
        DomainSpec expected = new DomainSpec(
                "analysis",
                List.of(),
                true,
                PolicySpec.of(PolicyType.THOMPSON),
                RewardSettings.DEFAULT,
                new ContextSpec(512),
                600_000);
        assertThat(parse("{}")).isEqualTo(expected);
        assertThat(DomainBody.byDefault("analysis", SETTINGS)).isEqualTo(expected);
    }

    @Test
    void absentKeysOfTheRewardAreAsTheSettingsSay() {
        assertThat(parse("{\"reward\": {\"quality_weight\": 1}}").reward())
                .isEqualTo(new RewardSettings(0.5, 0.5, 1, 2000, 0.01, 0, LatencyShape.LINEAR_CLIP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                      | true",
                "{\"arms\": []}                          | true",
                "{\"arms\": [\"a\"]}                     | false",
                "{\"arms\": [\"a\"], \"auto_arms\": true}| true"
            })
    void armsAreLearnedUnlessTheyAreListed(String body, boolean autoArms) {
        assertThat(parse(body).autoArms()).isEqualTo(autoArms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"arms\": [\"a\"]}", "{\"policy\": {\"type\": \"ucb1\", \"prior_n\": 3}}", FULL})
    void jsonReadsBackToTheSame(String body) {
        DomainSpec spec = parse(body);
        JsonObject json = new JsonObject(DomainBody.toJson(spec).encode());
        assertThat(DomainBody.parse("analysis", json, SETTINGS)).isEqualTo(spec);
    }

    @Test
    void jsonSpellsOutEveryRewardSetting() {
        assertThat(DomainBody.toJson(parse("{}")).getJsonObject("reward").encode())
                .isEqualTo("{\"cost_weight\":0.5,\"latency_weight\":0.5,\"quality_weight\":0.0,"
                        + "\"latency_ms_window\":2000.0,\"cost_ref_usd\":0.01,\"failure_value\":0.0,"
                        + "\"latency_shape\":\"linear_clip\",\"combine\":\"first\",\"missing\":\"as_value\","
                        + "\"missing_value\":0.0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"arms\": \"a\"}                             | /arms",
                "{\"arms\": null}                              | /arms",
                "{\"arms\": [\"a\", 1]}                        | /arms/1",
                "{\"arms\": [null]}                            | /arms/0",
                "{\"arms\": [\" a\"]}                          | /arms/0",
                "{\"arms\": [\"a\\nb\"]}                       | /arms/0",
                "{\"arms\": [\"\"]}                            | /arms/0",
                "{\"arms\": [\"\\ud800\"]}                     | /arms/0",
                "{\"arms\": [\"a\", \"b\", \"a\"]}             | /arms/2",
                "{\"auto_arms\": \"yes\"}                      | /auto_arms",
                "{\"auto_arms\": 1}                            | /auto_arms",
                "{\"auto_arms\": null}                         | /auto_arms",
                "{\"auto_arms\": false}                        | /auto_arms",
                "{\"arms\": [], \"auto_arms\": false}          | /auto_arms",
                "{\"policy\": \"ucb1\"}                        | /policy",
                "{\"policy\": null}                            | /policy",
                "{\"policy\": {}}                              | /policy/type",
                "{\"policy\": {\"type\": []}}                  | /policy/type",
                "{\"reward\": []}                              | /reward",
                "{\"reward\": {\"cost_weight\": -1}}           | /reward/cost_weight",
                "{\"reward\": {\"latency_ms_window\": 0}}      | /reward/latency_ms_window",
                "{\"reward\": {\"cost_ref_usd\": 0}}           | /reward/cost_ref_usd",
                "{\"reward\": {\"failure_value\": 1.01}}       | /reward/failure_value",
                "{\"reward\": {\"latency_shape\": \"linear\"}} | /reward/latency_shape",
                "{\"reward\": {\"weight\": 1}}                 | /reward/weight",
                "{\"reward\": {\"cost_weight\": 0, \"latency_weight\": 0}} | /reward",
                "{\"context\": 512}                            | /context",
                "{\"context\": {\"dimension\": 1}}             | /context/dimension",
                "{\"context\": {\"dimension\": 65537}}         | /context/dimension",
                "{\"context\": {\"dimension\": 2.5}}           | /context/dimension",
                "{\"context\": {\"dimensions\": 8}}            | /context/dimensions",
                "{\"decision_ttl_ms\": 0}                      | /decision_ttl_ms",
                "{\"decision_ttl_ms\": 1e30}                   | /decision_ttl_ms",
                "{\"decision_ttl_ms\": \"600000\"}             | /decision_ttl_ms",
                "{\"decision_ttl\": 1}                         | /decision_ttl"
            })
    void eachBrokenRuleIsOneErrorAtItsPlace(String body, String pointer) {
        assertThat(errors(body)).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @Test
    void unknownFieldNamesTheNearest() {
        assertThat(errors("{\"polcy\": {}}"))
                .containsExactly(new FieldError("/polcy", "unknown field 'polcy', did you mean 'policy'?"));
    }

    @Test
    void wholeNumbersMayBeWrittenWithAPoint() {
        assertThat(parse("{\"context\": {\"dimension\": 64.0}, \"decision_ttl_ms\": 1e3}"))
                .isEqualTo(parse("{\"context\": {\"dimension\": 64}, \"decision_ttl_ms\": 1000}"));
    }

    @Test
    void armsAreBoundedByTheSettings() {
        JsonArray arms = new JsonArray();
        IntStream.range(0, 257).forEach(i -> arms.add("arm" + i));
        assertThat(errors(new JsonObject().put("arms", arms).encode()))
                .containsExactly(new FieldError(
                        "/arms", "arms must be a list of 0 to 256 arms (arms_per_domain_max), got a list of 257"));
        arms.remove(0);
        assertThat(parse(new JsonObject().put("arms", arms).encode()).arms()).hasSize(256);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(errors("{\"arms\": [1], \"policy\": {\"type\": \"no\"}, \"reward\": {\"cost_weight\": \"x\"},"
                        + " \"context\": {\"dimension\": null}, \"decision_ttl_ms\": -1, \"extra\": 1}"))
                .extracting(FieldError::pointer)
                .containsExactly(
                        "/arms/0",
                        "/policy/type",
                        "/reward/cost_weight",
                        "/context/dimension",
                        "/decision_ttl_ms",
                        "/extra");
    }

    @Test
    void nameOfTheDomainIsCheckedWithTheBody() {
        InvalidBody invalid = catchThrowableOfType(
                InvalidBody.class, () -> DomainBody.parse("a b", new JsonObject().put("x", 1), SETTINGS));
        assertThat(invalid.errors()).extracting(FieldError::pointer).containsExactly("", "/x");
    }

    @Test
    void rewardWithoutQualityIsWarnedOfWhereArmsCompete() {
        assertThat(DomainBody.warnings(parse("{\"arms\": [\"a\", \"b\"]}")))
                .singleElement()
                .asString()
                .contains("the reward has no quality term: a fast, cheap, wrong arm wins");
        assertThat(DomainBody.warnings(parse("{\"arms\": [\"a\"]}"))).isEmpty();
        assertThat(DomainBody.warnings(parse(FULL))).isEmpty();
    }

    private static DomainSpec parse(String body) {
        return DomainBody.parse("analysis", new JsonObject(body), SETTINGS);
    }

    private static List<FieldError> errors(String body) {
        return catchThrowableOfType(InvalidBody.class, () -> parse(body)).errors();
    }
}
