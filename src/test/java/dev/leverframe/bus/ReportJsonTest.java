package dev.leverframe.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.bus.ManagementAnswer.ReportView;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.testing.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    private static final String PATH = "/v1/domains/analysis/experiments/lints-vs-core/report";
    private static final JsonObject FULL = json(FullReport.full());
    private static final JsonObject EMPTY = json(FullReport.empty());

    @Test
    void reportIsOfTheContract() {
        Contract.load().check("GET", PATH, 200, "application/json", FULL.encode());
    }

    /** JSON has neither, and null is what a program can test for. */
    @Test
    void whatIsNotKnownIsNullAndOfTheContract() {
        Contract.load().check("GET", PATH, 200, "application/json", EMPTY.encode());
        JsonObject variant = EMPTY.getJsonArray("variants").getJsonObject(0);
        assertThat(variant.getJsonObject("realised"))
                .isEqualTo(new JsonObject("{\"n\": 0, \"mean\": null,"
                        + " \"interval\": {\"lower\": null, \"upper\": null, \"alpha\": 0.05}}"));
        assertThat(variant.getValue("missing_rate")).isNull();
        assertThat(variant.getValue("regret_vs_core")).isNull();
        assertThat(EMPTY.getJsonArray("comparisons").getJsonObject(0).getJsonObject("forecast"))
                .isEqualTo(new JsonObject(
                        "{\"state\": \"unknown\", \"more_units\": null, \"more_ms\": null, \"detectable\": null}"));
    }

    /** Every number, under the key or the end of the path that stands in the definitions; and no definition is of nothing. */
    @Test
    void everyNumberHasItsDefinition() {
        JsonObject definitions = FULL.getJsonObject("definitions");
        Set<String> used = new TreeSet<>();
        visit("", FULL, (path, value) -> used.add(definition(definitions, path)));
        used.add("flip.recommended");
        assertThat(used).isEqualTo(new TreeSet<>(definitions.fieldNames()));
    }

    private static String definition(JsonObject definitions, String path) {
        String end = path;
        while (!definitions.containsKey(end)) {
            assertThat(end).as("definition of " + path).contains(".");
            end = end.substring(end.indexOf('.') + 1);
        }
        assertThat(definitions.getString(end)).as(end).matches("[A-Z].*\\.");
        return end;
    }

    /** Numbers by their path; those in a map from names, by that of the map. */
    private static void visit(String path, Object json, BiConsumer<String, Object> number) {
        if (json instanceof JsonObject object) {
            boolean byName = path.matches(".*\\b(counts|log_e_values)");
            object.forEach(field -> visit(
                    byName ? path : path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    number));
        } else if (json instanceof JsonArray array) {
            array.forEach(each -> visit(path, each, number));
        } else if (json instanceof Number) {
            number.accept(path, json);
        }
    }

    @Test
    void saysWhatWasDoneWithoutAnybodysConsent() {
        assertThat(FULL.getJsonObject("verdict")).isEqualTo(new JsonObject("""
                        {"verdict": "harm", "reason": "'lints' is worse", "unmet": ["3 h of at least 24 h have passed"],
                         "treatment": "lints", "acted": {"at": "2026-09-21T14:13:19.995Z", "to": "stopped",
                         "because": "harm", "promoted": "lints"}}"""));
        assertThat(EMPTY.getJsonObject("verdict").getValue("acted")).isNull();
    }

    @Test
    void checksSayOverallAndByVariant() {
        assertThat(FULL.getJsonObject("checks").getJsonObject("weight_audit"))
                .isEqualTo(new JsonObject("{\"fired\": true, \"by_variant\": {\"control\": false, \"lints\": true}}"));
        assertThat(FULL.getJsonObject("checks")
                        .getJsonObject("missing_difference")
                        .getBoolean("fired"))
                .isFalse();
    }

    @Test
    void aGuardrailWithoutALimitHasNone() {
        JsonArray guardrails = FULL.getJsonArray("guardrails");
        assertThat(guardrails.getJsonObject(0).getValue("limit")).isNull();
        assertThat(guardrails.getJsonObject(1).getDouble("limit")).isEqualTo(2_000);
    }

    @Test
    void flipCarriesTheRegretOfEachVariantAndTheReasons() {
        JsonObject flip = FULL.getJsonObject("flip");
        assertThat(flip.getBoolean("recommended")).isFalse();
        assertThat(flip.getJsonArray("reasons")).isEqualTo(JsonArray.of("not in shadow"));
        assertThat(flip.getJsonArray("regret_vs_core")).hasSize(2);
        assertThat(EMPTY.getJsonObject("flip").getJsonArray("regret_vs_core")).isEmpty();
    }

    private static JsonObject json(ExperimentReport report) {
        JsonObject json = ReportJson.report(new ReportView(report, false, List.of("not in shadow")));
        return new JsonObject(json.encode());
    }
}
