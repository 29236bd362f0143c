package dev.leverframe.journal;

import static dev.leverframe.journal.Bench.A;
import static dev.leverframe.journal.Bench.B;
import static dev.leverframe.journal.Told.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.leverframe.journal.CommitJournal.Options;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.store.RocksStore;
import dev.leverframe.journal.store.Table;
import dev.leverframe.testing.Property;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Files that a crash cut short, or a disk changed: what is read is a beginning of what was written, in whole commits, or an
 * exception says that it is damaged. Never anything else.
 */
@Timeout(120)
class DamagedFilesTest {
    private static final int COMMITS = 100;
    private static final int FACTS_A_COMMIT = 5;

    @TempDir
    static Path written;

    @TempDir
    Path work;

    /** What it says of damage is expected here a hundred times. */
    private static final Logger SAID = (Logger) LoggerFactory.getLogger("dev.leverframe.journal");

    @AfterAll
    static void speakAgain() {
        SAID.setLevel(null);
    }

    @BeforeAll
    static void write() {
        SAID.setLevel(Level.OFF);
        try (Bench bench = new Bench(Bench.Engine.ROCKS, written, Options.PROCESS)) {
            JournalStream a = bench.open(A);
            JournalStream b = bench.open(B);
            for (int i = 0; i < COMMITS; i++) {
                long first = (long) i * FACTS_A_COMMIT + 1;
                Bench.keep(a, outcomes(first, first + FACTS_A_COMMIT - 1));
                Bench.keep(b, outcomes(i + 1, i + 1));
            }
        }
    }

    @Test
    void aLogCutAnywhereLeavesABeginningInWholeCommits() {
        Property.forAll(30, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Path dir = copy(seed);
            try (FileChannel log = FileChannel.open(largest(dir, ".log"), StandardOpenOption.WRITE)) {
                log.truncate(random.nextLong(log.size()));
            }
            assertBeginning(dir);
            assertWritable(dir);
        });
    }

    @Test
    void aLogWithChangedBytesLeavesABeginningInWholeCommits() {
        Property.forAll(30, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Path dir = copy(seed);
            flip(largest(dir, ".log"), random);
            assertThat(assertBeginning(dir)).isLessThan(COMMITS);
            assertWritable(dir);
            try (Stream<Path> files = Files.list(dir)) {
                assertThat(files.anyMatch(file -> file.getFileName().toString().startsWith("damaged-")))
                        .as("a copy of what was damaged")
                        .isTrue();
            }
        });
    }

    @Test
    void aLogThatGoesOnWithGarbageLosesNothing() {
        Property.forAll(10, seed -> {
            Path dir = copy(seed);
            byte[] garbage = new byte[200];
            new SplittableRandom(seed).nextBytes(garbage);
            Files.write(largest(dir, ".log"), garbage, StandardOpenOption.APPEND);
            assertThat(assertBeginning(dir)).isEqualTo(COMMITS);
        });
    }

    /** RocksDB by itself never comes back from reading such a record. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 11, 131})
    void aRecordOfAnUnknownKindAtTheEndLosesNothing(int kind) throws IOException {
        Path dir = copy(kind);
        byte[] garbage = new byte[200];
        garbage[5] = 100;
        garbage[6] = (byte) kind;
        Files.write(largest(dir, ".log"), garbage, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> RocksStore.openForReading(dir))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("damaged");
        assertThat(assertBeginning(dir)).isEqualTo(COMMITS);
        assertWritable(dir);
    }

    @Test
    void aListOfFilesWithChangedBytesIsReadRightOrRefused() {
        Property.forAll(60, seed -> {
            Path dir = copy(seed);
            flip(manifest(dir), new SplittableRandom(seed));
            try {
                assertThat(assertBeginning(dir)).isEqualTo(COMMITS);
            } catch (JournalException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
        });
    }

    /** A table is not written again as a log is: what it lost is lost, and must be seen to be. */
    @Test
    void aTableWithChangedBytesIsReadRightOrRefused() {
        int[] refused = {0};
        Property.forAll(30, seed -> {
            Path dir = copy(seed);
            RocksStore.open(dir).close();
            flip(largest(dir, ".sst"), new SplittableRandom(seed));
            try {
                assertThat(assertBeginning(dir)).isEqualTo(COMMITS);
            } catch (JournalException e) {
                assertThat(e).hasMessageContaining("damaged");
                refused[0]++;
            }
        });
        assertThat(refused[0]).isPositive();
    }

    /** @return commits that are there */
    private static int assertBeginning(Path dir) {
        try (RocksStore store = RocksStore.open(dir)) {
            StoreReader reader = new StoreReader(store);
            long last = reader.last(A);
            assertThat(last % FACTS_A_COMMIT).isZero();
            assertThat(Told.facts(reader, A)).isEqualTo(outcomes(1, last));
            assertThat(Told.facts(reader, B)).isEqualTo(outcomes(1, reader.last(B)));
            assertThat(last / FACTS_A_COMMIT - reader.last(B)).isBetween(0L, 1L);
            assertIndexed(store, reader, last);
            return (int) reader.last(B);
        }
    }

    private static void assertIndexed(RocksStore store, StoreReader reader, long last) {
        try (Walk<Numbered> facts = reader.facts(A, 1)) {
            facts.forEachRemaining(numbered -> assertThat(
                            store.get(Table.INDEX, Keys.index("d" + numbered.sequence(), A, numbered.sequence())))
                    .isNotNull());
        }
        assertThat(store.get(Table.INDEX, Keys.index("d" + (last + 1), A, last + 1)))
                .isNull();
    }

    private static void assertWritable(Path dir) {
        try (CommitJournal journal = CommitJournal.start(dir, Options.PROCESS, InstantSource.system(), "test")) {
            long last = Told.numbers(journal.reader(), A).stream().reduce(0L, Long::max);
            Bench.keep(journal.open(A, last, StreamOwner.NONE), outcomes(last + 1, last + 1));
            assertThat(Told.facts(journal.reader(), A)).isEqualTo(outcomes(1, last + 1));
        }
    }

    private Path copy(long seed) throws IOException {
        Path dir = Files.createDirectory(work.resolve("seed-" + seed));
        try (Stream<Path> files = Files.list(written)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, dir.resolve(file.getFileName()));
            }
        }
        return dir;
    }

    private static Path largest(Path dir, String ending) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            List<Path> ascending = files.filter(
                            file -> file.getFileName().toString().endsWith(ending))
                    .sorted((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .toList();
            return ascending.get(ascending.size() - 1);
        }
    }

    private static Path manifest(Path dir) throws IOException {
        return dir.resolve(Files.readString(dir.resolve("CURRENT")).strip());
    }

    /** Changes one bit, before the last record of what was written. */
    private static void flip(Path path, SplittableRandom random) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long position = random.nextLong(file.size() * 9 / 10);
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, position);
            one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(8))));
            file.write(one.rewind(), position);
        }
    }
}
