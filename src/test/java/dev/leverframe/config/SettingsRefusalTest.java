package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What stops the start, and the one line that says so. */
@ExtendWith(VertxExtension.class)
class SettingsRefusalTest {
    private Loading loading;

    @BeforeEach
    void prepare(Vertx vertx, @TempDir Path directory) {
        loading = new Loading(vertx, directory);
    }

    @Test
    void valueOutOfBoundsNamesKeyBoundsUnitValueAndSource() {
        assertThat(loading.findings(Map.of("LEVERFRAME_HTTP_PORT", "99999")))
                .containsExactly("http.port must be a whole number from 0 to 65535 (port), got 99999"
                        + " (LEVERFRAME_HTTP_PORT)");
        assertThat(loading.findings("reward: {failure_value: 1.5}\n"))
                .containsExactly(
                        "reward.failure_value must be a number from 0 to 1 (reward), got 1.5 (" + loading.file() + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-1             | -1",
                "65536          | 65536",
                "80.5           | 80.5",
                "1e400          | an infinity or a text",
                ".nan           | NaN",
                ".inf           | Infinity",
                "banana         | 'banana'",
                "'8080'         | '8080'",
                "true           | true",
                "null           | null",
                "''             | ''",
                "[8080]         | a list of 1",
                "{a: 1}         | an object",
                "2026-01-01     | '2026-01-01T00:00:00Z'",
                "99999999999999999999999999 | 99999999999999999999999999"
            })
    void hostileTypesForAPortAreRefused(String yaml, String shown) {
        List<String> findings = loading.findings("http: {port: " + yaml + "}\n");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0)).startsWith("http.port must be a whole number from 0 to 65535 (port), got ");
        if (!yaml.equals("1e400")) {
            assertThat(findings.get(0)).contains("got " + shown + " (");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x10", "1d", "", " ", "1,5", "1e999999999", "-0.1"})
    void textsThatAreNoNumberInRangeAreRefused(String text) {
        assertThat(loading.findings(Map.of("LEVERFRAME_REWARD_FAILURE_VALUE", text)))
                .singleElement()
                .asString()
                .startsWith("reward.failure_value must be a number from 0 to 1 (reward), got ")
                .endsWith("(LEVERFRAME_REWARD_FAILURE_VALUE)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "8080", "[]", "text"})
    void sectionThatIsNoneIsRefused(String yaml) {
        assertThat(loading.findings("http: " + yaml + "\n", Map.of("LEVERFRAME_HTTP_PORT", "1")))
                .singleElement()
                .asString()
                .startsWith("http must be a section of keys, got ");
    }

    @ParameterizedTest
    @CsvSource({
        "'http: {prot: 1}', http.prot, http.port",
        "'htpp: {port: 1}', htpp, http",
        "'port: 1', port, http.port",
        "'durabilty: none', durabilty, durability",
        "'ENABLE_RL_LINTS: 1', ENABLE_RL_LINTS, flags.ENABLE_RL_LINTS",
        "'flags: {ENABLE_RL_LINT: 1}', flags.ENABLE_RL_LINT, flags.ENABLE_RL_LINTS",
        "'domains: {decision_ttl: 1}', domains.decision_ttl, domains.decision_ttl_ms"
    })
    void unknownKeyNamesTheNearestKnownOne(String yaml, String unknown, String nearest) {
        assertThat(loading.findings(yaml + "\n"))
                .containsExactly(
                        "unknown key '" + unknown + "' in " + loading.file() + ", did you mean '" + nearest + "'?");
    }

    @Test
    void dottedKeyIsToldToNest() {
        assertThat(loading.findings("http.port: 9000\n"))
                .containsExactly("key 'http.port' in " + loading.file() + " must be nested: its section first, then the"
                        + " key below it");
    }

    @ParameterizedTest
    @CsvSource({
        "LEVERFRAME_HTTP_PROT, LEVERFRAME_HTTP_PORT",
        "LEVERFRAME_CONFG, LEVERFRAME_CONFIG",
        "LEVERFRAME_PORT, LEVERFRAME_HTTP_PORT",
        "LEVERFRAME_ENABLE_RL_LINTS, ENABLE_RL_LINTS"
    })
    void unknownVariableNamesTheNearestKnownOne(String unknown, String nearest) {
        assertThat(loading.findings(Map.of(unknown, "1")))
                .containsExactly("unknown key '" + unknown + "' in the environment, did you mean '" + nearest + "'?");
    }

    @Test
    void variablesThatKubernetesInjectsAreNotOurs() {
        Settings settings = loading.load(Map.of(
                "LEVERFRAME_SERVICE_HOST", "10.0.0.1",
                "LEVERFRAME_SERVICE_PORT", "8080",
                "LEVERFRAME_SERVICE_PORT_HTTP", "8080",
                "LEVERFRAME_PORT", "tcp://10.0.0.1:8080",
                "LEVERFRAME_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                "LEVERFRAME_PORT_8080_TCP_ADDR", "10.0.0.1",
                "PATH", "/bin"));
        assertThat(settings).isEqualTo(Settings.defaults());
    }

    @Test
    void unknownDurabilityNamesTheKnownOnes() {
        assertThat(loading.findings(Map.of("LEVERFRAME_DURABILITY", "disc")))
                .containsExactly("durability must be one of none, process, disk, got 'disc', did you mean 'disk'?"
                        + " (LEVERFRAME_DURABILITY)");
    }

    @Test
    void wordOutsideItsSetNamesTheNearest() {
        assertThat(loading.findings(Map.of("LEVERFRAME_LOG_LEVEL", "wran")))
                .containsExactly("log.level must be one of error, warn, info, debug, trace, got 'wran', did you mean"
                        + " 'warn'? (LEVERFRAME_LOG_LEVEL)");
    }

    @Test
    void twoListenersOnOnePortAreAConflict() {
        String finding = "http.port and management.port must differ on the same address, got 9000 for both";
        assertThat(loading.findings("http: {port: 9000}\n", Map.of("LEVERFRAME_MANAGEMENT_PORT", "9000")))
                .containsExactly(finding);
        assertThat(loading.findings("http: {port: 9000, host: 127.0.0.1}\nmanagement: {port: 9000}\n"))
                .containsExactly(finding);
    }

    @Test
    void onePortOnTwoAddressesOrAnyFreePortIsNoConflict() {
        Settings apart =
                loading.load("http: {port: 9000, host: 127.0.0.1}\nmanagement: {port: 9000, host: 127.0.0.2}\n");
        assertThat(apart.management().port()).isEqualTo(9000);
        assertThat(loading.load("http: {port: 0}\nmanagement: {port: 0}\n")
                        .http()
                        .port())
                .isZero();
    }

    @Test
    void rewardWithoutAnyWeightIsAConflict() {
        assertThat(loading.findings("reward: {cost_weight: 0, latency_weight: 0}\n"))
                .containsExactly("reward must give one of cost_weight, latency_weight and quality_weight more"
                        + " than 0, got 0 for all");
    }

    @Test
    void moreConfiguredDomainsThanAllowedAreAConflict() {
        assertThat(loading.findings("domains: {domains_max: 1, configured: {a: {}, b: {}}}\n"))
                .containsExactly("domains.configured must hold at most domains.domains_max domains, got 2 and 1");
    }

    @Test
    void moreArmsThanAllowedAreAConflict() {
        assertThat(loading.findings("domains: {arms_per_domain_max: 1, configured: {a: {arms: [x, y]}}}\n"))
                .containsExactly("domains.configured.a.arms: arms must be a list of 0 to 1 arms (arms_per_domain_max),"
                        + " got a list of 2 (" + loading.file() + ")");
    }

    @Test
    void structuresNameThePathOfEachError() {
        assertThat(loading.findings("""
                domains:
                  policy: {type: epsilon_greedy, epsilon: 2}
                  configured:
                    analysis: {arms: [a, 7], polcy: {}}
                    chat: text
                """))
                .containsExactly(
                        "domains.policy.epsilon: epsilon must be a number from 0 to 1, got 2 (" + loading.file() + ")",
                        "domains.configured.analysis.arms.1: arm must be 1 to 128 characters, none a control character,"
                                + " no blank at the ends, got 7 (" + loading.file() + ")",
                        "domains.configured.analysis.polcy: unknown field 'polcy', did you mean 'policy'? ("
                                + loading.file() + ")",
                        "domains.configured.chat must be an object, got 'text' (" + loading.file() + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "thompson", "[]", "{\"type\": 1}", "null"})
    void brokenJsonInAVariableIsOneLine(String json) {
        List<String> findings = loading.findings(Map.of("LEVERFRAME_DOMAINS_POLICY", json));
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0))
                .startsWith("domains.policy")
                .endsWith("(LEVERFRAME_DOMAINS_POLICY)")
                .doesNotContain("\n");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        List<String> findings = loading.findings(
                "http: {port: -1, prot: 2}\nlog: {level: loud}\n",
                Map.of("LEVERFRAME_HTTP_PORT", "x", "LEVERFRAME_NO", "1"));
        assertThat(findings).hasSize(5);
        assertThat(new ConfigurationException(findings).getMessage().lines()).hasSize(5);
    }

    @Test
    void lineBreaksInValuesAndNamesStayOffTheMessage() {
        List<String> findings = loading.findings(
                "\"ht\\ntp\": 1\nlog: {level: \"in\\nfo\"}\ndomains: {configured: {\"a\\nb\": {}}}\n",
                Map.of("LEVERFRAME_A\nB", "1", "LEVERFRAME_HTTP_HOST", "a\nb"));
        assertThat(findings).hasSize(5).noneMatch(finding -> finding.contains("\n"));
    }
}
