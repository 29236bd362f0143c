package dev.leverframe.journal.store;

import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Writes batches to an open database, by memory that is used again: a commit of a busy service is some hundred kilobytes, and to
 * ask the system for as much each time costs more than to fill it.
 */
final class RocksChanges implements Batch.Target<RocksDBException>, AutoCloseable {
    /** Shorter values are handed over as arrays, which the library copies. */
    private static final int DIRECT_BYTES_MIN = 4 << 10;
    /** What is larger is not kept. */
    private static final int KEPT_BYTES_MAX = 8 << 20;

    private final RocksSession session;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions().setSync(false);
    private WriteBatch changes = new WriteBatch();
    private ByteBuffer key = ByteBuffer.allocateDirect(256);
    private ByteBuffer value = ByteBuffer.allocateDirect(64 << 10);

    RocksChanges(RocksSession session) {
        this.session = session;
    }

    synchronized void write(Batch batch, boolean sync) throws RocksDBException {
        try {
            batch.tell(this);
            session.db().write(sync ? synced : unsynced, changes);
        } finally {
            clear();
        }
    }

    private void clear() {
        if (changes.getDataSize() <= KEPT_BYTES_MAX) {
            changes.clear();
        } else {
            changes.close();
            changes = new WriteBatch();
        }
    }

    @Override
    public void put(Table table, byte[] newKey, byte[] newValue) throws RocksDBException {
        if (newValue.length < DIRECT_BYTES_MIN || newValue.length > KEPT_BYTES_MAX) {
            changes.put(session.table(table), newKey, newValue);
        } else {
            key = filled(key, newKey);
            value = filled(value, newValue);
            changes.put(session.table(table), key, value);
        }
    }

    private static ByteBuffer filled(ByteBuffer buffer, byte[] bytes) {
        ByteBuffer filled = buffer.capacity() < bytes.length ? ByteBuffer.allocateDirect(2 * bytes.length) : buffer;
        return filled.clear().put(bytes).flip();
    }

    @Override
    public void delete(Table table, byte[] oldKey) throws RocksDBException {
        changes.delete(session.table(table), oldKey);
    }

    @Override
    public void deleteRange(Table table, byte[] from, byte[] to) throws RocksDBException {
        changes.deleteRange(session.table(table), from, to);
    }

    @Override
    public void close() {
        changes.close();
        synced.close();
        unsynced.close();
    }
}
