package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.model.Context;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.OutcomeReceipt.Status;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateSnapshotTest {
    private static final DomainSpec SPEC = DomainFixture.spec(PolicySpec.of(PolicyType.THOMPSON));

    private final DomainFixture domain = new DomainFixture(PolicyType.THOMPSON).withFlags();

    /** Facts are numbered from 1; the fixture keeps all of them. */
    private DomainState restored(Snapshot snapshot, Limits limits) {
        return DomainState.restore(
                snapshot, limits, number -> (DecisionMade) domain.facts.get((int) number - 1), fact -> {});
    }

    @Test
    void aNewDomainBeginsWithTheFactThatSaysItAll() {
        List<Fact> facts = new ArrayList<>();
        DomainState created = DomainState.create(SPEC, Limits.DEFAULT, facts::add, 5);
        Fact.DomainConfigured first = new Fact.DomainConfigured(5, SPEC);
        assertThat(facts).containsExactly(first);
        assertThat(created.sequence()).isEqualTo(1);
        assertThat(created.version()).isEqualTo(1);
        DomainState begun = DomainState.begin(first, Limits.DEFAULT, facts::add);
        assertThat(facts).hasSize(1);
        assertThat(begun.snapshot()).isEqualTo(created.snapshot());
        assertThat(begun.remembersFrom()).as("nothing").isEqualTo(2);
    }

    @Test
    void decisionsAreReferredToByTheNumbersOfTheirFacts() {
        domain.select("a");
        domain.select("b");
        domain.reward("a", 1);
        assertThat(domain.state.remembersFrom()).isEqualTo(2);
        assertThat(domain.state.remembered())
                .extracting(DomainState.Remembered::sequence)
                .containsExactly(2L, 3L);
        assertThat(domain.state.remembered())
                .extracting(remembered -> remembered.decision().decisionId())
                .containsExactly("a", "b");
        assertThat(domain.state.snapshot().part("records").part("decisions").counts("numbers"))
                .containsExactly(2, 3);
    }

    @Test
    void afterARestoreTheSameDecisionIdGivesTheSameDecisionAndADuplicateIsOne() {
        domain.live(50, 3);
        var first = domain.select("again");
        domain.reward("again", 1);
        DomainState restored = restored(domain.state.snapshot(), Limits.DEFAULT);
        DomainFixture after = new DomainFixture(restored, domain.nowMs);
        assertThat(after.select("again")).isEqualTo(first);
        assertThat(after.status("again", 0)).isEqualTo(Status.DUPLICATE);
    }

    @Test
    void recomputingADecisionChangesNothing() {
        domain.withExperiment(
                DomainFixture.experiment("e", PolicyType.GAUSSIAN_THOMPSON, PolicyType.LIN_TS_FULL), Phase.ACTIVE);
        domain.live(60, 4);
        Snapshot before = domain.state.snapshot();
        DomainStats figures = domain.state.stats();
        domain.facts.stream()
                .filter(DecisionMade.class::isInstance)
                .forEach(fact ->
                        assertThat(domain.state.redecide((DecisionMade) fact)).isNotNull());
        assertThat(domain.state.snapshot()).isEqualTo(before);
        assertThat(domain.state.stats()).isEqualTo(figures);
    }

    @Test
    void anImportedRewardTeachesEverybodyAndEntersNoFigure() {
        domain.withExperiment(DomainFixture.experiment("e", PolicyType.THOMPSON, PolicyType.UCB1), Phase.SHADOW);
        DomainStats before = domain.state.stats();
        for (int i = 0; i < 30; i++) {
            assertThat(domain.state.importReward("i" + i, Context.NONE, "modelB", 1, domain.nowMs))
                    .isEmpty();
        }
        List<double[]> learned = new ArrayList<>();
        domain.state
                .knowledge()
                .forLearners(learner ->
                        learned.add(learner.memory().get(learner.memory().has("successes") ? "successes" : "counts")));
        assertThat(learned).hasSize(4).allMatch(counts -> counts[1] == 30);
        DomainStats after = domain.state.stats();
        assertThat(after.counts().imported()).isEqualTo(30);
        assertThat(after.counts().outcomes()).isZero();
        assertThat(after.arms()).isEqualTo(before.arms());
        assertThat(after.experiments()).isEqualTo(before.experiments());
        assertThat(after.audit()).isEqualTo(before.audit());
        assertThat(domain.state.knowledge().armMeans.mean(1)).isEqualTo(0.5);
    }

    @Test
    void whatCannotBeImportedIsRefusedAndMakesNoFact() {
        int facts = domain.facts.size();
        Context wide = new Context.Vector(new double[40]);
        assertThat(domain.state.importReward("i", Context.NONE, "nobody", 1, 0).map(Refusal::code))
                .contains(Refusal.Code.UNPROCESSABLE);
        assertThat(domain.state
                        .importReward("i", Context.NONE, "modelA", 1.5, 0)
                        .map(Refusal::code))
                .contains(Refusal.Code.INVALID_FIELD);
        assertThat(domain.state
                        .importReward("i", Context.NONE, "modelA", Double.NaN, 0)
                        .map(Refusal::code))
                .contains(Refusal.Code.INVALID_FIELD);
        assertThat(domain.state.importReward("i", wide, "modelA", 1, 0).map(Refusal::code))
                .contains(Refusal.Code.INVALID_FIELD);
        assertThat(domain.facts).hasSize(facts);
    }

    @Test
    void boundsAreThoseOfTheSnapshotUntilToldOtherwise() {
        domain.live(50, 5);
        DomainState restored = restored(domain.state.snapshot(), new Limits(256, 256, 256, 1000, 10, 16));
        assertThat(restored.snapshot()).isEqualTo(domain.state.snapshot());
        assertThat(restored.bound(Limits.DEFAULT)).isFalse();
        assertThat(restored.bound(new Limits(256, 256, 256, 1000, 10, 16))).isTrue();
        new DomainFixture(restored, domain.nowMs).select("one-more");
        assertThat(restored.remembered()).hasSize(10);
    }

    static Stream<Fact> foreign() {
        return Stream.of(
                new Fact.DomainOpened(0, "analysis", 1),
                new Fact.DomainDeleted(0, "analysis", 1),
                new Fact.SettingsRead(0, Flags.OFF, List.of()));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void factsOfTheRegistryAreNotForADomain(Fact fact) {
        long before = domain.state.sequence();
        assertThatThrownBy(() -> domain.state.apply(fact))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be of a domain");
        assertThat(domain.state.sequence()).isEqualTo(before);
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedWithItsPlace() {
        domain.withExperiment(DomainFixture.experiment("e", PolicyType.THOMPSON, PolicyType.LIN_TS_FULL), Phase.SHADOW);
        domain.live(90, 6);
        Snapshot whole = domain.state.snapshot();
        assertRefused(Snapshot.EMPTY, "knowledge: spec must be DomainConfigured, got null");
        assertRefused(
                without(whole, "knowledge", "experiments", "learners", "treatment", "policy", "factor/0"),
                "knowledge: experiments[0]: treatment: policy: the arrays of regression /0 do not fit together");
        assertRefused(
                without(whole, "knowledge", "experiments", "segments", "phase"),
                "knowledge: experiments[0]: segments[0]: phase must be one of [shadow, active, stopped], got null");
        assertRefused(
                without(whole, "records", "tallies", "arm_pulls"),
                "records: tallies: java.lang.ArrayIndexOutOfBoundsException");
        assertThatThrownBy(() -> DomainState.restore(whole, Limits.DEFAULT, number -> null, fact -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("records: decisions: ")
                .hasMessageContaining("there is no decision");
    }

    private void assertRefused(Snapshot broken, String where) {
        assertThatThrownBy(() -> restored(broken, Limits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(where);
    }

    /** The same without the value at the end of this path, in the first part where there are several. */
    private static Snapshot without(Snapshot snapshot, String... path) {
        Snapshot.Builder changed = Snapshot.builder();
        snapshot.values().forEach((name, value) -> {
            if (!name.equals(path[0])) {
                changed.put(name, value);
            } else if (path.length > 1) {
                List<Snapshot> parts = new ArrayList<>(snapshot.parts(name));
                parts.set(
                        0,
                        without(
                                parts.get(0),
                                List.of(path).subList(1, path.length).toArray(String[]::new)));
                changed.parts(name, parts);
            }
        });
        return changed.build();
    }
}
