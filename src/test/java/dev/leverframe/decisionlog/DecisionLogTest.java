package dev.leverframe.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.JournaledDomain;
import dev.leverframe.testing.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows there are, and what is joined to them. */
class DecisionLogTest {
    private static final StreamId STREAM = new StreamId("analysis", 1);

    private final MemoryJournal journal = new MemoryJournal();
    private final JournaledDomain domain = new JournaledDomain(journal, STREAM, PolicyType.THOMPSON, false);

    private List<LogRow> rows(LogQuery query) {
        List<LogRow> rows = new ArrayList<>();
        try (Walk<LogRow> walk = new DecisionLog(journal).rows(query)) {
            walk.forEachRemaining(rows::add);
        }
        assertThat(journal.openWalks()).isZero();
        return rows;
    }

    @Test
    void everyDecisionHasOneRowWithItsOutcome() {
        domain.select("first");
        domain.select("second");
        domain.select("third");
        domain.reward("second", null, 0.25);
        domain.reward("first", null, 0.75);
        domain.reward(null, "modelB", 0.5);
        List<LogRow> rows = rows(LogQuery.ALL);
        assertThat(rows).extracting(LogRow::sequence).containsExactly(2L, 3L, 4L, 7L);
        assertThat(rows.subList(0, 3))
                .extracting(row -> ((Decided) row).reward())
                .containsExactly(0.75, 0.25, null);
        assertThat(((LogRow.Unattributed) rows.get(3)).outcome().arm()).isEqualTo("modelB");
    }

    @Test
    void lostFactsAreAGapAndTruncatedOnesAreNot() {
        domain.live(20, 1);
        journal.remove(STREAM, 1, 3);
        journal.remove(STREAM, 8, 11);
        List<LogRow.Gap> gaps = rows(LogQuery.ALL).stream()
                .filter(LogRow.Gap.class::isInstance)
                .map(LogRow.Gap.class::cast)
                .toList();
        assertThat(gaps).hasSize(1);
        assertThat(gaps.get(0).sequence()).isEqualTo(8);
        assertThat(gaps.get(0).missing()).isEqualTo(4);
    }

    @Test
    void timesNarrowDecisionsAndNotTheirOutcomes() {
        domain.select("before");
        long fromMs = domain.nowMs + 1;
        domain.select("within");
        long toMs = domain.nowMs + 1;
        domain.select("after");
        domain.reward("within", null, 0.5);
        domain.reward("before", null, 0.5);
        assertThat(rows(new LogQuery("analysis", fromMs, toMs))).singleElement().satisfies(row -> {
            assertThat(((Decided) row).decision().decisionId()).isEqualTo("within");
            assertThat(((Decided) row).reward()).isEqualTo(0.5);
        });
    }

    @Test
    void domainsComeOneAfterTheOtherAndTheRegistryHasNoRows() {
        journal.append(StreamId.REGISTRY, new Fact.DomainOpened(0, "analysis", 1));
        new JournaledDomain(journal, new StreamId("other", 1), PolicyType.GREEDY, false).select("o");
        domain.select("a");
        assertThat(rows(LogQuery.ALL)).extracting(row -> row.stream().domain()).containsExactly("analysis", "other");
        assertThat(rows(LogQuery.of("other"))).hasSize(1);
        assertThat(rows(LogQuery.of("unheard"))).isEmpty();
        assertThat(new DecisionLog(journal).knows("other")).isTrue();
        assertThat(new DecisionLog(journal).knows("unheard")).isFalse();
    }

    /** An id may be used again once it is forgotten; each of its decisions has its own outcome. */
    @Test
    void outcomeBelongsToTheLastDecisionOfItsId() {
        domain.select("same");
        domain.nowMs += 2_000_000;
        domain.state.expire(domain.nowMs);
        domain.select("same");
        domain.reward("same", null, 0.5);
        assertThat(rows(LogQuery.ALL))
                .extracting(row -> ((Decided) row).reward())
                .containsExactly(null, 0.5);
        assertThat(new DecisionLog(journal).find("same", null).orElseThrow().reward())
                .isEqualTo(0.5);
        assertThat(new DecisionLog(journal).find("same", "other")).isEmpty();
    }

    @Test
    void outcomeBeyondTheBoundIsLookedUp() {
        domain.select("early");
        Fact filler = new Fact.OutcomeDiscarded(domain.nowMs, Fact.Discarded.LATE);
        for (int i = 0; i < OutcomeScout.AHEAD_MAX; i++) {
            journal.append(STREAM, filler);
        }
        journal.append(STREAM, new OutcomeRecorded(domain.nowMs, "early", null, "modelA", 0.5, null, List.of()));
        journal.append(STREAM, filler);
        assertThat(rows(LogQuery.ALL))
                .singleElement()
                .extracting(row -> ((Decided) row).reward())
                .isEqualTo(0.5);
    }
}
