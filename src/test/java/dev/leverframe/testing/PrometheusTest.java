package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules and dashboard against Prometheus itself. {@code make test} fetches it where Debian's packages are at hand; where it
 * is missing all the same these tests are reported as skipped, and {@link MonitoringTest} still holds every name against
 * a scrape.
 */
@Timeout(180)
class PrometheusTest {
    @ParameterizedTest
    @CsvSource({"check, k8s/monitoring/rules.yaml", "test, k8s/monitoring/rules-test.yaml"})
    void rulesPassPromtool(String command, String file) throws Exception {
        Process promtool = new ProcessBuilder(program("promtool").toString(), command, "rules", file)
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    /** Panels show something, rules are valid, and a healthy service raises no alert. */
    @Test
    void everyExpressionFindsItsSeriesInAPrometheusThatScrapesTheService(@TempDir Path directory) throws Exception {
        Path program = program("prometheus");
        try (Observed service = Observed.start(directory.resolve("data"));
                PrometheusServer prometheus = PrometheusServer.start(program, directory, service.target())) {
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        service.traffic();
                        assertThat(withoutSeries(prometheus)).isEmpty();
                    });
            assertThat(prometheus.rules()).hasSameSizeAs(Monitoring.rules()).allSatisfy(rule -> {
                assertThat(rule.getString("health")).as(rule.encode()).isEqualTo("ok");
                assertThat(rule.getString("state", "inactive"))
                        .as(rule.encode())
                        .isNotEqualTo("firing");
            });
        }
    }

    private static List<String> withoutSeries(PrometheusServer prometheus) {
        return Monitoring.expressions().stream()
                .filter(expression -> prometheus.query(expression.text()).isEmpty())
                .filter(expression -> !expression.alert() && !expression.filters())
                .map(expression -> expression.where() + ": " + expression.text())
                .toList();
    }

    private static Path program(String name) {
        return PrometheusServer.program(name)
                .orElseGet(() ->
                        Assumptions.abort(name + " is missing; make check-rules fetches it or says how to get it"));
    }
}
