package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a value comes from: built-in defaults, then the file, then the environment. */
@ExtendWith(VertxExtension.class)
class SettingsLoaderTest {
    private Loading loading;

    @BeforeEach
    void prepare(Vertx vertx, @TempDir Path directory) {
        loading = new Loading(vertx, directory);
    }

    @Test
    void defaultsAreThoseThatWereAgreed() {
        Settings settings = Settings.defaults();
        assertThat(settings.http())
                .isEqualTo(new Settings.Http(
                        "0.0.0.0",
                        8080,
                        0,
                        1_048_576,
                        10_000,
                        75,
                        4096,
                        512,
                        1000,
                        new Settings.HttpLimits(10_000, 30_000, 4096, 8192, 33_554_432, 2048, 16_384, 5000)));
        assertThat(settings.management()).isEqualTo(new Settings.Management("0.0.0.0", 8081, 256));
        assertThat(settings.domains())
                .isEqualTo(new Settings.Domains(
                        true,
                        1000,
                        256,
                        256,
                        1000,
                        200_000,
                        0,
                        1000,
                        256,
                        PolicySpec.of(PolicyType.THOMPSON),
                        600_000,
                        512,
                        Map.of()));
        assertThat(settings.reward()).isEqualTo(RewardSettings.DEFAULT);
        assertThat(settings.experiments()).isEqualTo(new Settings.Experiments(16, 16));
        assertThat(settings.flags()).isEqualTo(Flags.OFF);
        assertThat(settings.stats().publishMs()).isEqualTo(250);
        assertThat(settings.shutdown().drainMs()).isEqualTo(10_000);
        assertThat(settings.log().level()).isEqualTo("info");
        assertThat(settings.durability()).isEqualTo(Durability.PROCESS);
        assertThat(settings.dataDir()).isEqualTo("data");
        assertThat(settings.limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void fileOverridesDefaultsAndLeavesTheRest() {
        Settings settings = loading.load("http: {port: 9000}\nreward: {latency_shape: exp}\n");
        assertThat(settings.http().port()).isEqualTo(9000);
        assertThat(settings.http().batchMax()).isEqualTo(512);
        assertThat(settings.reward().latencyShape()).isEqualTo(RewardSettings.LatencyShape.EXP);
        assertThat(settings.reward().costWeight()).isEqualTo(0.5);
    }

    @Test
    void environmentOverridesFile() {
        String yaml = "http: {port: 9000}\nreward: {cost_weight: 0.3}\nflags: {ENABLE_RL_LINTS: true}\n";
        Settings settings = loading.load(
                yaml,
                Map.of(
                        "LEVERFRAME_HTTP_PORT",
                        "9100",
                        "LEVERFRAME_REWARD_COST_WEIGHT",
                        "2e-1",
                        "ENABLE_RL_LINTS",
                        "0"));
        assertThat(settings.http().port()).isEqualTo(9100);
        assertThat(settings.reward().costWeight()).isEqualTo(0.2);
        assertThat(settings.flags()).isEqualTo(Flags.OFF);
    }

    @Test
    void environmentAloneSuffices() {
        Settings settings = loading.load(Map.of(
                "LEVERFRAME_MANAGEMENT_PORT", "0", "LEVERFRAME_DATA_DIR", "007", "LEVERFRAME_LOG_LEVEL", "warn"));
        assertThat(settings.management().port()).isZero();
        assertThat(settings.dataDir()).isEqualTo("007");
        assertThat(settings.log().level()).isEqualTo("warn");
    }

    @ParameterizedTest
    @CsvSource({
        "1,true",
        "true,true",
        "yes,true",
        "on,true",
        "ON,true",
        "0,false",
        "false,false",
        "no,false",
        "off,false"
    })
    void flagsAreReadFromTheEnvironmentAsTheyAre(String word, boolean on) {
        Settings settings = loading.load(Map.of("ENABLE_EXPERIMENT_HARNESS", word, "ENABLE_RL_LINTS", word));
        assertThat(settings.flags()).isEqualTo(new Flags(on, on));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "", "enabled", "tru", " 1"})
    void flagThatIsNoSwitchStopsTheStart(String word) {
        assertThat(loading.findings(Map.of("ENABLE_RL_LINTS", word)))
                .containsExactly("flags.ENABLE_RL_LINTS must be 1, true, yes or on, or 0, false, no or off, got '"
                        + word + "' (ENABLE_RL_LINTS)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "1", "true", "'yes'"})
    void switchesInTheFileMayBeAnyOfTheWords(String word) {
        Settings settings = loading.load("flags: {ENABLE_RL_LINTS: " + word + "}\n");
        assertThat(settings.flags().rlLints()).isTrue();
    }

    @Test
    void structuredKeysAreJsonInTheEnvironmentAndReplaceTheFile() {
        String yaml = "domains:\n  policy: {type: ucb1}\n  configured: {old: {}}\n";
        Settings settings = loading.load(
                yaml,
                Map.of(
                        "LEVERFRAME_DOMAINS_POLICY",
                        "{\"type\": \"epsilon_greedy\", \"epsilon\": 0.1}",
                        "LEVERFRAME_DOMAINS_CONFIGURED",
                        "{\"analysis\": {\"arms\": [\"a\", \"b\"]}}"));
        PolicySpec policy = PolicySpec.of(PolicyType.EPSILON_GREEDY).with("epsilon", 0.1);
        assertThat(settings.domains().policy()).isEqualTo(policy);
        assertThat(settings.domains().configured()).containsOnlyKeys("analysis");
        assertThat(settings.domains().configured().get("analysis").arms()).containsExactly("a", "b");
        assertThat(settings.domains().configured().get("analysis").policy()).isEqualTo(policy);
    }

    @Test
    void configuredDomainsTakeTheDefaultsOfTheSameFile() {
        Settings settings = loading.load("""
                reward: {quality_weight: 0.6}
                domains:
                  dimension: 64
                  configured:
                    analysis: {arms: [a, b], reward: {cost_weight: 0.1}, context: {dimension: 8}}
                    chat: {}
                """);
        assertThat(settings.domains().configured().keySet()).containsExactly("analysis", "chat");
        assertThat(settings.domains().configured().get("analysis").reward())
                .isEqualTo(new RewardSettings(0.1, 0.5, 0.6, 2000, 0.01, 0, RewardSettings.LatencyShape.LINEAR_CLIP));
        assertThat(settings.domains().configured().get("analysis").context().dimension())
                .isEqualTo(8);
        assertThat(settings.domains().configured().get("chat").context().dimension())
                .isEqualTo(64);
        assertThat(settings.domains().configured().get("chat").autoArms()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment\n", "---\n", "{}\n"})
    void emptyFileMeansDefaults(String yaml) {
        assertThat(loading.load(yaml)).isEqualTo(Settings.defaults());
    }

    @Test
    void namedFileHasToBeThere() {
        assertThat(loading.findings(Map.of("LEVERFRAME_CONFIG", "/nowhere/leverframe.yaml")))
                .containsExactly("LEVERFRAME_CONFIG must name a file that is there, got '/nowhere/leverframe.yaml'");
        assertThat(loading.findings(Map.of("LEVERFRAME_CONFIG", "")))
                .containsExactly("LEVERFRAME_CONFIG must be text of 1 to 4096 characters without control characters,"
                        + " got ''");
    }

    @Test
    void directoryInsteadOfFileIsOneLine(@TempDir Path directory) {
        List<String> findings = loading.findings(Map.of("LEVERFRAME_CONFIG", directory.toString()));
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0)).startsWith(directory.toString()).doesNotContain("\n");
    }

    @Test
    void brokenYamlIsOneLineWithItsPlace() {
        List<String> findings = loading.findings("http:\n  port: 8080\n  host: [unclosed\nlog: {}\n");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0))
                .startsWith(loading.file() + ", line 4, column")
                .contains("not YAML")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- http\n", "just text\n", "42\n", "? null\n: 1\n"})
    void fileThatIsNoMappingOfKeysIsOneLine(String yaml) {
        List<String> findings = loading.findings(yaml);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0)).startsWith(loading.file() + ":").doesNotContain("\n");
    }
}
