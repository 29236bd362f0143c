package dev.leverframe.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.Limits;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Snapshot;
import dev.leverframe.replay.Recomputed.Verdict;
import dev.leverframe.testing.JournaledDomain;
import dev.leverframe.testing.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Old decisions and whole logs, made again. */
class RecomputationTest {
    private static final StreamId STREAM = new StreamId("analysis", 1);
    private static final long AMPLE_MS = 60_000;

    private final MemoryJournal journal = new MemoryJournal();
    private final JournaledDomain domain =
            new JournaledDomain(journal, STREAM, PolicyType.LIN_TS_DIAG, false).withExperiment();
    private final Recomputation recomputation = new Recomputation(journal, Limits.DEFAULT, () -> 0, AMPLE_MS);

    private List<Numbered> decisions() {
        List<Numbered> decisions = new ArrayList<>();
        try (var facts = journal.facts(STREAM, 1)) {
            facts.forEachRemaining(numbered -> {
                if (numbered.fact() instanceof DecisionMade) {
                    decisions.add(numbered);
                }
            });
        }
        return decisions;
    }

    private Recomputed recompute(Numbered decision) {
        return recomputation.recompute(STREAM, decision.sequence(), (DecisionMade) decision.fact());
    }

    private static Fact halved(Fact fact) {
        OutcomeRecorded outcome = (OutcomeRecorded) fact;
        return new OutcomeRecorded(
                outcome.atMs(),
                outcome.decisionId(),
                outcome.outcomeId(),
                outcome.arm(),
                outcome.reward() / 2,
                outcome.components(),
                outcome.missing());
    }

    /** Changes the first outcome after a number, which the decisions after it rest on. */
    private void tamper(long after) {
        long sequence = after;
        try (var facts = journal.facts(STREAM, after)) {
            Numbered next = facts.next();
            while (!(next.fact() instanceof OutcomeRecorded outcome && outcome.reward() > 0.1)) {
                next = facts.next();
            }
            sequence = next.sequence();
        }
        journal.replace(STREAM, sequence, RecomputationTest::halved);
    }

    @Test
    void everyDecisionComesOutTheSame() {
        domain.live(60, 1);
        domain.snapshot();
        domain.nowMs += 1;
        for (int i = 0; i < 20; i++) {
            domain.select("late-" + i);
        }
        assertThat(decisions()).hasSize(80).allSatisfy(decision -> {
            Recomputed recomputed = recompute(decision);
            assertThat(recomputed.verdict()).as(recomputed.detail()).isEqualTo(Verdict.AGREES);
            assertThat(recomputed.stateVersion()).isEqualTo(decision.sequence() - 1);
            assertThat(recomputed.explanation().scores()).isNotNull();
        });
        assertThat(journal.openWalks()).isZero();
    }

    @Test
    void decisionThatRestsOnSomethingElseSaysWhereItDiffers() {
        domain.live(60, 1);
        tamper(20);
        List<Numbered> decisions = decisions();
        Recomputed recomputed = recompute(decisions.get(decisions.size() - 1));
        assertThat(recomputed.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(recomputed.detail()).matches("\\w+: recorded .+, recomputed .+");
    }

    @Test
    void defectiveSnapshotGivesWayToTheOneBefore() {
        domain.live(30, 1);
        domain.snapshot();
        domain.select("between");
        journal.snapshot(
                STREAM,
                domain.state.sequence(),
                Snapshot.builder().text("nonsense", "x").build());
        domain.select("last");
        List<Numbered> decisions = decisions();
        assertThat(recompute(decisions.get(decisions.size() - 1)).verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void whatIsNoLongerKeptCannotBeMadeAgain() {
        domain.live(30, 1);
        journal.remove(STREAM, 1, 20);
        List<Numbered> decisions = decisions();
        Recomputed recomputed = recompute(decisions.get(decisions.size() - 1));
        assertThat(recomputed.verdict()).isEqualTo(Verdict.IMPOSSIBLE);
        assertThat(recomputed.detail()).contains("from 21 on");
        assertThat(recomputed.explanation().draw()).isBetween(0.0, 1.0);
    }

    @Test
    void replayThatTakesTooLongIsGivenUp() {
        domain.live(30, 1);
        AtomicLong nanos = new AtomicLong();
        Recomputation hurried = new Recomputation(journal, Limits.DEFAULT, () -> nanos.addAndGet(1_000_000), 20);
        List<Numbered> decisions = decisions();
        Numbered last = decisions.get(decisions.size() - 1);
        Recomputed recomputed = hurried.recompute(STREAM, last.sequence(), (DecisionMade) last.fact());
        assertThat(recomputed.verdict()).isEqualTo(Verdict.IMPOSSIBLE);
        assertThat(recomputed.detail()).contains("within 20 ms");
        assertThat(journal.openWalks()).isZero();
    }

    @Test
    void wholeLogAgreesWithItsSnapshots() {
        domain.live(40, 1);
        domain.snapshot();
        domain.select("between");
        domain.snapshot();
        StreamReplay.Report report = StreamReplay.run(journal, STREAM, Limits.DEFAULT);
        assertThat(report.difference()).isNull();
        assertThat(report.notes()).isEmpty();
        assertThat(report.facts()).isEqualTo(domain.state.sequence());
        assertThat(report.decisions()).isEqualTo(decisions().size());
        assertThat(report.snapshots()).isEqualTo(2);
    }

    @Test
    void firstDifferenceOfALogIsReported() {
        domain.live(40, 1);
        tamper(20);
        assertThat(StreamReplay.run(journal, STREAM, Limits.DEFAULT).difference())
                .startsWith("decision d-");
    }

    @Test
    void snapshotThatSaysSomethingElseIsReported() {
        domain.live(40, 1);
        domain.snapshot();
        long at = domain.state.sequence();
        domain.select("after");
        journal.snapshot(
                STREAM, at, withAnotherSequence(journal.snapshot(STREAM, at).state()));
        assertThat(StreamReplay.run(journal, STREAM, Limits.DEFAULT).difference())
                .startsWith("snapshot at " + at + ": /sequence: kept [99]");
    }

    private static Snapshot withAnotherSequence(Snapshot snapshot) {
        Snapshot.Builder changed = Snapshot.builder().counts("sequence", 99);
        snapshot.values().forEach((name, value) -> {
            if (!name.equals("sequence")) {
                changed.put(name, value);
            }
        });
        return changed.build();
    }

    @Test
    void gapIsPassedByTheNextSnapshot() {
        domain.live(40, 1);
        domain.reward("d-39", null, 0.5);
        long lost = domain.state.sequence();
        domain.reward("d-38", null, 0.5);
        domain.snapshot();
        domain.select("after");
        journal.remove(STREAM, lost, lost);
        StreamReplay.Report report = StreamReplay.run(journal, STREAM, Limits.DEFAULT);
        assertThat(report.difference()).isNull();
        assertThat(report.notes()).anyMatch(note -> note.contains("are missing"));
    }

    @Test
    void logWithoutABeginningIsNotCalledSound() {
        domain.live(40, 1);
        journal.remove(STREAM, 1, 3);
        assertThat(StreamReplay.run(journal, STREAM, Limits.DEFAULT).difference())
                .contains("cannot be replayed");
    }
}
