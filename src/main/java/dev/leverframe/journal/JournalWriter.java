package dev.leverframe.journal;

import dev.leverframe.journal.Extent.Position;
import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.StreamOwner.Whole;
import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Store;
import dev.leverframe.journal.store.Store.Cursor;
import dev.leverframe.journal.store.Table;
import dev.leverframe.journal.wire.Wire;
import dev.leverframe.model.Snapshot;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes commits, snapshots and cuts, and knows how durable they are. Of the writer's thread alone. */
final class JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    /** What nobody waits for is synced with what somebody does, and at latest so long after the last time. */
    private static final long SYNC_NANOS = 1_000_000_000L;

    private final Store store;
    private final StoreReader reader;
    private final Extents extents;
    private final CommitJournal.Options options;
    private final InstantSource clock;
    private final String program;
    private final Meter meter;
    private final Facts facts = new Facts();
    private final Set<Progress> unsynced = new HashSet<>();
    private long nextChange = 1;
    private long syncedNanos = System.nanoTime();
    /** When the write that is under way began, by {@link System#nanoTime}; 0: none is. */
    private volatile long busySince;

    JournalWriter(
            Store store,
            Extents extents,
            CommitJournal.Options options,
            InstantSource clock,
            String program,
            Meter meter) {
        this.store = store;
        this.reader = new StoreReader(store);
        this.extents = extents;
        this.options = options;
        this.clock = clock;
        this.program = program;
        this.meter = meter;
    }

    /** Reads what the store holds, at a start or after it was opened again. */
    void load() {
        extents.load();
        nextChange = reader.lastChange() + 1;
        unsynced.clear();
    }

    /** How long the write that is under way has taken until now, ns; from any thread. */
    long busyNanos() {
        long since = busySince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    void commit(GroupCommit group) {
        Batch batch = new Batch();
        long size = group.encode(batch, extents, facts, nextChange);
        boolean sync = options.sync() && (group.isAwaited() || System.nanoTime() - syncedNanos > SYNC_NANOS);
        long nanos = write(batch, sync);
        nextChange += group.changes();
        group.written();
        durable(group.streams(), sync);
        if (group.count() > 0) {
            meter.committed(group.count(), size, nanos);
        }
    }

    private long write(Batch batch, boolean sync) {
        if (batch.isEmpty() && !sync) {
            return 0;
        }
        long start = System.nanoTime();
        busySince = start | 1;
        try {
            store.write(batch, sync);
        } finally {
            busySince = 0;
        }
        return System.nanoTime() - start;
    }

    private void durable(Iterable<Progress> written, boolean synced) {
        written.forEach(unsynced::add);
        if (synced || !options.sync()) {
            unsynced.forEach(progress -> progress.durable = progress.written);
            unsynced.clear();
            syncedNanos = System.nanoTime();
        }
    }

    /** Not synced by itself: until it is, the one before it does. */
    void snapshot(Progress progress, long sequence, long remembersFrom, Snapshot state) {
        Batch batch = new Batch();
        if (put(batch, progress.id, sequence, remembersFrom, state)) {
            write(batch, false);
        }
    }

    /** A state that cannot be encoded is a defect, and stops nothing but its own snapshots. */
    private boolean put(Batch batch, StreamId id, long sequence, long remembersFrom, Snapshot state) {
        try {
            encode(batch, id, sequence, remembersFrom, state);
            return true;
        } catch (RuntimeException e) {
            LOG.error("a snapshot cannot be encoded; this is a defect stream={} sequence={}", id, sequence, e);
            return false;
        }
    }

    private void encode(Batch batch, StreamId id, long sequence, long remembersFrom, Snapshot state) {
        long atMs = clock.millis();
        batch.put(Table.SNAPSHOTS, Keys.at(id, sequence), Wire.snapshot(new Kept(sequence, atMs, program, state)));
        extents.of(id).place(batch, sequence, new Position(remembersFrom, atMs), options.snapshotsMax());
        meter.snapshotTaken(atMs);
    }

    /**
     * The stream goes on from a whole state: with what that refers to, of which the journal lost some.
     *
     * @return whether it does
     */
    boolean rebase(Progress progress, Whole whole) {
        List<Numbered> missing = whole.remembered().stream()
                .filter(remembered -> remembered.sequence() > progress.durable)
                .map(remembered -> new Numbered(remembered.sequence(), remembered.decision()))
                .toList();
        Batch batch = new Batch();
        if (!put(batch, progress.id, whole.sequence(), remembersFrom(whole), whole.state())) {
            return false;
        }
        if (!missing.isEmpty()) {
            facts.putNumbered(batch, extents.of(progress.id), missing);
        }
        write(batch, options.sync());
        progress.whole(whole.sequence());
        return true;
    }

    private static long remembersFrom(Whole whole) {
        return whole.remembered().isEmpty()
                ? whole.sequence() + 1
                : whole.remembered().get(0).sequence();
    }

    void retire(StreamId id) {
        Batch batch = new Batch();
        extents.of(id).retire(batch);
        write(batch, false);
    }

    /** Removes what the store holds after the last fact that counts. */
    void cutAfter(Progress progress) {
        StreamId id = progress.id;
        Extent extent = extents.of(id);
        long last = Math.max(lastOf(id), extent.newestSnapshot());
        if (last < progress.durable) {
            LOG.error("kept facts are gone from the files stream={} kept={} found={}", id, progress.durable, last);
            progress.durable = last;
        } else if (last > progress.durable) {
            cut(extent, progress.durable);
        }
        progress.written = progress.durable;
    }

    /** Facts that cannot be read may have any number; to remove them they need not be read. */
    private long lastOf(StreamId id) {
        try {
            return reader.last(id);
        } catch (JournalException e) {
            LOG.error("facts cannot be read stream={} cause='{}'", id, e.getMessage());
            return Long.MAX_VALUE;
        }
    }

    private void cut(Extent extent, long after) {
        LOG.warn("facts after the last one that counts are removed stream={} last={}", extent.id, after);
        byte[] from = Keys.at(extent.id, after + 1);
        byte[] to = Keys.end(extent.id);
        Batch batch = new Batch();
        long size = unindex(batch, extent.id, from, to);
        batch.deleteRange(Table.JOURNAL, from, to);
        batch.deleteRange(Table.SNAPSHOTS, from, to);
        batch.deleteRange(Table.STREAMS, from, to);
        extent.cut(batch, after, size);
        if (after == 0) {
            extents.remove(batch, extent);
        }
        write(batch, options.sync());
    }

    private long unindex(Batch batch, StreamId id, byte[] from, byte[] to) {
        long size = 0;
        try (Cursor records = store.ascending(Table.JOURNAL, from, to)) {
            while (records.next()) {
                size += Extents.sizeOf(records);
                Facts.unindex(batch, id, Wire.readMentions(records.value()));
            }
        } catch (JournalException e) {
            // what cannot be read goes all the same; entries of the index that lead nowhere are passed over
            LOG.warn("removed facts that cannot be read stream={} cause='{}'", id, e.getMessage());
        }
        return size;
    }

    /** What a stream was left at counts as durable for who opens it again. */
    void settle() {
        if (!unsynced.isEmpty()) {
            finish();
            durable(List.of(), true);
        }
    }

    /** Notes how much is kept, so that the next start need not count, and syncs all. */
    void finish() {
        Batch batch = new Batch();
        extents.all().stream().filter(Extent::isUsed).forEach(extent -> extent.note(batch));
        write(batch, true);
    }
}
