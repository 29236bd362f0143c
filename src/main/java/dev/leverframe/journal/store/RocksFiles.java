package dev.leverframe.journal.store;

import dev.leverframe.journal.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of a RocksDB database: how it is opened, how large it is, whether it could be written again. */
final class RocksFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RocksFiles.class);
    private static final long ROOM_BYTES = 8 << 20;
    private static final int PROBE_BYTES = 64 << 10;
    private static final int BESIDE_ATTEMPTS = 5;
    private static final int CATCH_UP_ATTEMPTS = 100;

    private final Path dir;
    /** Where a reader beside the writer keeps what it must write; null for the writer. */
    private final @Nullable Path scratch;

    private RocksFiles(Path dir, @Nullable Path scratch) {
        this.dir = dir;
        this.scratch = scratch;
    }

    static RocksFiles ofWriter(Path dir) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new JournalException("data_dir " + dir + " cannot be created: " + e, e);
        }
        RocksLibrary.load(dir);
        return new RocksFiles(dir, null);
    }

    static RocksFiles ofReader(Path dir) {
        if (!Files.exists(dir.resolve("CURRENT"))) {
            throw new JournalException("there is no journal in " + dir + "; name the data_dir of a service");
        }
        try {
            Path scratch = Files.createTempDirectory("leverframe-reader");
            RocksLibrary.load(scratch);
            return new RocksFiles(dir, scratch);
        } catch (IOException e) {
            throw new JournalException("the temporary directory cannot be written: " + e, e);
        }
    }

    RocksSession open() {
        try {
            return scratch == null ? openToWrite() : openBeside(scratch);
        } catch (RocksDBException e) {
            throw RocksFailure.explain(dir, e);
        }
    }

    /** A last record cut short is how a crash ends a log. Damage before that is not, and costs what follows it. */
    private RocksSession openToWrite() throws RocksDBException {
        defuse();
        boolean empty = bytesWritten() == 0;
        try {
            return RocksSession.open(dir, WALRecoveryMode.TolerateCorruptedTailRecords, empty);
        } catch (RocksDBException e) {
            if (!RocksFailure.isDamage(e)) {
                throw e;
            }
            Path aside = setAside();
            LOG.error(
                    "the journal is damaged; facts from the damage on are lost dir={} cause='{}' damaged_files_copied_to={}",
                    dir,
                    e.getMessage(),
                    aside);
            return RocksSession.open(dir, WALRecoveryMode.PointInTimeRecovery, empty);
        }
    }

    /** Nothing yet where the first start of all ended before its end. */
    private long bytesWritten() {
        try (Stream<Path> files = Files.list(dir)) {
            return total(files.filter(RocksFiles::holdsData).toList());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static boolean holdsData(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".log") || name.endsWith(".sst");
    }

    private JournalException failed(IOException cause) {
        return new JournalException("the disk of " + dir + " failed: " + cause, cause);
    }

    private void defuse() {
        try {
            List<EndlessRecords.Place> endless = EndlessRecords.find(dir);
            if (!endless.isEmpty()) {
                LOG.error("records are damaged places={} damaged_files_copied_to={}", endless, setAside());
            }
            for (EndlessRecords.Place place : endless) {
                place.defuse();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Where copies of the logs are, which opening removes; null where there is no room for them. */
    private @Nullable Path setAside() {
        try {
            Path aside = Files.createTempDirectory(dir, "damaged-");
            for (Path log : logs()) {
                Files.copy(log, aside.resolve(log.getFileName()));
            }
            return aside;
        } catch (IOException e) {
            LOG.warn("damaged files could not be copied dir={} cause='{}'", dir, e.toString());
            return null;
        }
    }

    /** The writer may remove a file between the moment when its name is read and the one when it is opened. */
    private RocksSession openBeside(Path scratch) throws RocksDBException {
        for (int attempt = 1; ; attempt++) {
            requireEnds();
            try {
                return caughtUp(RocksSession.openBeside(dir, scratch));
            } catch (RocksDBException e) {
                if (attempt == BESIDE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Where the writer turned a log into a table while this process read what tables there are and then what logs, what
     * stood in that log is missing from the middle. It is not where no log came or went meanwhile.
     */
    private RocksSession caughtUp(RocksSession session) throws RocksDBException {
        try {
            for (int attempt = 1; attempt <= CATCH_UP_ATTEMPTS; attempt++) {
                List<Path> before = logs();
                session.catchUp();
                if (logs().equals(before)) {
                    return session;
                }
            }
            throw new JournalException("the journal in " + dir + " is written too fast to be read beside; try again");
        } catch (IOException e) {
            session.close();
            throw failed(e);
        } catch (RocksDBException | JournalException e) {
            session.close();
            throw e;
        }
    }

    private void requireEnds() {
        try {
            if (!EndlessRecords.find(dir).isEmpty()) {
                throw new JournalException("the journal in " + dir + " is damaged; start the service on it, or a copy");
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Opening writes anew what stands in the logs: asks whether there is room for it, and whether the disk takes it. */
    void requireRoom() {
        if (scratch != null) {
            return;
        }
        try {
            long needed = ROOM_BYTES + total(logs());
            if (Files.getFileStore(dir).getUsableSpace() < needed) {
                throw new JournalException(
                        "no space is left on the disk of " + dir + " (" + needed + " bytes are needed)");
            }
            probe();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void probe() throws IOException {
        Path probe = dir.resolve("probe");
        try (FileChannel file = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(PROBE_BYTES));
            file.force(true);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** Of the database alone, bytes; files come and go meanwhile. */
    long bytes() {
        try (Stream<Path> files = Files.list(dir)) {
            return total(files.filter(Files::isRegularFile).toList());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static long total(List<Path> files) throws IOException {
        long total = 0;
        for (Path file : files) {
            try {
                total += Files.size(file);
            } catch (NoSuchFileException e) {
                // gone since it was listed
            }
        }
        return total;
    }

    @Override
    public void close() {
        if (scratch != null) {
            remove(scratch);
        }
    }

    private static void remove(Path scratch) {
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("scratch directory left behind dir={}", scratch, e);
        }
    }
}
