package dev.leverframe.journal;

import static dev.leverframe.journal.Bench.A;
import static dev.leverframe.journal.Bench.B;
import static dev.leverframe.journal.Told.about;
import static dev.leverframe.journal.Told.numbers;
import static dev.leverframe.journal.Told.outcome;
import static dev.leverframe.journal.Told.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leverframe.journal.Bench.Engine;
import dev.leverframe.journal.CommitJournal.Options;
import dev.leverframe.model.Fact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is removed, and what is not because a recovery may need it. */
@Timeout(120)
class RetentionTest {
    private static final long STEP_MS = 10_000;
    private static final Options FOR_A_SECOND = Options.PROCESS.withRetention(1_000, Long.MAX_VALUE);

    private final AtomicLong nowMs = new AtomicLong(10_000);

    @TempDir
    Path dir;

    private Bench bench(Engine engine, Options options) {
        return new Bench(engine, dir, options, () -> Instant.ofEpochMilli(nowMs.get()));
    }

    private static List<Fact> outcomes(long first, long last, long atMs) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> outcome(number, atMs))
                .toList();
    }

    /** Records end at 4, 8, 12, 16; the second newest snapshot needs 7, so what holds 5 to 8 stays as it is. */
    @ParameterizedTest
    @EnumSource
    void keepsARecordThatAStateNeedsAPartOf(Engine engine) {
        try (Bench bench = bench(engine, FOR_A_SECOND)) {
            JournalStream stream = bench.open(A);
            for (long first = 1; first <= 16; first += 4) {
                Bench.keep(stream, outcomes(first, first + 3, 9_500));
                stream.snapshot(first + 3, Math.max(1, first - 6), state(first + 3));
            }
            bench.awaitSnapshots(A, 4);
            assertThat(numbers(bench.reader(), A)).hasSize(16);
            nowMs.set(20_000);
            stream.append(outcomes(17, 17, 20_000), Receipt.NOBODY);
            stream.snapshot(17, 13, state(17));
            bench.awaitSnapshots(A, 2);
            assertThat(bench.reader().snapshots(A)).containsExactly(17L, 16L);
            assertThat(numbers(bench.reader(), A)).first().isEqualTo(5L);
            assertThat(about(bench.reader(), "d4")).isEmpty();
            assertThat(about(bench.reader(), "d5")).containsExactly(5L);
            assertThat(bench.journal.figures().firstKeptAtMs()).isEqualTo(9_500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void removesNothingBeforeThereAreTwoSnapshots(Engine engine) {
        try (Bench bench = bench(engine, FOR_A_SECOND)) {
            JournalStream stream = bench.open(A);
            JournalStream other = bench.open(B);
            for (JournalStream each : List.of(stream, other)) {
                Bench.keep(each, outcomes(1, 5, 1));
                each.snapshot(5, 6, state(5));
            }
            Bench.keep(other, outcomes(6, 6, 1));
            other.snapshot(6, 7, state(6));
            await().until(() -> numbers(bench.reader(), B).equals(List.of(6L)));
            assertThat(numbers(bench.reader(), A)).hasSize(5);
        }
    }

    /** Facts of a stream are 20 s apart, and streams are kept back to the same minute. */
    @ParameterizedTest
    @EnumSource
    void removesTheOldestOfAllStreamsWhereThereAreTooMany(Engine engine) {
        Options small = Options.PROCESS.withRetention(Long.MAX_VALUE, 10_000);
        try (Bench bench = bench(engine, small)) {
            JournalStream a = bench.open(A);
            JournalStream b = bench.open(B);
            for (long i = 1; i <= 400; i++) {
                Bench.keep(i % 2 == 0 ? a : b, outcomes((i + 1) / 2, (i + 1) / 2, i * STEP_MS));
            }
            for (int twice = 0; twice < 2; twice++) {
                for (JournalStream stream : List.of(a, b)) {
                    Bench.keep(stream, outcomes(201 + twice, 201 + twice, (401 + twice) * STEP_MS));
                    stream.snapshot(201 + twice, 202 + twice, state(201));
                }
            }
            await().until(() -> numbers(bench.reader(), B).get(0) > 1);
            await().until(() -> bench.journal.figures().keptBytes() <= 10_000);
            long firstOfA = numbers(bench.reader(), A).get(0);
            assertThat(firstOfA).isGreaterThan(1);
            assertThat(numbers(bench.reader(), B).get(0)).isBetween(firstOfA - 4, firstOfA + 4);
            assertThat(bench.journal.figures().keptBytes()).isGreaterThan(9_800);
            long kept = bench.journal.figures().keptBytes();
            bench.restart();
            await().until(() -> bench.journal.figures().keptBytes() == kept);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetiredStreamGoesEntirely(Engine engine) {
        try (Bench bench = bench(engine, FOR_A_SECOND)) {
            JournalStream stream = bench.open(A);
            Bench.keep(stream, outcomes(1, 5, 9_500));
            stream.snapshot(5, 1, state(5));
            stream.close();
            bench.journal.retire(A);
            Bench.keep(bench.open(B), outcomes(1, 1, 1));
            bench.restart();
            assertThat(numbers(bench.reader(), A)).hasSize(5);
            nowMs.set(20_000);
            await().until(() -> bench.reader().streams().equals(List.of(B)));
            assertThat(numbers(bench.reader(), A)).isEmpty();
            assertThat(bench.reader().snapshots(A)).isEmpty();
            assertThat(about(bench.reader(), "d3")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void removesMuchInSlicesWhileCommitsGoOn(Engine engine) {
        try (Bench bench = bench(engine, FOR_A_SECOND)) {
            JournalStream stream = bench.open(A);
            for (long i = 1; i <= 1_500; i++) {
                Bench.keep(stream, outcomes(i, i, 9_500));
            }
            stream.snapshot(1_500, 1_501, state(1));
            Bench.keep(stream, outcomes(1_501, 1_501, 9_500));
            stream.snapshot(1_501, 1_502, state(2));
            nowMs.set(20_000);
            long next = 1_502;
            while (numbers(bench.reader(), A).get(0) < 1_500) {
                Bench.keep(stream, outcomes(next, next, 20_000));
                next++;
            }
            assertThat(numbers(bench.reader(), A)).endsWith(next - 1).contains(1_502L);
        }
    }
}
