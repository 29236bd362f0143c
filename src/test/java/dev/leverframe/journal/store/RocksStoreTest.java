package dev.leverframe.journal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.journal.JournalException;
import dev.leverframe.journal.store.Store.Cursor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tables on disk: what the interface promises beyond what the journal's own tests see. */
@Timeout(120)
class RocksStoreTest {
    private static final byte[] FIRST = {};
    private static final byte[] END = {-1, -1, -1, -1, -1, -1, -1, -1, -1};

    @TempDir
    Path dir;

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static void put(Store store, long number) {
        store.write(new Batch().put(Table.JOURNAL, key(number), ("value " + number).getBytes(UTF_8)), false);
    }

    private static List<Long> keys(Cursor cursor) {
        List<Long> keys = new ArrayList<>();
        try (cursor) {
            while (cursor.next()) {
                keys.add(ByteBuffer.wrap(cursor.key()).getLong());
            }
        }
        return keys;
    }

    private static List<Long> all(Store store) {
        return keys(store.ascending(Table.JOURNAL, FIRST, END));
    }

    @Test
    void walksInOrderBothWaysWithinBounds() {
        try (Store store = RocksStore.open(dir)) {
            for (long number : new long[] {300, 1, 2, 256, 255}) {
                put(store, number);
            }
            assertThat(all(store)).containsExactly(1L, 2L, 255L, 256L, 300L);
            assertThat(keys(store.ascending(Table.JOURNAL, key(2), key(300)))).containsExactly(2L, 255L, 256L);
            assertThat(keys(store.descending(Table.JOURNAL, key(2), key(300)))).containsExactly(256L, 255L, 2L);
            assertThat(keys(store.ascending(Table.AUDIT, FIRST, END))).isEmpty();
            assertThat(store.get(Table.JOURNAL, key(2))).isEqualTo("value 2".getBytes(UTF_8));
            assertThat(store.get(Table.JOURNAL, key(3))).isNull();
            assertThat(store.bytesOnDisk()).isPositive();
        }
    }

    @Test
    void aWalkSeesWhatWasThereWhenItBegan() {
        try (Store store = RocksStore.open(dir)) {
            put(store, 1);
            try (Cursor cursor = store.ascending(Table.JOURNAL, FIRST, END)) {
                store.write(
                        new Batch().deleteRange(Table.JOURNAL, key(0), key(9)).put(Table.JOURNAL, key(2), key(2)),
                        true);
                assertThat(keys(cursor)).containsExactly(1L);
            }
            assertThat(all(store)).containsExactly(2L);
        }
    }

    @Test
    void aWalkEndsWithAWordWhereTheStoreIsOpenedAgain() {
        try (Store store = RocksStore.open(dir)) {
            put(store, 1);
            try (Cursor cursor = store.ascending(Table.JOURNAL, FIRST, END)) {
                assertThat(cursor.next()).isTrue();
                store.reopen();
                assertThatThrownBy(cursor::value)
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("try again");
            }
            assertThat(all(store)).containsExactly(1L);
        }
    }

    @Test
    void afterItsEndItSaysSo() {
        Store store = RocksStore.open(dir);
        store.close();
        store.close();
        assertThatThrownBy(() -> put(store, 1)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> all(store)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> store.get(Table.JOURNAL, key(1))).isInstanceOf(JournalException.class);
    }

    @Test
    void aDirectoryInUseIsRefusedWithWhatToDo() {
        try (Store store = RocksStore.open(dir)) {
            assertThatThrownBy(() -> RocksStore.open(dir))
                    .isInstanceOf(JournalException.class)
                    .hasMessage(
                            "data_dir %s is in use by another process; stop that one, or set another data_dir", dir);
            put(store, 1);
        }
    }

    @Test
    void isReadBesideItsWriter() {
        try (Store writer = RocksStore.open(dir)) {
            put(writer, 1);
            try (Store reader = RocksStore.openForReading(dir);
                    Cursor walk = reader.ascending(Table.JOURNAL, FIRST, END)) {
                put(writer, 2);
                writer.write(new Batch().deleteRange(Table.JOURNAL, key(1), key(2)), true);
                writer.reclaim(Table.JOURNAL, key(1), key(2));
                assertThat(keys(walk)).containsExactly(1L);
                assertThatThrownBy(() -> put(reader, 3)).isInstanceOf(JournalException.class);
                reader.reopen();
                assertThat(all(reader)).containsExactly(2L);
            }
            put(writer, 4);
            assertThat(all(writer)).containsExactly(2L, 4L);
        }
    }

    @Test
    void aReaderSeesManyFilesThatTheWriterReplaces() {
        byte[] large = new byte[10_000];
        try (Store writer = RocksStore.open(dir)) {
            for (long i = 0; i < 5_000; i++) {
                Arrays.fill(large, (byte) (i * 31));
                writer.write(new Batch().put(Table.JOURNAL, key(i), large), false);
            }
            try (Store reader = RocksStore.openForReading(dir)) {
                writer.write(new Batch().deleteRange(Table.JOURNAL, key(0), key(4_990)), false);
                writer.reclaim(Table.JOURNAL, key(0), key(4_990));
                assertThat(all(reader)).hasSize(5_000);
                assertThat(all(writer)).hasSize(10);
            }
        }
    }

    /** A log that is turned into a table while a reader opens would be missing from the middle of what it sees. */
    @Test
    void aReaderSeesNoHoleWhateverTheWriterDoes() {
        byte[] value = new byte[2_000];
        new SplittableRandom(1).nextBytes(value);
        AtomicLong written = new AtomicLong();
        AtomicBoolean enough = new AtomicBoolean();
        try (Store writer = RocksStore.open(dir)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                while (!enough.get() && written.get() < 20_000) {
                    // this table is the one that turns its log into a file the most often
                    writer.write(new Batch().put(Table.STREAMS, key(written.get()), value), false);
                    written.incrementAndGet();
                }
            });
            for (int i = 0; i < 8; i++) {
                long before = written.get();
                try (Store reader = RocksStore.openForReading(dir)) {
                    List<Long> seen = keys(reader.ascending(Table.STREAMS, FIRST, END));
                    assertThat(seen.size()).isGreaterThanOrEqualTo((int) before);
                    assertThat(seen.isEmpty() ? -1 : seen.get(seen.size() - 1)).isEqualTo(seen.size() - 1L);
                }
            }
            enough.set(true);
            writing.join();
        }
    }

    @Test
    void readingNeedsAJournal() {
        assertThatThrownBy(() -> RocksStore.openForReading(dir.resolve("none")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("there is no journal in");
    }
}
