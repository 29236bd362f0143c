package dev.leverframe.journal;

import static dev.leverframe.journal.Bench.A;
import static dev.leverframe.journal.Bench.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.store.RocksStore;
import dev.leverframe.model.Fact;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another process appends and is killed (SIGKILL) at any moment, many times over the same files: what it said is kept, is. */
@Timeout(120)
class KillTest {
    private static final int KILLS = 10;
    private static final long LIFE_MAX_MS = 150;

    private final Map<StreamId, Long> whole = new HashMap<>();

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"process", "disk"})
    void whatWasAcknowledgedIsThere(String durability) throws IOException {
        SplittableRandom random = new SplittableRandom(durability.hashCode());
        for (int kill = 0; kill < KILLS; kill++) {
            Map<String, Long> acknowledged = killed(durability, random.nextLong(LIFE_MAX_MS));
            try (RocksStore store = RocksStore.open(dir)) {
                StoreReader reader = new StoreReader(store);
                for (StreamId id : List.of(A, B)) {
                    assertWhole(reader, id, acknowledged.getOrDefault(id.domain(), 0L));
                }
            }
        }
    }

    /** @return the highest number that was acknowledged, by domain */
    private Map<String, Long> killed(String durability, long lifeMs) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        dir.toString(),
                        durability)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Long> acknowledged = new HashMap<>();
        try (BufferedReader said = process.inputReader()) {
            note(acknowledged, said.readLine());
            Thread killer = new Thread(() -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(lifeMs));
                // of the process itself it would close what it said as well
                process.toHandle().destroyForcibly();
            });
            killer.start();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                note(acknowledged, line);
            }
        }
        return acknowledged;
    }

    /** The last line may be cut short, which only makes a smaller number of it. */
    private static void note(Map<String, Long> acknowledged, String line) {
        assertThat(line).as("what the process said").isNotNull().doesNotStartWith("lost");
        String[] words = line.split(" ");
        if (words.length == 2 && !words[1].isEmpty()) {
            acknowledged.merge(words[0], Long.parseLong(words[1]), Math::max);
        }
    }

    /** What was whole before the process is not read again, but for the end of it. */
    private void assertWhole(StoreReader reader, StreamId id, long acknowledged) {
        long next = Math.max(1, whole.getOrDefault(id, 0L) - 1_000);
        try (Walk<Numbered> facts = reader.facts(id, next)) {
            while (facts.hasNext()) {
                assertSame(facts.next(), next++);
            }
        }
        long last = next - 1;
        whole.put(id, last);
        assertThat(last).isGreaterThanOrEqualTo(acknowledged);
        for (long position : reader.snapshots(id)) {
            assertThat(reader.snapshot(id, position).state()).isEqualTo(Told.state(position));
            assertThat(position).isLessThanOrEqualTo(last);
        }
    }

    private static void assertSame(Numbered found, long number) {
        Fact expected = number % 2 == 0 ? Told.outcome(number) : Told.decision("d" + (number + 1), number);
        if (!found.equals(new Numbered(number, expected))) {
            assertThat(found).isEqualTo(new Numbered(number, expected));
        }
    }
}
