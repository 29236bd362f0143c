package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.Context;
import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.DomainStats.ArmStats;
import dev.leverframe.model.DomainStats.VariantStats;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.OutcomeReceipt.Status;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Reason;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DomainStateTest {
    private static final ExperimentSpec EXPERIMENT =
            DomainFixture.experiment("lints-vs-core", PolicyType.THOMPSON, PolicyType.LIN_TS_DIAG);

    @ParameterizedTest
    @EnumSource(PolicyType.class)
    void shadowServesBitForBitWhatIsServedWithoutAnExperiment(PolicyType core) {
        DomainFixture without = new DomainFixture(core).withFlags();
        DomainFixture with = new DomainFixture(core).withFlags().withExperiment(EXPERIMENT, Phase.SHADOW);
        Random random = new Random(7);
        for (int i = 0; i < 1_500; i++) {
            String id = "d" + i;
            Decision plain = without.select(id, "user-" + i % 40);
            Decision watched = with.select(id, "user-" + i % 40);
            assertThat(watched.arm()).isEqualTo(plain.arm());
            assertThat(watched.propensity()).isEqualTo(plain.propensity());
            assertThat(watched.reason()).isEqualTo(Reason.SHADOW);
            assertThat(plain.reason()).isEqualTo(Reason.CORE_POLICY);
            double reward = 0.5 + 0.5 * random.nextDouble() * DomainFixture.worth(id, plain.arm());
            without.reward(id, reward);
            with.reward(id, reward);
        }
        assertThat(with.state.stats().arms()).isEqualTo(without.state.stats().arms());
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void replayingTheFactsGivesTheSameState(Phase phase) {
        DomainFixture served = new DomainFixture(PolicyType.UCB1).withFlags().withExperiment(EXPERIMENT, phase);
        served.live(800, 3);
        served.state.expire(served.nowMs + 2 * DomainFixture.TTL_MS);
        served.live(200, 4);
        DomainFixture replayed = new DomainFixture(PolicyType.UCB1);
        served.facts.forEach(replayed.state::apply);
        assertThat(replayed.state.stats()).isEqualTo(served.state.stats());
        replayed.nowMs = served.nowMs;
        for (int i = 0; i < 200; i++) {
            assertThat(replayed.select("next-" + i)).isEqualTo(served.select("next-" + i));
        }
    }

    @Test
    void sameDecisionIdGivesTheSameDecisionAlsoAfterLearning() {
        DomainFixture domain = new DomainFixture(PolicyType.THOMPSON);
        Decision first = domain.select("d");
        domain.reward("d", 1);
        domain.live(300, 1);
        assertThat(domain.select("d")).isEqualTo(first);
        assertThat(domain.state.stats().counts().selects()).isEqualTo(301);
    }

    @Test
    void outcomesAreRecordedOnceAndToldFromLateAndUnknownOnes() {
        DomainFixture domain = new DomainFixture(PolicyType.THOMPSON);
        domain.select("answered");
        domain.select("unanswered");
        assertThat(domain.status("answered", 1)).isEqualTo(Status.RECORDED);
        assertThat(domain.status("answered", 1)).isEqualTo(Status.DUPLICATE);
        domain.nowMs += DomainFixture.TTL_MS + 1;
        assertThat(domain.status("unanswered", 1))
                .as("late though no timer ran")
                .isEqualTo(Status.LATE);
        domain.state.expire(domain.nowMs);
        assertThat(domain.status("unanswered", 1)).isEqualTo(Status.LATE);
        assertThat(domain.status("answered", 1)).isEqualTo(Status.DUPLICATE);
        assertThat(((Refusal) domain.reward("never", 1)).code()).isEqualTo(Refusal.Code.UNKNOWN_DECISION);
        DomainStats.Counts counts = domain.state.stats().counts();
        assertThat(counts.outcomes()).isEqualTo(1);
        assertThat(counts.duplicates()).isEqualTo(2);
        assertThat(counts.late()).isEqualTo(2);
        assertThat(counts.unknown()).isEqualTo(1);
        assertThat(counts.expired()).isEqualTo(1);
        assertThat(counts.pending()).isZero();
    }

    @Test
    void sameOutcomeIdIsADuplicateEvenWithoutADecision() {
        DomainFixture domain = new DomainFixture(PolicyType.THOMPSON);
        Outcome outcome = new Outcome(null, "modelA", "o-1", 0.5, null);
        OutcomeReceipt first = (OutcomeReceipt) domain.state.record(outcome, domain.nowMs);
        assertThat(first.status()).isEqualTo(Status.RECORDED);
        assertThat(first.attributed()).isFalse();
        assertThat(((OutcomeReceipt) domain.state.record(outcome, domain.nowMs)).status())
                .isEqualTo(Status.DUPLICATE);
        assertThat(domain.state.stats().counts().unattributed()).isEqualTo(1);
    }

    @Test
    void unattributedOutcomesTeachTheCorePolicyAndEnterNoEstimate() {
        DomainFixture domain =
                new DomainFixture(PolicyType.THOMPSON).withFlags().withExperiment(EXPERIMENT, Phase.SHADOW);
        for (int i = 0; i < 500; i++) {
            domain.state.record(new Outcome(null, "modelB", null, 1.0, null), domain.nowMs);
            domain.state.record(new Outcome(null, "modelA", null, 0.0, null), domain.nowMs);
            domain.state.record(new Outcome(null, "modelC", null, 0.0, null), domain.nowMs);
        }
        // floor 0.01 of three arms: the best gets at least 0.98 of what Thompson gives it, which is nearly all
        assertThat(domain.select("d").arm()).isEqualTo("modelB");
        assertThat(domain.state.stats().arms()).extracting(ArmStats::pulls).containsOnly(0L);
        assertThat(variants(domain))
                .allSatisfy(variant -> assertThat(variant.pulls()).isZero());
    }

    @Test
    void oldestDecisionMakesRoomWhenTheTableIsFull() {
        DomainFixture domain =
                new DomainFixture(DomainFixture.spec(PolicySpec.of(PolicyType.UCB1)), new Limits(10, 10, 10, 10, 3, 1));
        List.of("a", "b", "c", "d").forEach(domain::select);
        assertThat(((Refusal) domain.reward("a", 1)).code()).isEqualTo(Refusal.Code.UNKNOWN_DECISION);
        assertThat(domain.status("b", 1)).isEqualTo(Status.RECORDED);
        DomainStats.Counts counts = domain.state.stats().counts();
        assertThat(counts.evicted()).isEqualTo(1);
        assertThat(counts.pending()).isEqualTo(2);
    }

    @Test
    void activeVariantFollowsTheUnitAndRealisedSumsAreWhatTheClientSaw() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withFlags().withExperiment(EXPERIMENT, Phase.ACTIVE);
        Map<String, String> variantOf = new HashMap<>();
        Map<String, List<Double>> rewards = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            String user = "user-" + i % 97;
            Decision decision = domain.select("d" + i, user);
            assertThat(decision.reason()).isEqualTo(Reason.VARIANT);
            String variant = Objects.requireNonNull(decision.variant());
            assertThat(variantOf.computeIfAbsent(user, any -> variant)).isEqualTo(variant);
            double reward = (i % 4) / 4.0;
            domain.reward("d" + i, reward);
            rewards.computeIfAbsent(variant, any -> new ArrayList<>()).add(reward);
        }
        for (VariantStats variant : variants(domain)) {
            List<Double> seen = rewards.get(variant.variant());
            assertThat(variant.pulls()).isEqualTo(seen.size());
            assertThat(variant.rewardSum())
                    .isEqualTo(seen.stream().mapToDouble(r -> r).sum());
            assertThat(variant.counterfactual().n())
                    .as("the others are still valued")
                    .isEqualTo(2_000);
        }
    }

    @Test
    void flipStartsASegmentAndLateOutcomesCountWhereTheirDecisionWasMade() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withFlags().withExperiment(EXPERIMENT, Phase.SHADOW);
        domain.select("before");
        domain.state
                .changes()
                .changePhase(
                        Objects.requireNonNull(domain.state.experiment("lints-vs-core")),
                        Phase.ACTIVE,
                        "go",
                        domain.nowMs);
        domain.select("after");
        domain.reward("before", 1);
        domain.reward("after", 1);
        DomainStats.ExperimentStats experiment =
                domain.state.stats().experiments().get(0);
        assertThat(experiment.segment()).isEqualTo(2);
        assertThat(experiment.variants().stream().mapToLong(VariantStats::pulls).sum())
                .isEqualTo(1);
        assertThat(experiment.closed()).hasSize(1);
        assertThat(experiment.closed().get(0).variants())
                .extracting(VariantStats::pulls)
                .containsExactly(1L, 1L);
    }

    @Test
    void outcomesOfADeletedExperimentDoNotReachTheNextOneOfItsName() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withFlags().withExperiment(EXPERIMENT, Phase.SHADOW);
        domain.select("before");
        domain.state.changes().deleteExperiment(domain.state.experiments().get(0), domain.nowMs);
        domain.withExperiment(EXPERIMENT, Phase.SHADOW);
        assertThat(domain.status("before", 1)).isEqualTo(Status.RECORDED);
        assertThat(variants(domain)).extracting(VariantStats::pulls).containsOnly(0L);
        assertThat(variants(domain)).extracting(VariantStats::pending).containsOnly(0L);
    }

    @Test
    void oldestSegmentsAreForgottenAndTheirOutcomesHarmNothing() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withFlags().withExperiment(EXPERIMENT, Phase.SHADOW);
        domain.select("old");
        for (int i = 0; i < 60; i++) {
            Phase next = i % 2 == 0 ? Phase.ACTIVE : Phase.SHADOW;
            domain.state.changes().changePhase(domain.state.experiments().get(0), next, "again", domain.nowMs);
        }
        assertThat(domain.status("old", 1)).isEqualTo(Status.RECORDED);
        assertThat(domain.state.stats().experiments().get(0).closed()).hasSize(50);
        assertThat(domain.state.stats().experiments().get(0).segment()).isEqualTo(61);
    }

    @Test
    void decisionOfAVariantThatIsGoneCanStillBeExplained() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withFlags().withExperiment(EXPERIMENT, Phase.ACTIVE);
        Select select = new Select("explained", DomainFixture.ARMS, Context.NONE, null, null, true);
        Decision before = (Decision) domain.state.select(select, domain.nowMs);
        ExperimentState experiment = domain.state.experiments().get(0);
        domain.state.changes().changePhase(experiment, Phase.STOPPED, "done", domain.nowMs);
        domain.state.changes().deleteExperiment(experiment, domain.nowMs);
        domain.withExperiment(renamed(EXPERIMENT), Phase.SHADOW);
        Decision after = (Decision) domain.state.select(select, domain.nowMs);
        assertThat(after.arm()).isEqualTo(before.arm());
        assertThat(Objects.requireNonNull(after.explanation()).scores()).isNull();
    }

    /** The same experiment with variants of other names. */
    private static ExperimentSpec renamed(ExperimentSpec spec) {
        return new ExperimentSpec(
                spec.experiment(),
                "new-" + spec.control(),
                spec.allocation(),
                spec.salt(),
                spec.resolution(),
                spec.exposureBps(),
                spec.learningScope(),
                spec.variants().stream()
                        .map(variant -> new ExperimentSpec.Variant(
                                "new-" + variant.variant(), variant.weight(), variant.policy()))
                        .toList());
    }

    @Test
    void harnessOffMeansTheCorePolicyAtOnce() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withFlags().withExperiment(EXPERIMENT, Phase.ACTIVE);
        assertThat(domain.select("on").reason()).isEqualTo(Reason.VARIANT);
        domain.state.changes().flags(Flags.OFF, domain.nowMs);
        Decision off = domain.select("off");
        assertThat(off.reason()).isEqualTo(Reason.CORE_POLICY);
        assertThat(off.variant()).isNull();
        assertThat(off.policy()).isEqualTo("ucb1");
    }

    @Test
    void linTsIsNeverSelectedWhileItsFlagIsOff() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withExperiment(EXPERIMENT, Phase.ACTIVE);
        domain.state.changes().flags(new Flags(true, false), domain.nowMs);
        for (int i = 0; i < 200; i++) {
            Decision decision = domain.select("d" + i);
            assertThat(decision.policy()).isEqualTo("thompson");
            boolean treatment = "treatment".equals(decision.variant());
            assertThat(decision.reason()).isEqualTo(treatment ? Reason.FALLBACK : Reason.VARIANT);
            assertThat(decision.fallbackCause()).isEqualTo(treatment ? FallbackCause.FLAG_OFF : null);
            domain.reward("d" + i, 0.5);
        }
        VariantStats treatment = variants(domain).get(1);
        assertThat(treatment.realised().n())
                .as("what a substitute earned says nothing of it")
                .isZero();
        assertThat(treatment.counterfactual().n()).isZero();
    }

    @Test
    void coreLinTsFallsBackToAPolicyThatLearnedMeanwhile() {
        DomainFixture domain = new DomainFixture(PolicyType.LIN_TS_DIAG);
        for (int i = 0; i < 300; i++) {
            Decision decision = domain.select("d" + i);
            assertThat(decision.reason()).isEqualTo(Reason.FALLBACK);
            domain.reward("d" + i, decision.arm().equals("modelC") ? 1 : 0);
        }
        assertThat(domain.select("last").propensity()).isGreaterThan(0.5);
    }

    @Test
    void contextIsLearnedFrom() {
        DomainFixture domain = new DomainFixture(PolicyType.LIN_TS_DIAG).withFlags();
        domain.live(3_000, 5);
        double worth = 0;
        for (int i = 0; i < 300; i++) {
            Decision decision = domain.select("late-" + i);
            worth += DomainFixture.worth("late-" + i, decision.arm());
        }
        // best arm per context: 0.9 and 0.7, a third is code: 0.767; best single arm: 0.533; half way is 0.65
        assertThat(worth / 300).isGreaterThan(0.70);
    }

    @Test
    void closedDomainServesOnlyItsArmsAndSaysSoWhenNoneIsLeft() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1);
        assertThat(((Decision) domain.answer("d", null, List.of("unheard", "modelB"))).arm())
                .isEqualTo("modelB");
        Refusal refusal = (Refusal) domain.answer("e", null, List.of("unheard"));
        assertThat(refusal.code()).isEqualTo(Refusal.Code.NO_LIVE_CANDIDATE);
        assertThat(domain.state.stats().counts().refusals()).containsEntry(Refusal.Code.NO_LIVE_CANDIDATE, 1L);
    }

    @Test
    void vectorMustFitTheDimension() {
        DomainFixture domain = new DomainFixture(PolicyType.LIN_TS_DIAG).withFlags();
        Select tooLong = new Select("d", List.of(), new Context.Vector(new double[32]), null, null, false);
        assertThat(((Refusal) domain.state.select(tooLong, domain.nowMs))
                        .errors()
                        .get(0)
                        .pointer())
                .isEqualTo("/context/vector");
        Select fits = new Select("e", List.of(), new Context.Vector(new double[31]), null, null, false);
        assertThat(domain.state.select(fits, domain.nowMs)).isInstanceOf(Decision.class);
    }

    @Test
    void onlyOneExperimentDecidesAndAStoppedOneStaysStopped() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withFlags().withExperiment(EXPERIMENT, Phase.ACTIVE);
        domain.withExperiment(DomainFixture.experiment("other", PolicyType.UCB1, PolicyType.THOMPSON), Phase.SHADOW);
        var other = Objects.requireNonNull(domain.state.experiment("other"));
        var first = Objects.requireNonNull(domain.state.experiment("lints-vs-core"));
        assertThat(domain.state.changes().changePhase(other, Phase.ACTIVE, "", 1))
                .isPresent();
        assertThat(domain.state.changes().deleteExperiment(first, 1)).isPresent();
        assertThat(domain.state.changes().changePhase(first, Phase.STOPPED, "", 1))
                .isEmpty();
        assertThat(domain.state.changes().changePhase(first, Phase.SHADOW, "", 1))
                .isPresent();
        assertThat(domain.state.changes().changePhase(other, Phase.ACTIVE, "", 1))
                .isEmpty();
        assertThat(domain.state.changes().deleteExperiment(first, 1)).isEmpty();
    }

    @Test
    void loggedPropensitiesAreThoseThatWereDrawnFrom() {
        DomainFixture domain =
                new DomainFixture(PolicyType.GAUSSIAN_THOMPSON).withFlags().withExperiment(EXPERIMENT, Phase.ACTIVE);
        domain.live(5_000, 11);
        DomainStats.Audit audit = domain.state.stats().audit();
        // a healthy audit fires once in a thousand lives
        assertThat(audit.fired()).isFalse();
        assertThat(audit.decisions()).isEqualTo(5_000);
    }

    @Test
    void tenantsAreCountedApart() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1);
        domain.state.select(new Select("a", List.of(), Context.NONE, null, "acme", false), domain.nowMs);
        domain.state.select(new Select("b", List.of(), Context.NONE, null, "other", false), domain.nowMs);
        domain.reward("a", 1);
        assertThat(domain.state.stats("acme").counts().outcomes()).isEqualTo(1);
        assertThat(domain.state.stats("other").counts().pending()).isEqualTo(1);
        assertThat(domain.state.stats("nobody").counts().selects()).isZero();
        assertThat(domain.state.stats().counts().selects()).isEqualTo(2);
    }

    private static List<VariantStats> variants(DomainFixture domain) {
        return domain.state.stats().experiments().get(0).variants();
    }
}
