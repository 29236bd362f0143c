package dev.leverframe.journal;

import static dev.leverframe.journal.Bench.A;
import static dev.leverframe.journal.Bench.B;
import static dev.leverframe.journal.Bench.NOW_MS;
import static dev.leverframe.journal.Told.about;
import static dev.leverframe.journal.Told.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.Ulid;
import dev.leverframe.journal.Bench.Engine;
import dev.leverframe.journal.CommitJournal.Options;
import dev.leverframe.journal.JournalReader.Located;
import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Table;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.testing.Property;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions are found by their ids, whoever made these, and what came of them. */
@Timeout(120)
class DecisionLookupTest {
    @TempDir
    Path dir;

    private static String ulid(long atMs, long number) {
        return new Ulid(atMs << 16, number).toString();
    }

    @Test
    void theTimeOfAUlidIsTheOneItWasMadeAt() {
        Property.forAll(100, seed -> {
            long atMs = new SplittableRandom(seed).nextLong(1L << 48);
            String id = ulid(atMs, seed);
            assertThat(DecisionTimes.of(id))
                    .isEqualTo(atMs)
                    .isEqualTo(Ulid.from(id).getTime());
            assertThat(DecisionTimes.of(id.toLowerCase(Locale.ROOT).replace('0', 'o')))
                    .isEqualTo(DecisionTimes.NONE);
        });
        assertThat(DecisionTimes.of("retry-1")).isEqualTo(DecisionTimes.NONE);
        assertThat(DecisionTimes.of("01K5M3Z9V7.5X8K2M4N6P8Q0R2")).isNotEqualTo(DecisionTimes.NONE);
        assertThat(DecisionTimes.of("01K5M3Z9.7T5X8K2M4N6P8Q0R2")).isEqualTo(DecisionTimes.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void aDecisionWhoseIdTellsItsTimeTakesNoEntryOfItsOwn(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            List<Fact> facts = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                facts.add(decision(ulid(NOW_MS + i, i), NOW_MS + i));
            }
            Bench.keep(bench.open(A), facts);
            assertThat(entries(bench)).isEqualTo(1);
            assertThat(about(bench.reader(), ulid(NOW_MS + 399, 399))).containsExactly(400L);
            assertThat(about(bench.reader(), ulid(NOW_MS + 399, 400))).isEmpty();
        }
    }

    private static int entries(Bench bench) {
        int entries = 0;
        try (var cursor = bench.store.ascending(Table.INDEX, Keys.FIRST, Keys.END)) {
            while (cursor.next()) {
                entries++;
            }
        }
        return entries;
    }

    /** As a program wrote it that had an entry for every decision. */
    @ParameterizedTest
    @EnumSource
    void anEntryOfAnEarlierLayoutIsFoundOnce(Engine engine) {
        String id = ulid(NOW_MS, 1);
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Bench.keep(bench.open(A), List.of(decision(id, NOW_MS)));
            bench.store.write(new Batch().put(Table.INDEX, Keys.index(id, A, 1), Keys.FIRST), false);
            assertThat(about(bench.reader(), id)).containsExactly(1L);
            bench.store.write(new Batch().deleteRange(Table.INDEX, Keys.noteOf(0), Keys.noteOf(NOW_MS + 1)), false);
            assertThat(about(bench.reader(), id)).containsExactly(1L);
        }
    }

    /** What is written in the place of what was cut off is found, though its note began there. */
    @ParameterizedTest
    @EnumSource
    void aNoteThatIsCutOffStandsForNothingThatFollows(Engine engine) {
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            Bench.keep(bench.open(A), List.of(Told.outcome(1, NOW_MS), Told.outcome(2, NOW_MS)));
            Bench.keep(bench.open(A), List.of(decision(ulid(NOW_MS, 3), NOW_MS)));
            bench.restart();
            JournalStream again = bench.journal.open(A, 1, StreamOwner.NONE);
            Bench.keep(again, List.of(decision(ulid(NOW_MS, 2), NOW_MS)));
            assertThat(about(bench.reader(), ulid(NOW_MS, 2))).containsExactly(2L);
            assertThat(about(bench.reader(), ulid(NOW_MS, 3))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void notesGoSomeTimeAfterTheFactsDo(Engine engine) {
        long day = 86_400_000;
        long[] nowMs = {NOW_MS};
        Options forAnHour = Options.PROCESS.withRetention(3_600_000, Long.MAX_VALUE);
        InstantSource clock = () -> Instant.ofEpochMilli(nowMs[0]);
        try (Bench bench = new Bench(engine, dir, forAnHour, clock)) {
            JournalStream stream = bench.open(A);
            for (int i = 1; i <= 4; i++) {
                Bench.keep(stream, List.of(decision(ulid(nowMs[0], i), nowMs[0])));
                stream.snapshot(i, i + 1, Told.state(i));
                nowMs[0] += day;
            }
            await().until(() -> entries(bench) <= 2);
            assertThat(about(bench.reader(), ulid(NOW_MS, 1))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnOwnerTellsAgainIsFound(Engine engine) {
        DecisionMade first = decision(ulid(NOW_MS, 1), NOW_MS);
        DecisionMade second = decision(ulid(NOW_MS + 100, 2), NOW_MS + 100);
        List<StreamOwner.Remembered> remembered =
                List.of(new StreamOwner.Remembered(2, first), new StreamOwner.Remembered(7, second));
        try (Bench bench = new Bench(engine, dir, Options.PROCESS)) {
            JournalStream stream =
                    bench.journal.open(A, 0, told -> told.rebase(new StreamOwner.Whole(9, Told.state(9), remembered)));
            stream.append(List.of(new Fact.ArmAdded(1, null)), Receipt.NOBODY);
            await().until(() -> about(bench.reader(), first.decisionId()).equals(List.of(2L)));
            assertThat(about(bench.reader(), second.decisionId())).containsExactly(7L);
        }
    }

    /** Clocks step, selects wait, callers make ids, and ids are used again: each fact is found, and no other. */
    @Test
    void everyFactOfADecisionIsFound() {
        Property.forAll(20, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, List<Located>> expected = new LinkedHashMap<>();
            try (Bench bench = new Bench(Engine.MEMORY, dir, Options.PROCESS)) {
                for (int life = 0; life < 3; life++) {
                    Map<StreamId, JournalStream> streams = Map.of(A, bench.open(A), B, bench.open(B));
                    for (int i = 0; i < 30; i++) {
                        StreamId id = random.nextBoolean() ? A : B;
                        long last = new StoreReader(bench.store).last(id);
                        List<Fact> facts = facts(random, new ArrayList<>(expected.keySet()));
                        Bench.keep(streams.get(id), facts);
                        for (int k = 0; k < facts.size(); k++) {
                            Located located = new Located(id, last + k + 1, facts.get(k));
                            expected.computeIfAbsent(decisionOf(facts.get(k)), any -> new ArrayList<>())
                                    .add(located);
                        }
                    }
                    bench.restart();
                }
                expected.forEach((id, located) -> assertThat(bench.reader().about(id))
                        .as(id)
                        .containsExactlyElementsOf(located.stream()
                                .sorted(Comparator.comparing(Located::stream).thenComparingLong(Located::sequence))
                                .toList()));
            }
        });
    }

    private static String decisionOf(Fact fact) {
        return fact instanceof DecisionMade made ? made.decisionId() : ((OutcomeRecorded) fact).decisionId();
    }

    private static List<Fact> facts(SplittableRandom random, List<String> ids) {
        List<Fact> facts = new ArrayList<>();
        long atMs = NOW_MS + random.nextLong(3_000);
        for (int i = random.nextInt(1, 20); i > 0; i--) {
            atMs += random.nextInt(20) == 0 ? random.nextLong(-1_000, 1_000) : random.nextLong(20);
            if (!ids.isEmpty() && random.nextInt(3) == 0) {
                String id = ids.get(random.nextInt(ids.size()));
                facts.add(
                        random.nextInt(4) == 0
                                ? decision(id, atMs)
                                : new OutcomeRecorded(atMs, id, "o", "arm", 0.5, null, List.of()));
            } else {
                long madeMs = atMs - (random.nextInt(10) == 0 ? random.nextLong(-100, 2_000) : random.nextLong(5));
                facts.add(decision(
                        random.nextInt(8) == 0 ? "own-" + random.nextInt(9_999) : ulid(madeMs, random.nextLong()),
                        atMs));
            }
        }
        return facts;
    }
}
