package dev.leverframe.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.experiment.Reports.Treatment;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentReport.Checks;
import dev.leverframe.model.ExperimentReport.SampleRatioReport;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlipAdviceTest {
    private static final Treatment GAIN = new Treatment(Reports.ruling(Verdict.CONTINUE), -0.05, -0.001);

    @Test
    void aGainOverTheCorePolicyIsAGo() {
        assertThat(advice(0, GAIN)).isEqualTo(new FlipAdvice(true, List.of()));
    }

    @Test
    void aLossThatIsToleratedIsAGo() {
        Treatment noWorse = new Treatment(Reports.ruling(Verdict.CONTINUE), -0.01, 0.004);
        assertThat(advice(0.005, noWorse).recommended()).isTrue();
        assertThat(advice(0.004, noWorse).reasons())
                .containsExactly("'treatA': it may lose up to 0.004 a decision against the core policy, where less than"
                        + " 0.004 is asked for");
    }

    @Test
    void noIntervalYetIsANoGo() {
        Treatment unknown =
                new Treatment(Reports.ruling(Verdict.CONTINUE), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertThat(advice(0, unknown).reasons())
                .containsExactly("'treatA': its gain over the core policy is not known yet");
    }

    @Test
    void whatIsUnmetIsANoGoInTheSameWords() {
        Treatment early = new Treatment(Reports.ruling(Verdict.CONTINUE, "3 h of at least 24 h have passed"), -1, -0.1);
        assertThat(advice(0, early).reasons()).containsExactly("'treatA': 3 h of at least 24 h have passed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"ACTIVE", "STOPPED"})
    void onlyShadowCanFlip(Phase phase) {
        ExperimentReport report = Reports.of(phase, 0, Reports.SOUND, GAIN);
        assertThat(FlipAdvice.of(report).reasons())
                .containsExactly("the experiment is " + phase.word() + " and not in shadow");
    }

    @Test
    void anyCheckThatFiredIsANoGo() {
        SampleRatioReport quiet = Reports.SOUND.allocated();
        SampleRatioReport fired = new SampleRatioReport(true, 9, 1e-4, Map.of(), 20, 1e-5);
        Checks all = new Checks(quiet, fired, true, Map.of("treatA", true), Map.of());
        assertThat(FlipAdvice.of(Reports.of(Phase.SHADOW, 0, all, GAIN)).reasons())
                .containsExactly(
                        "the sample ratio check of mature units has fired",
                        "the propensity audit has fired: logged propensities and picks disagree",
                        "the weight audit of 'treatA' has fired");
    }

    /** Missingness is shown beside the numbers and holds nothing back. */
    @Test
    void aDifferenceOfMissingOutcomesAloneHoldsNothingBack() {
        Checks missing =
                new Checks(Reports.SOUND.allocated(), Reports.SOUND.mature(), false, Map.of(), Map.of("treatA", true));
        assertThat(FlipAdvice.of(Reports.of(Phase.SHADOW, 0, missing, GAIN)).recommended())
                .isTrue();
    }

    @Test
    void oneOfSeveralTreatmentsIsEnoughUnlessAnotherHarms() {
        Treatment vague = new Treatment(Reports.ruling(Verdict.CONTINUE), -0.1, 0.1);
        assertThat(advice(0, vague, GAIN).recommended()).isTrue();
        Treatment harmful = new Treatment(Reports.ruling(Verdict.HARM), 0.05, 0.1);
        assertThat(advice(0, harmful, GAIN)).isEqualTo(new FlipAdvice(false, List.of("because")));
    }

    private static FlipAdvice advice(double deltaHarm, Treatment... treatments) {
        return FlipAdvice.of(Reports.of(Phase.SHADOW, deltaHarm, Reports.SOUND, treatments));
    }
}
