package dev.leverframe.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules, their unit tests and the dashboard, read from the repository. */
final class Monitoring {
    static final Path RULES = Path.of("k8s/monitoring/rules.yaml");
    static final Path RULES_TEST = Path.of("k8s/monitoring/rules-test.yaml");

    private static final Path DASHBOARD = Path.of("k8s/monitoring/dashboard.json");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

    private Monitoring() {}

    static List<JsonObject> rules() {
        return objects(StrictYaml.parse(text(RULES)).getJsonArray("groups"))
                .flatMap(group -> objects(group.getJsonArray("rules")))
                .toList();
    }

    static List<JsonObject> alerts() {
        return rules().stream().filter(rule -> rule.containsKey("alert")).toList();
    }

    static List<JsonObject> records() {
        return rules().stream().filter(rule -> rule.containsKey("record")).toList();
    }

    static List<JsonObject> ruleTests() {
        return objects(StrictYaml.parse(text(RULES_TEST)).getJsonArray("tests")).toList();
    }

    static JsonObject dashboard() {
        return new JsonObject(text(DASHBOARD));
    }

    /** Rows are not among them. */
    static List<JsonObject> panels() {
        return objects(dashboard().getJsonArray("panels"))
                .filter(panel -> !panel.getString("type").equals("row"))
                .toList();
    }

    /** Every expression of rules and panels, as Prometheus gets it when all of everything is chosen in the dashboard. */
    static List<Expression> expressions() {
        List<Expression> expressions = new ArrayList<>();
        for (JsonObject rule : rules()) {
            String name = rule.getString("record", rule.getString("alert"));
            expressions.add(new Expression(name, rule.getString("expr"), rule.encode(), rule.containsKey("alert")));
        }
        for (JsonObject panel : panels()) {
            objects(panel.getJsonArray("targets"))
                    .forEach(target -> expressions.add(new Expression(
                            "panel '" + panel.getString("title") + "'",
                            substituted(target.getString("expr")),
                            target.getString("legendFormat"),
                            false)));
        }
        return expressions;
    }

    /** What Grafana would put in place of its variables. */
    private static String substituted(String expression) {
        return VARIABLE.matcher(expression.replace("$__rate_interval", "1m")).replaceAll(".*");
    }

    static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param where a rule's name, or a panel's title
     * @param templates texts that may name labels, {@code {{domain}}} or {@code {{ $labels.domain }}}
     * @param alert whether it is silent in health
     */
    record Expression(String where, String text, String templates, boolean alert) {
        private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");
        private static final Pattern COMPARISON = Pattern.compile("[<>]|==");

        PromQl parsed() {
            return PromQl.of(text);
        }

        /** The labels that its legend or its annotations name. */
        List<String> namedLabels() {
            return LABEL.matcher(templates)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }

        /** Whether it leaves series out by their value. */
        boolean filters() {
            return COMPARISON.matcher(text.replaceAll("\"[^\"]*\"", "")).find();
        }
    }
}
