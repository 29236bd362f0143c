package dev.leverframe.journal;

import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.RocksStore;
import dev.leverframe.journal.store.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Damages the files of a journal that nobody has open. */
public final class Damage {
    private Damage() {}

    /** Cuts the newest snapshot of a stream in half. */
    public static void cutNewestSnapshot(Path dir, StreamId stream) {
        try (RocksStore store = RocksStore.open(dir)) {
            cutSnapshots(store, stream, new StoreReader(store).snapshots(stream).subList(0, 1));
        }
    }

    /** Cuts every snapshot of a stream in half, and removes its first facts. */
    public static void ruin(Path dir, StreamId stream) {
        try (RocksStore store = RocksStore.open(dir)) {
            StoreReader reader = new StoreReader(store);
            cutSnapshots(store, stream, reader.snapshots(stream));
            Batch first = new Batch();
            first.deleteRange(Table.JOURNAL, Keys.at(stream, 0), Keys.at(stream, 2));
            store.write(first, true);
        }
    }

    private static void cutSnapshots(RocksStore store, StreamId stream, List<Long> positions) {
        for (long position : positions) {
            byte[] key = Keys.at(stream, position);
            byte[] record = store.get(Table.SNAPSHOTS, key);
            store.write(new Batch().put(Table.SNAPSHOTS, key, Arrays.copyOf(record, record.length / 2)), true);
        }
    }

    /**
     * Cuts the log of what was not yet sorted into tables.
     *
     * @param share of it that stays, in [0, 1)
     */
    public static void cutLog(Path dir, double share) throws IOException {
        try (FileChannel log = FileChannel.open(log(dir), StandardOpenOption.WRITE)) {
            log.truncate((long) (share * log.size()));
        }
    }

    /**
     * Changes one bit of that log.
     *
     * @param share of it before the bit, in [0, 1)
     */
    public static void flipLog(Path dir, double share) throws IOException {
        try (FileChannel log = FileChannel.open(log(dir), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long position = (long) (share * log.size());
            ByteBuffer one = ByteBuffer.allocate(1);
            log.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 16));
            log.write(one.rewind(), position);
        }
    }

    private static Path log(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }
}
