package dev.leverframe.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.evidence.Interval;
import dev.leverframe.model.Estimand;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.Guardrail.Kind;
import dev.leverframe.model.Verdict;
import dev.leverframe.model.VerdictRules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictRuleTest {
    private static final long DAY_MS = 86_400_000;
    private static final GuardrailReading BROKEN = new GuardrailReading(Guardrail.of(Kind.ERROR_RATE, 0), 0.05, 0.034);
    private static final GuardrailReading KEPT = new GuardrailReading(Guardrail.of(Kind.ERROR_RATE, 0), 0.05, 0.009);

    @Test
    void anIntervalBelowZeroIsHarm() {
        Judgement judgement = judge(interval(-0.08, -0.01));
        assertThat(judgement.verdict()).isEqualTo(Verdict.HARM);
        assertThat(judgement.reason())
                .isEqualTo("'b' is worse than 'a': the difference lies between -0.080 and -0.010");
    }

    @Test
    void anIntervalAboveZeroIsAWin() {
        Judgement judgement = judge(interval(0.01, 0.08));
        assertThat(judgement.verdict()).isEqualTo(Verdict.WIN);
        assertThat(judgement.reason()).startsWith("'b' is better than 'a'");
        assertThat(judgement.unmet()).isEmpty();
    }

    @Test
    void anIntervalWithinTheRopeIsFutile() {
        assertThat(judge(interval(-0.004, 0.009)).verdict()).isEqualTo(Verdict.FUTILE);
        assertThat(judge(interval(-0.004, 0.011)).verdict()).isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void anIntervalThatHoldsBothSignsLeavesItOpen() {
        Judgement judgement = judge(interval(-0.02, 0.03));
        assertThat(judgement).isEqualTo(new Judgement(Verdict.CONTINUE, "the data fit a gain and a loss", List.of()));
    }

    @Test
    void marginsMoveTheBarsOfHarmAndWin() {
        VerdictRules rules = new VerdictRules(200, 50, DAY_MS, 0.02, 0.02, 0.005, 20_000);
        assertThat(VerdictRule.judge(inputs(interval(-0.08, -0.01), 300, DAY_MS, List.of(), List.of()), rules)
                        .verdict())
                .isEqualTo(Verdict.CONTINUE);
        Judgement win = VerdictRule.judge(inputs(interval(0.021, 0.08), 300, DAY_MS, List.of(), List.of()), rules);
        assertThat(win.verdict()).isEqualTo(Verdict.WIN);
        assertThat(win.reason()).contains("by more than the required 0.02");
    }

    @Test
    void aBrokenGuardrailOutweighsAWin() {
        Judgement judgement = VerdictRule.judge(
                inputs(interval(0.01, 0.08), 300, DAY_MS, List.of(), List.of(KEPT, BROKEN)), VerdictRules.DEFAULT);
        assertThat(judgement.verdict()).isEqualTo(Verdict.GUARDRAIL);
        assertThat(judgement.reason())
                .isEqualTo("'b' has more failed requests than 'a' by at least 3.4 %, where 1.0 % are tolerated");
    }

    @Test
    void harmOutweighsABrokenGuardrail() {
        Judgement judgement = VerdictRule.judge(
                inputs(interval(-0.08, -0.01), 300, DAY_MS, List.of(), List.of(BROKEN)), VerdictRules.DEFAULT);
        assertThat(judgement.verdict()).isEqualTo(Verdict.HARM);
    }

    @Test
    void whatProtectsDoesNotWaitForTheRuntimeAndWhatDecidesDoes() {
        assertThat(judge(interval(-0.08, -0.01), 300, 1000).verdict()).isEqualTo(Verdict.HARM);
        Judgement early = judge(interval(0.01, 0.08), 300, 3_600_000 * 5);
        assertThat(early.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(early.unmet()).containsExactly("5 h of at least 24 h have passed");
        assertThat(early.reason()).isEqualTo(early.unmet().get(0));
    }

    @Test
    void nothingFollowsFromTooFewUnits() {
        Judgement judgement = judge(interval(-0.08, -0.01), 199, DAY_MS);
        assertThat(judgement.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(judgement.unmet())
                .containsExactly("'b' has 199 of 200 mature units needed", "'a' has 199 of 200 mature units needed");
    }

    @Test
    void aFiredCheckBlocksAWinAndSaysSo() {
        Judgement judgement = VerdictRule.judge(
                inputs(interval(0.01, 0.08), 300, DAY_MS, List.of("sample ratio check"), List.of()),
                VerdictRules.DEFAULT);
        assertThat(judgement.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(judgement.reason()).isEqualTo("the sample ratio check has fired, so the numbers cannot be trusted");
    }

    /** Going back to the control is safe on doubtful numbers too; the doubt is said. */
    @Test
    void aFiredCheckDoesNotHoldBackHarm() {
        Judgement judgement = VerdictRule.judge(
                inputs(interval(-0.08, -0.01), 300, DAY_MS, List.of("sample ratio check"), List.of()),
                VerdictRules.DEFAULT);
        assertThat(judgement.verdict()).isEqualTo(Verdict.HARM);
        assertThat(judgement.unmet()).hasSize(1);
    }

    @Test
    void aBurnInOrASmallEffectiveSampleHoldsBackEverything() {
        Comparison harmful = interval(-0.08, -0.01, 300);
        VerdictInputs burning = new VerdictInputs(harmful, false, 100, 600, DAY_MS, List.of(), List.of(BROKEN));
        VerdictInputs few = new VerdictInputs(harmful, true, 12.4, 600, DAY_MS, List.of(), List.of(BROKEN));
        assertThat(VerdictRule.judge(burning, VerdictRules.DEFAULT).verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(VerdictRule.judge(few, VerdictRules.DEFAULT).reason())
                .isEqualTo("the effective sample size is 12 of 50 needed");
    }

    @Test
    void theLimitOfUnitsEndsItWithoutAConclusion() {
        VerdictInputs in = new VerdictInputs(
                interval(-0.02, 0.03, 10_000),
                true,
                Double.POSITIVE_INFINITY,
                20_000,
                DAY_MS,
                List.of("sample ratio check"),
                List.of());
        Judgement judgement = VerdictRule.judge(in, VerdictRules.DEFAULT);
        assertThat(judgement.verdict()).isEqualTo(Verdict.TIMEOUT);
        assertThat(judgement.reason()).isEqualTo("20,000 units of at most 20,000 were seen without a conclusion");
        assertThat(judgement.unmet()).hasSize(1);
    }

    @Test
    void anExperimentIsAsUrgentAsItsMostUrgentTreatment() {
        assertThat(overall(Verdict.CONTINUE, Verdict.HARM, Verdict.WIN)).isEqualTo(Verdict.HARM);
        assertThat(overall(Verdict.CONTINUE, Verdict.WIN)).isEqualTo(Verdict.WIN);
        assertThat(overall(Verdict.FUTILE, Verdict.CONTINUE)).isEqualTo(Verdict.CONTINUE);
        assertThat(overall(Verdict.FUTILE, Verdict.TIMEOUT)).isEqualTo(Verdict.TIMEOUT);
        assertThat(overall(Verdict.FUTILE, Verdict.FUTILE)).isEqualTo(Verdict.FUTILE);
        assertThatThrownBy(() -> Judgement.overall(List.of())).hasMessageContaining("at least one treatment");
    }

    private static Verdict overall(Verdict... verdicts) {
        return Judgement.overall(Arrays.stream(verdicts)
                        .map(verdict -> new Judgement(verdict, "", List.of()))
                        .toList())
                .verdict();
    }

    @Test
    void onlyHarmAndGuardrailsProtect() {
        for (Verdict verdict : Verdict.values()) {
            assertThat(verdict.protects()).isEqualTo(verdict == Verdict.HARM || verdict == Verdict.GUARDRAIL);
            assertThat(verdict.stops()).isEqualTo(verdict != Verdict.CONTINUE);
        }
    }

    @Test
    void rulesRefuseWhatTheyCannotMean() {
        assertThatThrownBy(() -> new VerdictRules(-1, 50, 0, 0, 0, 0.01, 100)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> new VerdictRules(1, 50, 0, 0, 0, Double.NaN, 100))
                .hasMessageContaining("and NaN");
    }

    private static Judgement judge(Comparison comparison) {
        return judge(comparison, 300, DAY_MS);
    }

    private static Judgement judge(Comparison comparison, long units, long elapsedMs) {
        return VerdictRule.judge(inputs(comparison, units, elapsedMs, List.of(), List.of()), VerdictRules.DEFAULT);
    }

    private static VerdictInputs inputs(
            Comparison comparison, long units, long elapsedMs, List<String> fired, List<GuardrailReading> guardrails) {
        Comparison counted =
                interval(comparison.interval().lower(), comparison.interval().upper(), units);
        return new VerdictInputs(counted, true, Double.POSITIVE_INFINITY, 2 * units, elapsedMs, fired, guardrails);
    }

    private static Comparison interval(double lower, double upper) {
        return interval(lower, upper, 300);
    }

    private static Comparison interval(double lower, double upper, long units) {
        return new Comparison(
                "b",
                "a",
                Estimand.PER_UNIT,
                units,
                units,
                0.5,
                0.5,
                (lower + upper) / 2,
                new Interval(lower, upper),
                0.05,
                0.5);
    }
}
