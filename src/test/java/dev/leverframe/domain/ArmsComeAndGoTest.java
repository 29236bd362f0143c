package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Context;
import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainStats.ArmStats;
import dev.leverframe.model.Fact.ArmAdded;
import dev.leverframe.model.Limits;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArmsComeAndGoTest {
    private static final Limits THREE_ARMS = new Limits(3, 10, 10, 10, 1_000, 1);

    private static DomainSpec spec(PolicyType type, List<String> arms, boolean autoArms, Map<String, String> like) {
        return new DomainSpec(
                "analysis",
                arms,
                autoArms,
                PolicySpec.of(type),
                RewardSettings.DEFAULT,
                new DomainSpec.ContextSpec(8),
                DomainFixture.TTL_MS,
                Map.of(),
                like);
    }

    private static DomainFixture domain(PolicyType type) {
        return new DomainFixture(spec(type, List.of("good", "bad"), false, Map.of()), Limits.DEFAULT).withFlags();
    }

    /** The arm good pays 0.9, every other 0.2. */
    private static void live(DomainFixture domain, int decisions, String round) {
        for (int i = 0; i < decisions; i++) {
            String id = round + i;
            Decision decision = (Decision) domain.answer(id, null, List.of());
            domain.reward(id, decision.arm().equals("good") ? 0.9 : 0.2);
        }
    }

    private static List<Double> scores(DomainFixture domain) {
        Select select = new Select("look", List.of(), Context.NONE, null, null, true);
        Decision decision = (Decision) domain.state.select(select, domain.nowMs);
        return Objects.requireNonNull(
                Objects.requireNonNull(decision.explanation()).scores());
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyType.class,
            names = {"EPSILON_GREEDY", "THOMPSON", "GAUSSIAN_THOMPSON", "LIN_TS_DIAG"})
    void aNewArmStartsLikeTheOneThatTheDomainNames(PolicyType type) {
        DomainFixture domain = domain(type);
        live(domain, 400, "d");
        List<String> arms = List.of("good", "bad", "good-2");
        domain.state.changes().configure(spec(type, arms, false, Map.of("good-2", "good")), domain.nowMs);
        List<Double> scores = scores(domain);
        assertThat(scores.get(2)).isGreaterThan(0.8).isLessThanOrEqualTo(scores.get(0) + 0.02);
        ArmStats fresh = domain.state.stats().arms().get(2);
        assertThat(fresh.pulls()).as("what was earned is never made up").isZero();
        assertThat(fresh.rewardSum()).isZero();
    }

    @Test
    void aNewArmWithoutALikeStartsFromThePrior() {
        DomainFixture domain = domain(PolicyType.EPSILON_GREEDY);
        live(domain, 100, "d");
        domain.state
                .changes()
                .configure(
                        spec(PolicyType.EPSILON_GREEDY, List.of("good", "new"), false, Map.of("new", "unheard")),
                        domain.nowMs);
        assertThat(scores(domain).get(1)).isEqualTo(0.5);
    }

    @Test
    void anArmThatCandidatesBringStartsLikeTheOneThatTheDomainNames() {
        DomainSpec open = spec(PolicyType.THOMPSON, List.of("good"), true, Map.of("good-2", "good"));
        DomainFixture served = new DomainFixture(open, Limits.DEFAULT);
        live(served, 100, "d");
        served.answer("new", null, List.of("good", "good-2"));
        assertThat(served.facts).anyMatch(ArmAdded.class::isInstance);
        // 20 rewards of 0.9 on the uniform prior: 19 of 22
        assertThat(scores(served).get(1)).isCloseTo(19.0 / 22, within(1e-12));
        DomainFixture replayed = new DomainFixture(open, Limits.DEFAULT);
        served.facts.forEach(replayed.state::apply);
        assertThat(scores(replayed)).isEqualTo(scores(served));
    }

    @Test
    void aRetiredArmKeepsItsStatisticsAndComesBackWithThem() {
        DomainFixture domain = domain(PolicyType.GAUSSIAN_THOMPSON);
        live(domain, 200, "d");
        ArmStats before = domain.state.stats().arms().get(0);
        double score = domain.state.select(new Select("x", List.of(), Context.NONE, null, null, true), 1)
                        instanceof Decision decision
                ? Objects.requireNonNull(
                                Objects.requireNonNull(decision.explanation()).scores())
                        .get(0)
                : Double.NaN;
        PolicyType type = PolicyType.GAUSSIAN_THOMPSON;
        domain.state.changes().configure(spec(type, List.of("bad"), false, Map.of()), domain.nowMs);
        assertThat(((Refusal) domain.answer("gone", null, List.of("good"))).code())
                .isEqualTo(Refusal.Code.NO_LIVE_CANDIDATE);
        ArmStats retired = domain.state.stats().arms().get(0);
        assertThat(retired.live()).isFalse();
        assertThat(retired.pulls()).isEqualTo(before.pulls());
        assertThat(retired.rewardSum()).isEqualTo(before.rewardSum());
        live(domain, 50, "meanwhile");
        domain.state
                .changes()
                .configure(spec(type, List.of("good", "bad"), false, Map.of("good", "bad")), domain.nowMs);
        assertThat(scores(domain).get(0))
                .as("it is not seen for the first time")
                .isEqualTo(score);
    }

    @Test
    void aSubsetOfTheArmsIsServedFromThatSubsetOnly() {
        DomainFixture domain = new DomainFixture(PolicyType.THOMPSON);
        domain.live(300, 1);
        for (int i = 0; i < 200; i++) {
            Decision decision = (Decision) domain.answer("s" + i, null, List.of("modelC", "modelA"));
            assertThat(decision.arm()).isIn("modelA", "modelC");
        }
    }

    @Test
    void theNumberOfArmsIsBoundedRetiredOnesIncluded() {
        DomainSpec open = spec(PolicyType.UCB1, List.of("a", "b"), true, Map.of());
        DomainFixture domain = new DomainFixture(open, THREE_ARMS);
        domain.state.changes().configure(spec(PolicyType.UCB1, List.of("c"), true, Map.of()), 1);
        assertThat(((Refusal) domain.answer("d", null, List.of("c", "d"))).code())
                .isEqualTo(Refusal.Code.LIMIT_REACHED);
        assertThat(domain.state.changes().configure(spec(PolicyType.UCB1, List.of("d"), true, Map.of()), 1))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(Refusal.Code.LIMIT_REACHED));
        assertThat(domain.answer("e", null, new ArrayList<>(List.of("a", "c")))).isInstanceOf(Decision.class);
    }
}
