package dev.leverframe.journal.store;

import dev.leverframe.journal.JournalException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.RocksDBException;

/**
 * Tables in RocksDB. A native database that is used after it was closed takes the process down, so whatever uses it holds the
 * reading side of a lock, and whoever closes it the writing side.
 */
public final class RocksStore implements Store {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Set<RocksCursor> cursors = ConcurrentHashMap.newKeySet();
    private final Path dir;
    private final RocksFiles files;
    private @Nullable RocksSession session;

    private RocksStore(Path dir, RocksFiles files) {
        this.dir = dir;
        this.files = files;
    }

    /** Opens for the one process that writes. Creates what is not there. */
    public static RocksStore open(Path dir) {
        RocksStore store = new RocksStore(dir, RocksFiles.ofWriter(dir));
        store.reopen();
        return store;
    }

    /**
     * Opens what is there for reading, also while a service writes; that one is not disturbed. Shows what was written until
     * now, and what is later after {@link #reopen}.
     *
     * @throws JournalException also where there is no journal
     */
    public static RocksStore openForReading(Path dir) {
        RocksStore store = new RocksStore(dir, RocksFiles.ofReader(dir));
        store.reopen();
        return store;
    }

    @Override
    public void write(Batch batch, boolean sync) {
        lock.readLock().lock();
        try {
            session().write(batch, sync);
        } catch (RocksDBException e) {
            throw RocksFailure.explain(dir, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        lock.readLock().lock();
        try {
            RocksSession open = session();
            return open.db().get(open.table(table), key);
        } catch (RocksDBException e) {
            throw RocksFailure.explain(dir, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public Cursor ascending(Table table, byte[] from, byte[] to) {
        return cursor(table, from, to, true);
    }

    @Override
    public Cursor descending(Table table, byte[] from, byte[] to) {
        return cursor(table, from, to, false);
    }

    private Cursor cursor(Table table, byte[] from, byte[] to, boolean forward) {
        lock.readLock().lock();
        try {
            RocksCursor cursor = new RocksCursor(this, session(), lock.readLock(), table, from, to, forward);
            cursors.add(cursor);
            return cursor;
        } finally {
            lock.readLock().unlock();
        }
    }

    void forget(RocksCursor cursor) {
        cursors.remove(cursor);
    }

    /** First the files that hold nothing else, which costs nothing; then what is left among its neighbours. */
    @Override
    public void reclaim(Table table, byte[] from, byte[] to) {
        lock.readLock().lock();
        try (CompactRangeOptions options = new CompactRangeOptions().setExclusiveManualCompaction(false)) {
            RocksSession open = session();
            open.db().deleteFilesInRanges(open.table(table), List.of(from, to), false);
            open.db().compactRange(open.table(table), from, to, options);
        } catch (RocksDBException e) {
            throw RocksFailure.explain(dir, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void reopen() {
        if (isOpen()) {
            // reading goes on while there is no hope of more
            files.requireRoom();
        }
        shut();
        lock.writeLock().lock();
        try {
            session = files.open();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean isOpen() {
        lock.readLock().lock();
        try {
            return session != null;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public long bytesOnDisk() {
        return files.bytes();
    }

    @Override
    public void close() {
        shut();
        files.close();
    }

    private void shut() {
        stopCompacting();
        lock.writeLock().lock();
        try {
            cursors.forEach(RocksCursor::release);
            cursors.clear();
            RocksSession open = session;
            session = null;
            if (open != null) {
                open.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Who reclaims holds the lock until it is told to stop. */
    private void stopCompacting() {
        lock.readLock().lock();
        try {
            if (session != null) {
                session.db().cancelAllBackgroundWork(false);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private RocksSession session() {
        RocksSession open = session;
        if (open == null) {
            throw away(dir);
        }
        return open;
    }

    static JournalException away(Path dir) {
        return new JournalException(
                "the journal in " + dir + " was closed meanwhile, or is being opened again; try again");
    }

    Path dir() {
        return dir;
    }
}
