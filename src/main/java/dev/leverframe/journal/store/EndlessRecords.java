package dev.leverframe.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what RocksDB 11.8.1 would read for ever (facebook/rocksdb issue 13333): a record in a log or manifest whose kind is
 * one of recycled logs, of another log. None is ever written here, but one changed bit in a header or garbage behind the last
 * record can look like one. Given an ordinary kind instead, the record fails its checksum, as any damaged record does, or
 * passes it, where the kind was all that was damaged.
 *
 * <p>A file is blocks of 32 KiB of records, none across two of them: checksum (4 bytes), length (2, little-endian), kind (1),
 * content.
 */
final class EndlessRecords {
    private static final int BLOCK_BYTES = 32 << 10;
    private static final int HEADER_BYTES = 7;
    private static final int LENGTH_AT = 4;
    private static final int KIND_AT = 6;
    private static final byte WHOLE_RECORD = 1;
    /** Whole, first, middle and last record, size of time stamps, log before: each of recycled logs. */
    private static final Set<Integer> RECYCLED = Set.of(5, 6, 7, 8, 11, 131);

    private EndlessRecords() {}

    /** Where the kinds of such records stand in the logs and manifests of a database, by file. */
    static List<Place> find(Path dir) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(dir)) {
            logs = files.filter(EndlessRecords::isLog).toList();
        }
        List<Place> places = new ArrayList<>();
        for (Path log : logs) {
            try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
                scan(log, file, places);
            } catch (NoSuchFileException e) {
                // gone since it was listed
            }
        }
        return places;
    }

    private static boolean isLog(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".log") || name.startsWith("MANIFEST-");
    }

    private static void scan(Path log, FileChannel file, List<Place> places) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        for (long start = 0; start < file.size(); start += BLOCK_BYTES) {
            block.clear();
            int read;
            do {
                read = file.read(block, start + block.position());
            } while (read > 0 && block.hasRemaining());
            scan(log, start, block.flip(), places);
        }
    }

    /** Goes from header to header; behind a damaged one RocksDB reads no more, so what is found there does no harm. */
    private static void scan(Path log, long start, ByteBuffer block, List<Place> places) {
        int at = 0;
        while (at + HEADER_BYTES <= block.limit()) {
            int kind = Byte.toUnsignedInt(block.get(at + KIND_AT));
            if (RECYCLED.contains(kind)) {
                places.add(new Place(log, start + at + KIND_AT));
            }
            int length = Byte.toUnsignedInt(block.get(at + LENGTH_AT))
                    | Byte.toUnsignedInt(block.get(at + LENGTH_AT + 1)) << Byte.SIZE;
            if (kind == 0 && length == 0) {
                return;
            }
            at += HEADER_BYTES + length;
        }
    }

    /** A byte in a file. */
    record Place(Path log, long position) {
        /** Makes the record one that is read once. */
        void defuse() throws IOException {
            try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(new byte[] {WHOLE_RECORD}), position);
                file.force(true);
            }
        }
    }
}
