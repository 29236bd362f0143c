package dev.leverframe.journal.store;

import dev.leverframe.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the native part of RocksDB. */
final class RocksLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(RocksLibrary.class);

    private RocksLibrary() {}

    /**
     * Unpacks it beside the data: the loader would leave a copy of 17 MB in the temporary directory each time that the
     * process is killed. Where nothing may be executed from there, the temporary directory has to do.
     */
    static void load(Path dir) {
        try {
            Path beside = Files.createDirectories(dir.resolve("native"));
            NativeLibraryLoader.getInstance().loadLibrary(beside.toString());
        } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
            LOG.debug("native library not loaded from the data directory dir={}", dir, e);
            loadElsewhere();
        }
    }

    private static void loadElsewhere() {
        try {
            RocksDB.loadLibrary();
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            throw new JournalException(
                    "the journal's library cannot be loaded here (" + e.getMessage()
                            + "); it is there for Linux with glibc and macOS on x86-64 and arm64, and Windows on x86-64",
                    e);
        }
    }
}
