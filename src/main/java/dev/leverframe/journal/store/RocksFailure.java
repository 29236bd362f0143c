package dev.leverframe.journal.store;

import dev.leverframe.journal.JournalException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What RocksDB says, in the words of an operator. */
final class RocksFailure {
    private RocksFailure() {}

    static JournalException explain(Path dir, RocksDBException failure) {
        return new JournalException(words(dir, failure), failure);
    }

    private static String words(Path dir, RocksDBException failure) {
        String says = String.valueOf(failure.getMessage());
        if (says.contains("lock file") || says.contains("lock hold")) {
            return "data_dir " + dir + " is in use by another process; stop that one, or set another data_dir";
        }
        Status status = failure.getStatus();
        if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
            return "no space is left on the disk of " + dir;
        }
        if (isDamage(failure)) {
            return "the journal in " + dir + " is damaged: " + says;
        }
        return "the disk of " + dir + " failed: " + says;
    }

    /** Whether the files hold what was not written so. */
    static boolean isDamage(RocksDBException failure) {
        if (String.valueOf(failure.getMessage()).contains("Column famil")) {
            // a table is gone from the list of what there is
            return true;
        }
        Status status = failure.getStatus();
        return status != null && status.getCode() == Status.Code.Corruption;
    }
}
