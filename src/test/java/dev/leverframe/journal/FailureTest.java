package dev.leverframe.journal;

import static dev.leverframe.journal.Bench.A;
import static dev.leverframe.journal.Bench.B;
import static dev.leverframe.journal.Told.about;
import static dev.leverframe.journal.Told.numbers;
import static dev.leverframe.journal.Told.outcomes;
import static dev.leverframe.journal.Told.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leverframe.journal.Bench.Engine;
import dev.leverframe.journal.CommitJournal.Options;
import dev.leverframe.journal.StreamOwner.Remembered;
import dev.leverframe.journal.StreamOwner.Whole;
import dev.leverframe.journal.Told.Awaited;
import dev.leverframe.model.Fact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails: what was acknowledged stays, what was not is not claimed, and the journal comes back by itself. */
@Timeout(120)
class FailureTest {
    private static final Options DISK = Options.PROCESS.withSync(true);
    private static final String FULL = "no space is left";

    @TempDir
    Path dir;

    /** An owner that applies outcomes and remembers decisions, and tells its state when the test lets it. */
    private static final class Owner implements StreamOwner {
        final LinkedBlockingQueue<JournalStream> asked = new LinkedBlockingQueue<>();
        final List<Remembered> remembered = new ArrayList<>();
        final JournalStream stream;
        long applied;

        Owner(Bench bench, StreamId id) {
            applied = new StoreReader(bench.store).last(id);
            stream = bench.journal.open(id, applied, this);
        }

        String outcome() {
            applied++;
            return Bench.end(stream, outcomes(applied, applied));
        }

        Awaited outcomeLater() {
            applied++;
            Awaited receipt = new Awaited();
            stream.append(outcomes(applied, applied), receipt);
            return receipt;
        }

        void decision(String id) {
            applied++;
            Fact.DecisionMade made = Told.decision(id, applied);
            remembered.add(new Remembered(applied, made));
            stream.append(List.of(made), Receipt.NOBODY);
        }

        @Override
        public void rebase(JournalStream journal) {
            asked.add(journal);
        }

        void answer() {
            asked.clear();
            stream.rebase(new Whole(applied, state(applied), remembered));
        }

        void awaitAsked() {
            await().until(() -> !asked.isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsNothingWhileTheDiskIsFullAndComesBack(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Owner owner = new Owner(bench, A);
            owner.decision("kept");
            assertThat(owner.outcome()).isEmpty();

            bench.store.failWrites(FULL);
            bench.store.failReopening(FULL);
            owner.decision("lost");
            assertThat(owner.outcome()).isEqualTo(FULL);
            assertThat(owner.outcome()).isEqualTo(FULL);
            assertThat(bench.journal.status().failure()).isEqualTo(FULL);
            assertThat(bench.journal.status().accepts()).isFalse();
            assertThat(numbers(bench.reader(), A)).containsExactly(1L, 2L);
            assertThat(owner.asked).isEmpty();

            bench.store.failWrites(null);
            bench.store.failReopening(null);
            owner.awaitAsked();
            assertThat(bench.journal.status().failure()).isEqualTo(FULL);
            assertThat(owner.outcome()).isEqualTo(FULL);
            owner.answer();
            await().until(() -> bench.journal.status().accepts());
            assertThat(owner.outcome()).isEmpty();

            bench.restart();
            assertThat(numbers(bench.reader(), A)).containsExactly(1L, 2L, 3L, 7L);
            assertThat(bench.reader().snapshots(A)).containsExactly(6L);
            assertThat(bench.reader().snapshot(A, 6).state()).isEqualTo(state(6));
            assertThat(about(bench.reader(), "kept")).containsExactly(1L);
            assertThat(about(bench.reader(), "lost")).containsExactly(3L);
            assertThat(about(bench.reader(), "d4")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsWhatIsLost(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Owner owner = new Owner(bench, A);
            bench.store.failWrites(FULL);
            owner.outcome();
            owner.outcome();
            assertThat(bench.journal.figures().lostFacts()).isEqualTo(2);
            assertThat(bench.journal.figures().failures()).isOne();
            assertThat(bench.journal.figures().facts()).isZero();
            assertThat(bench.journal.figures().waiting()).isZero();
        }
    }

    /** The facts are in the files, as after a real fsync error: they were not acknowledged, so they must not be there. */
    @ParameterizedTest
    @EnumSource
    void afterASyncErrorNothingCountsThatWasNotSyncedBefore(Engine engine) {
        try (Bench bench = new Bench(engine, dir, DISK)) {
            Owner owner = new Owner(bench, A);
            Owner other = new Owner(bench, B);
            assertThat(owner.outcome()).isEmpty();
            assertThat(other.outcome()).isEmpty();
            other.decision("written, not synced");
            await().until(() -> numbers(bench.reader(), B).size() == 2);

            bench.store.failSyncs("fsync failed");
            bench.store.failReopening("not yet");
            assertThat(owner.outcome()).isEqualTo("fsync failed");
            assertThat(numbers(bench.reader(), A)).containsExactly(1L, 2L);
            bench.store.failSyncs(null);
            bench.store.failReopening(null);
            owner.awaitAsked();
            assertThat(numbers(bench.reader(), A)).containsExactly(1L);
            assertThat(numbers(bench.reader(), B)).containsExactly(1L);
            assertThat(about(bench.reader(), "d2")).isEmpty();

            owner.answer();
            assertThat(bench.journal.status().accepts()).isFalse();
            other.answer();
            await().until(() -> bench.journal.status().accepts());
            assertThat(numbers(bench.reader(), B)).containsExactly(1L, 2L);
            assertThat(owner.outcome()).isEmpty();
            bench.restart();
            assertThat(numbers(bench.reader(), A)).containsExactly(1L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatWaitsBehindAFailureIsLost(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Owner owner = new Owner(bench, A);
            Owner other = new Owner(bench, B);
            assertThat(owner.outcome()).isEmpty();
            bench.store.hold();
            List<Awaited> receipts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                receipts.add(owner.outcomeLater());
                receipts.add(other.outcomeLater());
            }
            bench.store.failWrites(FULL);
            bench.store.release();
            assertThat(receipts)
                    .allSatisfy(receipt -> assertThat(receipt.join()).isEqualTo(FULL));
            assertThat(numbers(bench.reader(), A)).containsExactly(1L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksAgainWhereTheAnswerCouldNotBeWritten(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Owner owner = new Owner(bench, A);
            assertThat(owner.outcome()).isEmpty();
            bench.store.failWrites(FULL);
            owner.outcome();
            owner.awaitAsked();
            owner.answer();
            owner.awaitAsked();
            assertThat(bench.journal.status().accepts()).isFalse();
            bench.store.failWrites(null);
            owner.answer();
            await().until(() -> bench.journal.status().accepts());
            assertThat(owner.outcome()).isEmpty();
            assertThat(numbers(bench.reader(), A)).containsExactly(1L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsThatCameOrWentMeanwhileAreNoTrouble(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Owner gone = new Owner(bench, A);
            assertThat(gone.outcome()).isEmpty();
            bench.store.failWrites(FULL);
            bench.store.failReopening(FULL);
            assertThat(gone.outcome()).isEqualTo(FULL);
            gone.stream.close();
            Owner come = new Owner(bench, B);
            assertThat(come.outcome()).isEqualTo(FULL);
            bench.store.failWrites(null);
            bench.store.failReopening(null);
            come.awaitAsked();
            come.answer();
            await().until(() -> bench.journal.status().accepts());
            assertThat(gone.asked).isEmpty();
            assertThat(come.outcome()).isEmpty();
            assertThat(numbers(bench.reader(), A)).containsExactly(1L);
            assertThat(numbers(bench.reader(), B)).containsExactly(2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotThatCannotBeWrittenIsAFailureToo(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Owner owner = new Owner(bench, A);
            assertThat(owner.outcome()).isEmpty();
            bench.store.failWrites(FULL);
            owner.stream.snapshot(1, 2, state(1));
            await().until(() -> !bench.journal.status().accepts());
            bench.store.failWrites(null);
            owner.awaitAsked();
            owner.answer();
            await().until(() -> bench.journal.status().accepts());
            assertThat(bench.reader().snapshots(A)).containsExactly(1L);
        }
    }

    /** Its neighbours go on; its own facts are cut where its owner could apply no more. */
    @ParameterizedTest
    @EnumSource
    void aStreamThatCannotBeReadStopsNoOther(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Bench.keep(bench.open(A), outcomes(1, 1));
            Bench.keep(bench.open(B), outcomes(1, 1));
            bench.store.failReads("damaged", key -> Keys.streamOf(key).equals(A));
            JournalStream damaged = bench.journal.open(A, 7, StreamOwner.NONE);
            Bench.keep(bench.journal.open(B, 1, StreamOwner.NONE), outcomes(2, 2));
            Bench.keep(damaged, outcomes(8, 8));
            assertThat(bench.journal.status().accepts()).isTrue();
            assertThat(numbers(bench.reader(), B)).containsExactly(1L, 2L);
        }
    }
}
