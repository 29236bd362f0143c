package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.Monitoring.Expression;
import dev.leverframe.testing.PromQl.Selector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard and rules name what the service shows, and every alert says what to do and is tested. */
@Timeout(120)
class MonitoringTest {
    /** What Prometheus itself adds to every series, as Kubernetes and the usual scrape jobs have it. */
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance", "namespace");

    private static final int GRID_COLUMNS = 24;

    @TempDir
    private static Path data;

    private static Scrape scrape;

    @BeforeAll
    static void scrape() {
        try (Observed service = Observed.start(data)) {
            scrape = service.scrape();
        }
    }

    @Test
    void everyMetricLabelAndValueThatIsNamedIsInALiveScrape() {
        List<String> missing = new ArrayList<>();
        for (Expression expression : Monitoring.expressions()) {
            for (Selector selector : expression.parsed().selectors()) {
                problems(selector).forEach(problem -> missing.add(expression.where() + ": " + problem));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> problems(Selector selector) {
        String metric = selector.metric();
        if (!exists(metric)) {
            return List.of(metric + " does not exist");
        }
        List<String> problems = new ArrayList<>();
        selector.matchers().forEach((label, matcher) -> {
            if (!labels(metric).contains(label)) {
                problems.add(metric + " has no label " + label);
            } else if (scrape.has(metric) && !scrape.values(metric, label).containsAll(matcher.expected())) {
                problems.add(metric + " has no " + label + " " + matcher.expected());
            }
        });
        return problems;
    }

    private static boolean exists(String metric) {
        return metric.equals("up") || scrape.has(metric) || recorded().contains(metric);
    }

    private static Set<String> recorded() {
        return Monitoring.records().stream()
                .map(rule -> rule.getString("record"))
                .collect(Collectors.toSet());
    }

    private static Set<String> labels(String metric) {
        Set<String> labels = new HashSet<>(OF_THE_TARGET);
        labels.addAll(scrape.labels(metric));
        Monitoring.records().stream()
                .filter(rule -> rule.getString("record").equals(metric))
                .forEach(rule -> labels.addAll(PromQl.of(rule.getString("expr")).labels()));
        return labels;
    }

    @Test
    void everyLabelThatIsGroupedByOrShownIsOneOfTheMetrics() {
        List<String> unknown = new ArrayList<>();
        for (Expression expression : Monitoring.expressions()) {
            Set<String> known = expression.parsed().selectors().stream()
                    .flatMap(selector -> labels(selector.metric()).stream())
                    .collect(Collectors.toSet());
            Set<String> named = new HashSet<>(expression.parsed().labels());
            named.addAll(expression.namedLabels());
            named.removeAll(known);
            named.forEach(label -> unknown.add(expression.where() + ": " + label));
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyAlertSaysWhatItMeansAndWhatToDo() throws Exception {
        Set<String> sections = Pattern.compile("(?m)^## (Leverframe\\w+)$")
                .matcher(Files.readString(Path.of("src/docs/runbook.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        for (JsonObject alert : Monitoring.alerts()) {
            String name = alert.getString("alert");
            assertThat(alert.getJsonObject("labels").getString("severity"))
                    .as(name)
                    .isIn("critical", "warning");
            JsonObject annotations = alert.getJsonObject("annotations");
            assertThat(annotations.fieldNames()).as(name).containsExactly("summary", "description", "runbook");
            assertThat(annotations.getString("runbook"))
                    .isEqualTo("src/docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
        }
        assertThat(sections)
                .isEqualTo(Monitoring.alerts().stream()
                        .map(alert -> alert.getString("alert"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyAlertIsTestedWhereItFiresAndWhereItDoesNot() {
        List<JsonObject> tests = Monitoring.ruleTests().stream()
                .flatMap(test -> Monitoring.objects(test.getJsonArray("alert_rule_test", new JsonArray())))
                .toList();
        for (JsonObject alert : Monitoring.alerts()) {
            Set<Boolean> silent = tests.stream()
                    .filter(test -> test.getString("alertname").equals(alert.getString("alert")))
                    .map(test -> test.getJsonArray("exp_alerts").isEmpty())
                    .collect(Collectors.toSet());
            assertThat(silent).as(alert.getString("alert")).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void panelsExplainThemselvesAndAskTheChosenPrometheus() {
        Set<Integer> ids = new HashSet<>();
        for (JsonObject panel : Monitoring.panels()) {
            String title = panel.getString("title");
            assertThat(ids.add(panel.getInteger("id"))).as("the id of " + title).isTrue();
            assertThat(panel.getString("description", "")).as(title).endsWith(".");
            assertThat(panel.getJsonObject("datasource").getString("uid")).isEqualTo("${datasource}");
        }
    }

    @Test
    void panelsLieSideBySide() {
        Set<String> taken = new HashSet<>();
        for (JsonObject panel : Monitoring.panels()) {
            JsonObject at = panel.getJsonObject("gridPos");
            int right = at.getInteger("x") + at.getInteger("w");
            assertThat(right).isLessThanOrEqualTo(GRID_COLUMNS);
            for (int x = at.getInteger("x"); x < right; x++) {
                for (int y = at.getInteger("y"); y < at.getInteger("y") + at.getInteger("h"); y++) {
                    assertThat(taken.add(x + "," + y))
                            .as(panel.getString("title"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void panelsUseTheVariablesOfTheDashboard() {
        Set<String> known = Monitoring.objects(
                        Monitoring.dashboard().getJsonObject("templating").getJsonArray("list"))
                .map(variable -> variable.getString("name"))
                .collect(Collectors.toSet());
        known.add("__rate_interval");
        Set<String> used = Pattern.compile("\\$\\{?(\\w+)")
                .matcher(Monitoring.dashboard().encode())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        used.remove("__all");
        assertThat(used).isEqualTo(known);
    }
}
