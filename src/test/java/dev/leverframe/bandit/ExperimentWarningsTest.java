package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.config.DomainBody;
import dev.leverframe.config.ExperimentBody;
import dev.leverframe.config.Settings;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentWarningsTest {
    private static final String VARIANTS = """
        "variants": [{"variant": "control", "policy": {"type": "thompson"}},
                     {"variant": "b", "policy": {"type": "ucb1"}}]\
        """;

    @Test
    void anExperimentThatIsMeantWarnsOfNothing() {
        String guardrails = """
            "guardrails": [{"guardrail": "latency_over_slo", "limit": 900}, {"guardrail": "cost_over_budget", "limit": 1}],
            """;
        assertThat(warnings("{\"arms\": [\"a\"]}", guardrails)).isEmpty();
    }

    @Test
    void aControlThatIsNotTheCorePolicyIsNoStatusQuo() {
        assertThat(warnings("{\"arms\": [\"a\"], \"policy\": {\"type\": \"greedy\"}}", ""))
                .containsExactly(
                        "the control is thompson and not the core policy as it is configured (greedy), which serves"
                                + " after a stop; give both the same policy");
    }

    @Test
    void aGuardrailMayNeverSeeWhatItCounts() {
        String body =
                "{\"arms\": [\"a\"], \"reward\": {\"latency_weight\": 0, \"cost_weight\": 0, \"quality_weight\": 1}}";
        String guardrails = """
            "guardrails": [{"guardrail": "latency_over_slo", "limit": 900}, {"guardrail": "cost_over_budget", "limit": 1},
                           {"guardrail": "error_rate"}],\
            """;
        assertThat(warnings(body, guardrails))
                .satisfiesExactly(
                        latency -> assertThat(latency)
                                .contains("latency_over_slo sees only outcomes that carry latency_ms"),
                        cost -> assertThat(cost).contains("cost_over_budget sees only outcomes that carry cost_usd"));
    }

    @Test
    void missingOutcomesThatAreLeftOutWantAGuardrail() {
        String body = "{\"arms\": [\"a\"], \"reward\": {\"missing\": \"exclude\"}}";
        assertThat(warnings(body, ""))
                .singleElement()
                .asString()
                .contains("a variant that loses its failures looks better; declare one");
        assertThat(warnings(body, "\"guardrails\": [{\"guardrail\": \"missing_outcomes\"}],"))
                .isEmpty();
    }

    @Test
    void promotionWithoutARuntimeIsHasty() {
        assertThat(warnings("{\"arms\": [\"a\"]}", "\"auto_promote\": true, \"verdict\": {\"runtime_min_s\": 0},"))
                .singleElement()
                .asString()
                .contains("auto_promote is on and runtime_min_s is 0");
    }

    private static List<String> warnings(String domain, String part) {
        Settings settings = Settings.defaults();
        return ExperimentWarnings.of(
                ExperimentBody.parse("e", new JsonObject("{" + part + VARIANTS + "}"), settings),
                DomainBody.parse("d", new JsonObject(domain), settings));
    }
}
