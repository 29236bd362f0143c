package dev.leverframe.journal;

import static dev.leverframe.journal.Bench.A;
import static dev.leverframe.journal.Bench.B;
import static dev.leverframe.journal.Told.outcomes;
import static dev.leverframe.journal.Told.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.journal.Bench.Engine;
import dev.leverframe.journal.CommitJournal.Options;
import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.model.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which states are kept, and what of them. */
@Timeout(120)
class SnapshotsTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource
    void aSnapshotStandsAfterWhatWasAppendedBefore(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream stream = bench.open(A);
            stream.append(outcomes(1, 9), Receipt.NOBODY);
            stream.snapshot(9, 4, state(9));
            stream.append(outcomes(10, 10), Receipt.NOBODY);
            stream.snapshot(10, 11, state(10));
            bench.awaitSnapshots(A, 2);
            assertThat(new StoreReader(bench.store).last(A)).isEqualTo(10);
            bench.restart();
            assertThat(bench.reader().snapshots(A)).containsExactly(10L, 9L);
            assertThat(bench.reader().snapshots(B)).isEmpty();
            assertThat(bench.reader().snapshot(A, 9)).isEqualTo(new Kept(9, Bench.NOW_MS, "0.0-test", state(9)));
            assertThatThrownBy(() -> bench.reader().snapshot(A, 8))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("no snapshot");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotIsOfTheLastFact(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream stream = bench.open(A);
            stream.append(outcomes(1, 2), Receipt.NOBODY);
            assertThatThrownBy(() -> stream.snapshot(1, 1, state(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("got 1");
        }
    }

    /** Even spacing with at most 8 of 200 would be 29 apart; doubling the worst gap is what removing one in the middle costs. */
    @ParameterizedTest
    @EnumSource
    void olderSnapshotsAreThinnedEvenly(Engine engine) {
        Options few = new Options(false, 0, 1_000, Long.MAX_VALUE, Long.MAX_VALUE, 8);
        try (Bench bench = new Bench(engine, dir, few)) {
            JournalStream stream = bench.open(A);
            for (long i = 1; i <= 200; i++) {
                stream.append(outcomes(i, i), Receipt.NOBODY);
                stream.snapshot(i, i, state(i));
            }
            Bench.keep(stream, List.of());
            List<Long> positions = bench.reader().snapshots(A);
            assertThat(positions).hasSize(8).startsWith(200L, 199L).endsWith(1L);
            for (int i = 1; i < positions.size(); i++) {
                assertThat(positions.get(i - 1) - positions.get(i)).isLessThanOrEqualTo(2 * 29);
                assertThat(bench.reader().snapshot(A, positions.get(i)).state()).isEqualTo(state(positions.get(i)));
            }
            assertThat(bench.journal.figures().snapshots()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStateThatCannotBeEncodedStopsNothing(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream stream = bench.open(A);
            var deep = state(1);
            for (int i = 0; i < 100; i++) {
                deep = Snapshot.builder().part("p", deep).build();
            }
            stream.append(outcomes(1, 1), Receipt.NOBODY);
            stream.snapshot(1, 1, deep);
            Bench.keep(stream, outcomes(2, 2));
            assertThat(bench.reader().snapshots(A)).isEmpty();
            assertThat(bench.journal.status().accepts()).isTrue();
        }
    }
}
