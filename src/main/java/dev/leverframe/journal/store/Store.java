package dev.leverframe.journal.store;

import dev.leverframe.journal.JournalException;
import org.jspecify.annotations.Nullable;

/**
 * Tables of bytes, ordered by key (bytes unsigned), that survive the process. One thread writes; any thread reads. Every
 * method throws {@link JournalException} where files cannot be read or written; its message is for an operator.
 */
public interface Store extends AutoCloseable {
    /**
     * Makes every change of the batch or none. After an exception nothing may be assumed of the batch, and nothing of those
     * since the last one that was synced, until {@link #reopen} has read what is there.
     *
     * @param sync whether it must survive the loss of power, with all before it; else it survives the death of the process
     */
    void write(Batch batch, boolean sync);

    byte @Nullable [] get(Table table, byte[] key);

    /** The entries from a key to before another as they are now, in their order. */
    Cursor ascending(Table table, byte[] from, byte[] to);

    /** The same entries from the last to the first. */
    Cursor descending(Table table, byte[] from, byte[] to);

    /** Gives the room of removed entries in a range back to the disk; may take long, beside writes. */
    void reclaim(Table table, byte[] from, byte[] to);

    /** Reads again what the files hold, after an error. Ends every walk. */
    void reopen();

    /** Room that the files take, bytes. */
    long bytesOnDisk();

    /** Ends every walk and lets go of the files. */
    @Override
    void close();

    /** A walk over entries that later writes do not change; for one thread. Stands before the first one at first. */
    interface Cursor extends AutoCloseable {
        /** Goes on to the next entry; false behind the last one. */
        boolean next();

        byte[] key();

        byte[] value();

        @Override
        void close();
    }
}
