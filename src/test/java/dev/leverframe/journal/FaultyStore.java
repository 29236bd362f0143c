package dev.leverframe.journal;

import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Store;
import dev.leverframe.journal.store.Table;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store whose disk fails or is slow when told to. After a failure it takes nothing until it was opened again. */
final class FaultyStore implements Store {
    private static final int UNLIMITED = Integer.MAX_VALUE / 2;

    private final Store store;
    private final Semaphore gate = new Semaphore(UNLIMITED);
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger synced = new AtomicInteger();
    private volatile @Nullable String writeFault;
    private volatile @Nullable String syncFault;
    private volatile @Nullable String reopenFault;
    private volatile @Nullable String readFault;
    private volatile Predicate<byte[]> unreadable = key -> false;
    private volatile boolean broken;

    FaultyStore(Store store) {
        this.store = store;
    }

    /** Nothing reaches the disk; null: no more. */
    void failWrites(@Nullable String why) {
        writeFault = why;
    }

    /** Everything reaches the disk's memory, and it does not say that it is safe there; null: no more. */
    void failSyncs(@Nullable String why) {
        syncFault = why;
    }

    void failReopening(@Nullable String why) {
        reopenFault = why;
    }

    /** Walks over the table's entries fail at keys like this. */
    void failReads(@Nullable String why, Predicate<byte[]> keys) {
        unreadable = keys;
        readFault = why;
    }

    /** Writes wait until {@link #release}. */
    void hold() {
        gate.drainPermits();
    }

    void release() {
        gate.release(UNLIMITED);
    }

    int writes() {
        return writes.get();
    }

    int synced() {
        return synced.get();
    }

    @Override
    public void write(Batch batch, boolean sync) {
        gate.acquireUninterruptibly();
        gate.release();
        writes.incrementAndGet();
        failIf(broken ? "the store was not opened again" : null);
        failIf(writeFault);
        store.write(batch, false);
        if (sync) {
            failIf(syncFault);
            synced.incrementAndGet();
        }
    }

    private void failIf(@Nullable String why) {
        if (why != null) {
            broken = true;
            throw new JournalException(why);
        }
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return store.get(table, key);
    }

    @Override
    public Cursor ascending(Table table, byte[] from, byte[] to) {
        return new Failing(table, store.ascending(table, from, to));
    }

    @Override
    public Cursor descending(Table table, byte[] from, byte[] to) {
        return new Failing(table, store.descending(table, from, to));
    }

    @Override
    public void reclaim(Table table, byte[] from, byte[] to) {
        store.reclaim(table, from, to);
    }

    @Override
    public void reopen() {
        failIf(reopenFault);
        store.reopen();
        broken = false;
    }

    @Override
    public long bytesOnDisk() {
        return store.bytesOnDisk();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Failing implements Cursor {
        private final Table table;
        private final Cursor cursor;

        Failing(Table table, Cursor cursor) {
            this.table = table;
            this.cursor = cursor;
        }

        @Override
        public boolean next() {
            boolean more = cursor.next();
            String why = readFault;
            if (more && why != null && table == Table.JOURNAL && unreadable.test(cursor.key())) {
                throw new JournalException(why);
            }
            return more;
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        public byte[] value() {
            return cursor.value();
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
