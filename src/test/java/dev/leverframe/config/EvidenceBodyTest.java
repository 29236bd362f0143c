package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.EvidenceSettings.Correction;
import dev.leverframe.model.EvidenceSettings.UnitAnalysis;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.Refusal.FieldError;
import dev.leverframe.model.VerdictRules;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an experiment is judged, as it is written. */
class EvidenceBodyTest {
    private static final String VARIANTS = """
        "variants": [{"variant": "control", "policy": {"type": "thompson"}},
                     {"variant": "b", "policy": {"type": "ucb1"}}]\
        """;

    private static final String FULL = """
        "alpha": 0.01, "correction": "e_bh", "auto_promote": true, "planned_units": 5000,
        "unit_analysis": "first_window", "unit_window_s": 3600,
        "verdict": {"units_min": 500, "ess_min": 100, "runtime_min_s": 7200, "delta_harm": 0.02, "delta_min": 0.01,
                    "rope": 0.005, "units_max": 30000},
        "guardrails": [{"guardrail": "error_rate", "tolerance": 0.02, "alpha": 0.001},
                       {"guardrail": "latency_over_slo", "limit": 2000},
                       {"guardrail": "latency_over_slo", "limit": 8000},
                       {"guardrail": "cost_over_budget", "limit": 0.01},
                       {"guardrail": "missing_outcomes"}]\
        """;

    @Test
    void everyPartIsRead() {
        assertThat(parse(FULL).evidence())
                .isEqualTo(new EvidenceSettings(
                        0.01,
                        Correction.E_BH,
                        true,
                        5_000,
                        UnitAnalysis.FIRST_WINDOW,
                        3_600_000,
                        new VerdictRules(500, 100, 7_200_000, 0.02, 0.01, 0.005, 30_000),
                        List.of(
                                new Guardrail(Guardrail.Kind.ERROR_RATE, 0, 0.02, 0.001),
                                Guardrail.of(Guardrail.Kind.LATENCY_OVER_SLO, 2000),
                                Guardrail.of(Guardrail.Kind.LATENCY_OVER_SLO, 8000),
                                Guardrail.of(Guardrail.Kind.COST_OVER_BUDGET, 0.01),
                                Guardrail.of(Guardrail.Kind.MISSING_OUTCOMES, 0))));
    }

    @Test
    void absentPartsHaveTheirDefaults() {
        assertThat(parse("\"verdict\": {}, \"guardrails\": []").evidence()).isEqualTo(EvidenceSettings.DEFAULT);
        assertThat(ExperimentBody.parse("e", new JsonObject("{" + VARIANTS + "}"), Settings.defaults())
                        .evidence())
                .isEqualTo(EvidenceSettings.DEFAULT);
    }

    @Test
    void jsonReadsBackToTheSame() {
        for (String part : List.of(FULL, "\"verdict\": {}", "\"planned_units\": 100000")) {
            ExperimentSpec spec = parse(part);
            JsonObject json = new JsonObject(ExperimentBody.toJson(spec).encode());
            assertThat(ExperimentBody.parse("e", json, Settings.defaults())).isEqualTo(spec);
        }
    }

    /** Else whoever plans for more than the limit would be told so by a time-out. */
    @Test
    void limitOfUnitsFollowsThePlan() {
        assertThat(parse("\"planned_units\": 100000").evidence().rules().unitsMax())
                .isEqualTo(1_000_000);
        assertThat(parse("\"planned_units\": 10").evidence().rules().unitsMax()).isEqualTo(20_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"alpha\": 0                                         | /alpha",
                "\"alpha\": 0.6                                       | /alpha",
                "\"alpha\": \"5 %\"                                   | /alpha",
                "\"correction\": \"holm\"                             | /correction",
                "\"auto_promote\": 1                                  | /auto_promote",
                "\"planned_units\": 0                                 | /planned_units",
                "\"planned_units\": 1.5                               | /planned_units",
                "\"unit_analysis\": \"user\"                          | /unit_analysis",
                "\"unit_window_s\": 0                                 | /unit_window_s",
                "\"verdict\": 1                                       | /verdict",
                "\"verdict\": {\"units_mn\": 1}                       | /verdict/units_mn",
                "\"verdict\": {\"units_min\": -1}                     | /verdict/units_min",
                "\"verdict\": {\"ess_min\": -1}                       | /verdict/ess_min",
                "\"verdict\": {\"runtime_min_s\": 1e12}               | /verdict/runtime_min_s",
                "\"verdict\": {\"delta_harm\": -0.1}                  | /verdict/delta_harm",
                "\"verdict\": {\"delta_min\": 2}                      | /verdict/delta_min",
                "\"verdict\": {\"rope\": 0}                           | /verdict/rope",
                "\"verdict\": {\"units_max\": 399}                    | /verdict/units_max",
                "\"guardrails\": {}                                   | /guardrails",
                "\"guardrails\": [1]                                  | /guardrails/0",
                "\"guardrails\": [{}]                                 | /guardrails/0/guardrail",
                "\"guardrails\": [{\"guardrail\": \"errors\", \"limit\": 1}] | /guardrails/0/guardrail",
                "\"guardrails\": [{\"guardrail\": \"latency_over_slo\"}] | /guardrails/0/limit",
                "\"guardrails\": [{\"guardrail\": \"latency_over_slo\", \"limit\": 0}] | /guardrails/0/limit",
                "\"guardrails\": [{\"guardrail\": \"error_rate\", \"limit\": 1}] | /guardrails/0/limit",
                "\"guardrails\": [{\"guardrail\": \"error_rate\", \"tolerance\": 1}] | /guardrails/0/tolerance",
                "\"guardrails\": [{\"guardrail\": \"error_rate\", \"alpha\": 0}] | /guardrails/0/alpha",
                "\"guardrails\": [{\"guardrail\": \"error_rate\", \"slo\": 0}] | /guardrails/0/slo",
                "\"guardrails\": [{\"guardrail\": \"error_rate\"}, {\"guardrail\": \"error_rate\"}] | /guardrails/1"
            })
    void eachBrokenRuleIsOneErrorAtItsPlace(String part, String pointer) {
        InvalidBody invalid = catchThrowableOfType(InvalidBody.class, () -> parse(part));
        assertThat(invalid.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @Test
    void messagesSayTheRangeAndThenTheValue() {
        InvalidBody invalid = catchThrowableOfType(
                InvalidBody.class, () -> parse("\"verdict\": {\"units_min\": 300, \"units_max\": 500}"));
        assertThat(invalid)
                .hasMessage("units_max must be at least twice units_min, which treatment and control need each, got 500"
                        + " and 300");
    }

    private static ExperimentSpec parse(String part) {
        return ExperimentBody.parse("e", new JsonObject("{" + part + ", " + VARIANTS + "}"), Settings.defaults());
    }
}
