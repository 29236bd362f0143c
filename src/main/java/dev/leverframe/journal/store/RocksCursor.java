package dev.leverframe.journal.store;

import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * A walk over a database that may be closed meanwhile by another thread: every step holds the lock that closing needs, and a
 * walk whose database is gone says so.
 */
final class RocksCursor implements Store.Cursor {
    private final RocksStore store;
    private final Lock lock;
    private final boolean forward;
    private final ReadOptions options;
    private final Slice lower;
    private final Slice upper;
    private final RocksIterator iterator;
    private boolean started;
    private boolean closed;

    /** The caller holds the lock. */
    RocksCursor(
            RocksStore store, RocksSession session, Lock lock, Table table, byte[] from, byte[] to, boolean forward) {
        this.store = store;
        this.lock = lock;
        this.forward = forward;
        this.lower = new Slice(from);
        this.upper = new Slice(to);
        this.options = new ReadOptions()
                .setIterateLowerBound(lower)
                .setIterateUpperBound(upper)
                // a walk reads everything once, and what it pushed out of the cache would be missed
                .setFillCache(false);
        this.iterator = session.db().newIterator(session.table(table), options);
    }

    @Override
    public boolean next() {
        lock.lock();
        try {
            requireOpen();
            advance();
            if (iterator.isValid()) {
                return true;
            }
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw RocksFailure.explain(store.dir(), e);
        } finally {
            lock.unlock();
        }
    }

    private void advance() {
        if (started) {
            step();
        } else if (forward) {
            iterator.seekToFirst();
        } else {
            iterator.seekToLast();
        }
        started = true;
    }

    private void step() {
        if (!iterator.isValid()) {
            return;
        }
        if (forward) {
            iterator.next();
        } else {
            iterator.prev();
        }
    }

    @Override
    public byte[] key() {
        return locked(iterator::key);
    }

    @Override
    public byte[] value() {
        return locked(iterator::value);
    }

    private byte[] locked(Supplier<byte[]> read) {
        lock.lock();
        try {
            requireOpen();
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw RocksStore.away(store.dir());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            store.forget(this);
            release();
        } finally {
            lock.unlock();
        }
    }

    /** The caller holds the lock, or the one that keeps everyone else out. */
    void release() {
        if (!closed) {
            closed = true;
            iterator.close();
            options.close();
            lower.close();
            upper.close();
        }
    }
}
