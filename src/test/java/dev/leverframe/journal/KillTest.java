package dev.leverframe.journal;

import static dev.leverframe.journal.Bench.A;
import static dev.leverframe.journal.Bench.B;
import static org.assertj.core.api.Assertions.assertThat;

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
                process.destroyForcibly();
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

    private static void assertWhole(StoreReader reader, StreamId id, long acknowledged) {
        List<Fact> facts = Told.facts(reader, id);
        assertThat((long) facts.size()).isGreaterThanOrEqualTo(acknowledged);
        for (int i = 0; i < facts.size(); i++) {
            long number = i + 1L;
            Fact expected = number % 2 == 0 ? Told.outcome(number) : Told.decision("d" + (number + 1), number);
            if (!facts.get(i).equals(expected)) {
                assertThat(facts.get(i)).as("fact " + number + " of " + id).isEqualTo(expected);
            }
        }
        for (long position : reader.snapshots(id)) {
            assertThat(reader.snapshot(id, position).state()).isEqualTo(Told.state(position));
            assertThat(position).isLessThanOrEqualTo(facts.size());
        }
    }
}
