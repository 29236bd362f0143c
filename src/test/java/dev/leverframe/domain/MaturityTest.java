package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentReport.VariantReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.OutcomeReceipt.Status;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.Combine;
import dev.leverframe.model.RewardSettings.LatencyShape;
import dev.leverframe.model.RewardSettings.Missing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a decision counts, and what it counts as. */
class MaturityTest {
    private static DomainFixture domain(Combine combine, Missing missing, double missingValue) {
        RewardSettings reward = new RewardSettings(
                0.5, 0.5, 0, 2000, 0.01, 0, LatencyShape.LINEAR_CLIP, combine, missing, missingValue);
        DomainSpec plain = DomainFixture.spec(PolicySpec.of(PolicyType.EPSILON_GREEDY));
        DomainSpec spec = new DomainSpec(
                plain.domain(), plain.arms(), false, plain.policy(), reward, plain.context(), DomainFixture.TTL_MS);
        return new DomainFixture(spec, Limits.DEFAULT)
                .withFlags()
                .withExperiment(DomainFixture.experiment("e", PolicyType.THOMPSON, PolicyType.UCB1), Phase.ACTIVE);
    }

    private static ExperimentReport report(DomainFixture domain) {
        return domain.state.report("e", domain.nowMs).orElseThrow();
    }

    private static double realisedSum(DomainFixture domain) {
        return report(domain).variants().stream()
                .map(VariantReport::realised)
                .filter(each -> each.n() > 0)
                .mapToDouble(each -> each.n() * each.mean())
                .sum();
    }

    private static void passTime(DomainFixture domain) {
        domain.nowMs += DomainFixture.TTL_MS + 1;
        domain.state.expire(domain.nowMs);
    }

    @Test
    void theOldestDecisionHoldsUpTheRest() {
        DomainFixture domain = domain(Combine.FIRST, Missing.AS_VALUE, 0);
        domain.select("slow");
        domain.select("quick");
        domain.reward("quick", 1);
        assertThat(report(domain).maturity().mature()).isZero();
        assertThat(report(domain).maturity().pending()).isEqualTo(2);
        domain.reward("slow", 1);
        assertThat(report(domain).maturity().mature()).isEqualTo(2);
        assertThat(report(domain).maturity().pending()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"AS_VALUE,3,1.25", "EXCLUDE,2,1", "IPW_OBSERVED,2,1"})
    void anOutcomeThatNeverCameCountsByTheRule(Missing rule, long counted, double sum) {
        DomainFixture domain = domain(Combine.FIRST, rule, 0.25);
        domain.select("lost");
        domain.select("a");
        domain.select("b");
        domain.reward("a", 1);
        domain.reward("b", 0);
        assertThat(report(domain).maturity().mature()).as("blocked").isZero();
        passTime(domain);
        ExperimentReport report = report(domain);
        assertThat(report.maturity().missing()).isEqualTo(1);
        assertThat(report.maturity().mature()).isEqualTo(3);
        assertThat(report.variants().stream()
                        .mapToLong(each -> each.realised().n())
                        .sum())
                .isEqualTo(counted);
        assertThat(realisedSum(domain)).isEqualTo(sum, within(1e-12));
        assertThat(report.variants().get(0).counterfactual().n())
                .as("whoever served; unobserved ones by the model")
                .isEqualTo(rule == Missing.EXCLUDE ? 2 : 3);
    }

    @ParameterizedTest
    @CsvSource({"FIRST,.2", "LAST,.4", "SUM,.9", "MEAN,.3", "MAX,.4"})
    void severalOutcomesComeToOneRewardByTheRule(Combine rule, double reward) {
        DomainFixture domain = domain(rule, Missing.AS_VALUE, 0);
        domain.select("d");
        double[] rewards = {0.2, 0.3, 0.4};
        for (int i = 0; i < rewards.length; i++) {
            OutcomeAnswer answer = told(domain, "d", "o" + i, rewards[i]);
            Status expected = rule == Combine.FIRST && i > 0 ? Status.DUPLICATE : Status.RECORDED;
            assertThat(((OutcomeReceipt) answer).status()).isEqualTo(expected);
            assertThat(((OutcomeReceipt) told(domain, "d", "o" + i, rewards[i])).status())
                    .as("an outcome that is sent again is one")
                    .isEqualTo(Status.DUPLICATE);
        }
        passTime(domain);
        assertThat(realisedSum(domain)).isEqualTo(reward, within(1e-12));
        assertThat(((OutcomeReceipt) told(domain, "d", "o9", 1)).status()).isIn(Status.LATE, Status.DUPLICATE);
    }

    @Test
    void policiesLearnOfSeveralOutcomesWhenTheirTimeIsOver() {
        DomainFixture domain = domain(Combine.MEAN, Missing.AS_VALUE, 0);
        domain.select("d");
        told(domain, "d", "o1", 1);
        assertThat(domain.state.stats().counts().outcomes()).isZero();
        assertThat(domain.state.stats().counts().pending()).isEqualTo(1);
        passTime(domain);
        assertThat(domain.state.stats().counts().outcomes()).isEqualTo(1);
        assertThat(domain.state.stats().counts().expired()).isZero();
    }

    @Test
    void aSumPastOneIsRefused() {
        DomainFixture domain = domain(Combine.SUM, Missing.AS_VALUE, 0);
        domain.select("d");
        told(domain, "d", "o1", 0.7);
        OutcomeAnswer answer = told(domain, "d", "o2", 0.4);
        assertThat(answer).isInstanceOf(Refusal.class);
        assertThat(((Refusal) answer).code()).isEqualTo(Refusal.Code.UNPROCESSABLE);
        assertThat(answer.toString()).contains("/reward", "sum to more than 1");
        assertThat(((OutcomeReceipt) told(domain, "d", "o3", 0.3)).status()).isEqualTo(Status.RECORDED);
    }

    @Test
    void aDecisionThatIsForgottenForWantOfRoomIsAMissingOne() {
        Limits two = new Limits(256, 256, 256, 1000, 2, 16);
        DomainFixture domain = new DomainFixture(DomainFixture.spec(PolicySpec.of(PolicyType.EPSILON_GREEDY)), two)
                .withFlags()
                .withExperiment(DomainFixture.experiment("e", PolicyType.THOMPSON, PolicyType.UCB1), Phase.ACTIVE);
        for (int i = 0; i < 5; i++) {
            domain.select("d" + i);
        }
        assertThat(report(domain).maturity().missing()).isEqualTo(3);
        assertThat(report(domain).maturity().mature()).isEqualTo(3);
        assertThat(report(domain).maturity().pending()).isEqualTo(2);
    }

    private static OutcomeAnswer told(DomainFixture domain, String decision, @Nullable String id, double reward) {
        return domain.state.record(new Outcome(decision, null, id, reward, null), domain.nowMs);
    }

    /** The same with outcomes that never come left out. */
    static DomainSpec excluding(DomainSpec spec) {
        RewardSettings reward = new RewardSettings(
                0.5, 0.5, 0, 2000, 0.01, 0, LatencyShape.LINEAR_CLIP, Combine.FIRST, Missing.EXCLUDE, 0);
        return new DomainSpec(
                spec.domain(), spec.arms(), false, spec.policy(), reward, spec.context(), spec.decisionTtlMs());
    }

    /** The same with another exposure. */
    static ExperimentSpec exposed(ExperimentSpec spec, int exposureBps) {
        return new ExperimentSpec(
                spec.experiment(),
                spec.control(),
                spec.allocation(),
                spec.salt(),
                spec.resolution(),
                exposureBps,
                spec.learningScope(),
                spec.variants(),
                spec.evidence());
    }
}
