package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.DomainConfigured;
import dev.leverframe.model.Snapshot;
import dev.leverframe.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The state that served, the state that its facts give, and the state that a snapshot and the later facts give are one. */
class ReplayTest {
    private static final int HISTORIES = 80;
    private static final int STEPS = 700;

    /** What the histories together have met, so that none of it is proved of nothing. */
    private final Map<String, Long> met = new TreeMap<>();

    @Test
    void replayGivesTheStateThatServedBitForBit() {
        Property.forAll(HISTORIES, seed -> {
            RandomHistory history = new RandomHistory(seed).live(STEPS);
            DomainState replayed = begun(history);
            proceed(replayed, history.facts.subList(1, history.facts.size()));
            assertSame(replayed, history.state);
            note(history);
        });
        assertThat(met).allSatisfy((what, times) -> assertThat(times).as(what).isPositive());
    }

    @Test
    void aSnapshotAndTheFactsAfterItGiveTheStateThatServed() {
        Property.forAll(HISTORIES, seed -> {
            RandomHistory history = new RandomHistory(seed).live(STEPS);
            List<Fact> facts = history.facts;
            Random random = new Random(-seed);
            List<DomainState> states = new ArrayList<>(List.of(begun(history)));
            for (int done = 1; done < facts.size(); ) {
                int next = Math.min(facts.size(), done + 1 + random.nextInt(facts.size() / 2));
                List<Fact> more = facts.subList(done, next);
                states.forEach(state -> proceed(state, more));
                states.add(restored(states.get(0).snapshot(), history));
                done = next;
            }
            states.forEach(state -> assertSame(state, history.state));
        });
    }

    private static DomainState begun(RandomHistory history) {
        return DomainState.begin((DomainConfigured) history.facts.get(0), history.limits, ReplayTest::nobody);
    }

    /** Every decision is made again right before it is applied. */
    private static void proceed(DomainState state, List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact instanceof DecisionMade decision) {
                assertThat(state.redecide(decision)).isEqualTo(decision);
            }
            state.apply(fact);
        }
    }

    private static DomainState restored(Snapshot snapshot, RandomHistory history) {
        return DomainState.restore(
                snapshot,
                history.limits,
                number -> (DecisionMade) history.facts.get((int) number - 1),
                ReplayTest::nobody);
    }

    private static void nobody(Fact fact) {
        throw new AssertionError("a replay makes no facts, got " + fact);
    }

    private static void assertSame(DomainState one, DomainState other) {
        assertThat(one.sequence()).isEqualTo(other.sequence());
        assertThat(one.snapshot().values()).isEqualTo(other.snapshot().values());
        assertThat(figures(one)).isEqualTo(figures(other));
        assertThat(one.remembered()).isEqualTo(other.remembered());
        assertThat(one.remembered()).allMatch(each -> each.decision().forWaiting() == each.decision(), "fit to wait");
        one.experiments().forEach(each -> {
            String name = each.spec().experiment();
            assertThat(one.report(name, 2_000_000)).isEqualTo(other.report(name, 2_000_000));
        });
        assertThat(one.remembersFrom()).isEqualTo(other.remembersFrom());
        assertThat(one.spec()).isEqualTo(other.spec());
        assertThat(one.version()).isEqualTo(other.version());
    }

    /** Without the refusals, which are no facts. */
    private static List<Object> figures(DomainState state) {
        DomainStats stats = state.stats();
        DomainStats.Counts c = stats.counts();
        DomainStats.Counts counted = new DomainStats.Counts(
                c.selects(),
                c.outcomes(),
                c.pending(),
                c.unattributed(),
                c.imported(),
                c.duplicates(),
                c.late(),
                c.unknown(),
                c.expired(),
                c.evicted(),
                c.fallbacks(),
                Map.of());
        return List.of(
                counted,
                stats.audit(),
                stats.features(),
                stats.arms(),
                stats.experiments(),
                stats.broken(),
                stats.policy(),
                state.stats("tenant1"));
    }

    private void note(RandomHistory history) {
        DomainStats stats = history.state.stats();
        DomainStats.Counts counts = stats.counts();
        note("unattributed", counts.unattributed());
        note("imported", counts.imported());
        note("duplicates", counts.duplicates());
        note("late", counts.late());
        note("unknown", counts.unknown());
        note("expired", counts.expired());
        note("evicted", counts.evicted());
        note("fallbacks", counts.fallbacks().size());
        note("audited", stats.audit().decisions());
        note("numerical errors", stats.audit().errorMax() > 0 ? 1 : 0);
        note("remembered", history.state.remembered().size());
        for (DomainStats.Health health : DomainStats.Health.values()) {
            note(
                    health.word(),
                    stats.broken().stream()
                            .filter(broken -> broken.health() == health)
                            .count());
        }
        for (var experiment : history.state.experiments()) {
            ExperimentReport report = history.state
                    .report(experiment.spec().experiment(), 2_000_000)
                    .orElseThrow();
            note(report.unit().word(), 1);
            note("mature", report.maturity().mature());
            note("missing", report.maturity().missing());
            note("epochs that go on", report.epoch() < report.segment() ? 1 : 0);
            note(
                    "evidence carried",
                    report.segments().stream().anyMatch(each -> each.epoch() == report.epoch()) ? 1 : 0);
        }
        for (Fact fact : history.facts) {
            note(fact.getClass().getSimpleName(), 1);
            if (fact instanceof DecisionMade decision) {
                note(decision.policy(), 1);
                note(decision.reason().word(), 1);
                note("long contexts", decision.forWaiting() == decision ? 0 : 1);
            }
        }
    }

    private void note(String what, long times) {
        met.merge(what, times, Long::sum);
    }
}
