package dev.leverframe.journal;

import static dev.leverframe.journal.Bench.A;
import static dev.leverframe.journal.Bench.B;
import static dev.leverframe.journal.Told.about;
import static dev.leverframe.journal.Told.change;
import static dev.leverframe.journal.Told.facts;
import static dev.leverframe.journal.Told.numbers;
import static dev.leverframe.journal.Told.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leverframe.journal.Bench.Engine;
import dev.leverframe.journal.CommitJournal.Options;
import dev.leverframe.journal.Told.Awaited;
import dev.leverframe.model.Fact.ArmAdded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a journal promises, on either engine. */
@Timeout(120)
class CommitJournalTest {
    private static final long NEVER_MS = 3_600_000;

    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource
    void keepsTheFactsOfEachOwnerInTheirOrder(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            List<StreamId> ids = List.of(A, B, new StreamId("a", 2), StreamId.REGISTRY);
            List<CompletableFuture<Void>> owners = ids.stream()
                    .map(id -> CompletableFuture.runAsync(() -> appendInPieces(bench.open(id))))
                    .toList();
            owners.forEach(CompletableFuture::join);
            for (StreamId id : ids) {
                assertThat(facts(bench.reader(), id)).isEqualTo(outcomes(1, 1_000));
                assertThat(numbers(bench.reader(), id))
                        .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
            }
            bench.restart();
            assertThat(bench.reader().streams()).containsExactly(StreamId.REGISTRY, A, new StreamId("a", 2), B);
            assertThat(facts(bench.reader(), B)).isEqualTo(outcomes(1, 1_000));
        }
    }

    private static void appendInPieces(JournalStream stream) {
        List<Awaited> receipts = new ArrayList<>();
        for (long first = 1; first <= 1_000; ) {
            long last = Math.min(1_000, first + first % 7);
            Awaited receipt = new Awaited();
            stream.append(outcomes(first, last), receipt);
            receipts.add(receipt);
            first = last + 1;
        }
        receipts.forEach(receipt -> assertThat(receipt.join()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void acknowledgesInOrderAndOnlyWhatIsWritten(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream stream = bench.open(A);
            ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
            bench.store.hold();
            for (int i = 1; i <= 20; i++) {
                int number = i;
                stream.append(outcomes(i, i), new Told.Awaited() {
                    @Override
                    public void kept() {
                        seen.add(new StoreReader(bench.store).last(A));
                        order.add(number);
                    }
                });
            }
            await().until(() -> bench.journal.status().waiting() == 20);
            assertThat(order).isEmpty();
            bench.store.release();
            await().until(() -> order.size() == 20);
            assertThat(order)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 20).mapToObj(i -> (int) i).toList());
            int i = 1;
            for (long last : seen) {
                assertThat(last).isGreaterThanOrEqualTo(i++);
            }
            await().until(() -> bench.journal.status().waiting() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatWaitsOfAllStreamsAtOnce(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream a = bench.open(A);
            JournalStream b = bench.open(B);
            Bench.keep(a, outcomes(1, 1));
            bench.store.hold();
            a.append(outcomes(2, 2), new Awaited());
            await().until(() -> bench.journal.status().waiting() == 1);
            int before = bench.store.writes();
            List<Awaited> receipts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                receipts.add(new Awaited());
                (i % 2 == 0 ? a : b).append(outcomes(i, i), receipts.get(i));
            }
            bench.store.release();
            receipts.forEach(CompletableFuture::join);
            assertThat(bench.store.writes() - before).isLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatNobodyWaitsForAfterTheLingerOrWithWhatSomebodyDoes(Engine engine) {
        Options patient = new Options(false, NEVER_MS, 1_000, Long.MAX_VALUE, Long.MAX_VALUE, 64);
        try (Bench bench = new Bench(engine, dir, patient)) {
            JournalStream stream = bench.open(A);
            stream.append(outcomes(1, 3), Receipt.NOBODY);
            Bench.keep(stream, outcomes(4, 4));
            assertThat(numbers(bench.reader(), A)).containsExactly(1L, 2L, 3L, 4L);
        }
        try (Bench bench = new Bench(engine, dir.resolve("other"), Options.PROCESS)) {
            bench.open(A).append(outcomes(1, 3), Receipt.NOBODY);
            await().until(() -> numbers(bench.reader(), A).size() == 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void syncsOnceForWhatSomebodyWaitsForAndNotForTheRest(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS.withSync(true))) {
            JournalStream stream = bench.open(A);
            stream.append(outcomes(1, 3), Receipt.NOBODY);
            await().until(() -> numbers(bench.reader(), A).size() == 3);
            assertThat(bench.store.synced()).isZero();
            Bench.keep(stream, outcomes(4, 4));
            assertThat(bench.store.synced()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatItIsCongestedBeforeItLosesFacts(Engine engine) {
        Options narrow = new Options(false, 1, 10, Long.MAX_VALUE, Long.MAX_VALUE, 64);
        try (Bench bench = new Bench(engine, dir, narrow)) {
            JournalStream stream =
                    bench.journal.open(A, 0, told -> told.rebase(new StreamOwner.Whole(24, Told.state(24), List.of())));
            Bench.keep(stream, outcomes(1, 1));
            bench.store.hold();
            stream.append(outcomes(2, 12), Receipt.NOBODY);
            assertThat(bench.journal.status().congested()).isTrue();
            stream.append(outcomes(13, 21), Receipt.NOBODY);
            assertThat(Bench.end(stream, outcomes(22, 22))).isEqualTo(Health.OVERRUN);
            assertThat(Bench.end(stream, outcomes(23, 24))).isEqualTo(Health.OVERRUN);
            bench.store.release();
            await().until(() -> bench.journal.status().accepts()
                    && bench.reader().snapshots(A).contains(24L));
            Bench.keep(stream, outcomes(25, 25));
            assertThat(numbers(bench.reader(), A)).endsWith(20L, 21L, 25L);
            assertThat(bench.journal.figures().lostFacts()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatWasSaidOfADecision(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream a = bench.open(A);
            JournalStream b = bench.open(B);
            Bench.keep(a, List.of(Told.decision("d", 1), Told.decision("d2", 1), Told.outcome(7)));
            Bench.keep(b, List.of(new ArmAdded(1, "x"), Told.decision("d7", 2)));
            assertThat(about(bench.reader(), "d")).containsExactly(1L);
            assertThat(bench.reader().about("d7"))
                    .containsExactly(
                            new JournalReader.Located(A, 3, Told.outcome(7)),
                            new JournalReader.Located(B, 2, Told.decision("d7", 2)));
            assertThat(bench.reader().about("unheard")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheAuditLogInOrderAcrossRestarts(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Awaited receipt = new Awaited();
            JournalStream stream = bench.open(A);
            stream.append(outcomes(1, 1), List.of(change(1), change(2)), Receipt.NOBODY);
            stream.append(List.of(), List.of(change(3)), receipt);
            assertThat(receipt.join()).isEmpty();
            bench.restart();
            Awaited later = new Awaited();
            bench.open(B).append(List.of(), List.of(change(4)), later);
            assertThat(later.join()).isEmpty();
            assertThat(Told.changes(bench.reader())).containsExactly(change(1), change(2), change(3), change(4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReceiptOfNothingSpeaksOfWhatWasBefore(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream stream = bench.open(A);
            stream.append(outcomes(1, 1), Receipt.NOBODY);
            Bench.keep(stream, List.of());
            assertThat(numbers(bench.reader(), A)).containsExactly(1L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesToOpenAsNewWhatHasFacts(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Bench.keep(bench.open(A), outcomes(1, 1));
            bench.open(B).close();
            bench.restart();
            assertThatThrownBy(() -> bench.journal.open(A, 0, StreamOwner.NONE))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("recover it");
            Bench.keep(bench.journal.open(B, 0, StreamOwner.NONE), outcomes(1, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnFromWhereTheOwnerIsAndRemovesWhatItCouldNotApply(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream stream = bench.open(A);
            Bench.keep(stream, outcomes(1, 2));
            Bench.keep(stream, outcomes(3, 4));
            bench.restart();
            JournalStream again = bench.journal.open(A, 2, StreamOwner.NONE);
            Bench.keep(again, outcomes(3, 3));
            assertThat(numbers(bench.reader(), A)).containsExactly(1L, 2L, 3L);
            assertThat(about(bench.reader(), "d4")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFactThatCannotBeEncodedCostsItsOwnStreamAlone(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream a =
                    bench.journal.open(A, 0, told -> told.rebase(new StreamOwner.Whole(1, Told.state(1), List.of())));
            JournalStream b = bench.open(B);
            bench.store.hold();
            a.append(List.of(new ArmAdded(1, null)), List.of(change(1)), Receipt.NOBODY);
            Awaited other = new Awaited();
            b.append(outcomes(1, 1), List.of(change(2)), other);
            bench.store.release();
            assertThat(other.join()).isEmpty();
            await().until(() -> bench.journal.status().accepts());
            assertThat(Told.changes(bench.reader())).containsExactly(change(2));
            Bench.keep(a, outcomes(2, 2));
            assertThat(numbers(bench.reader(), A)).containsExactly(2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterItsEndNothingIsKeptAndEverybodyIsTold(Engine engine) {
        Bench bench = new Bench(engine, dir, Options.PROCESS);
        JournalStream a = bench.open(A);
        JournalStream b = bench.open(B);
        Bench.keep(b, outcomes(1, 1));
        b.close();
        assertThat(Bench.end(b, outcomes(2, 2))).isEqualTo("the stream is closed");
        bench.close();
        assertThat(Bench.end(a, outcomes(1, 1))).isEqualTo("the journal is closed");
    }
}
