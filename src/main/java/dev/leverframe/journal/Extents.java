package dev.leverframe.journal;

import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Store;
import dev.leverframe.journal.store.Store.Cursor;
import dev.leverframe.journal.store.Table;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept of every stream. Of the writer's thread alone. */
final class Extents {
    private static final Logger LOG = LoggerFactory.getLogger(Extents.class);

    private final Map<StreamId, Extent> extents = new TreeMap<>();
    private final Store store;

    Extents(Store store) {
        this.store = store;
    }

    /** Reads what the store says now. */
    void load() {
        extents.clear();
        try (Cursor notes = store.ascending(Table.STREAMS, Keys.FIRST, Keys.END)) {
            while (notes.next()) {
                read(notes.key(), notes.value());
            }
        }
        extents.values().forEach(this::countTail);
    }

    private void read(byte[] key, byte[] note) {
        StreamId id = Keys.streamOf(key);
        if (Keys.hasSequence(key)) {
            of(id).readPosition(Keys.sequenceOf(key), note);
        } else {
            extents.put(id, Extent.read(id, note));
        }
    }

    /** One stream whose records are damaged keeps no other from being written. */
    private void countTail(Extent extent) {
        try (Cursor records =
                store.ascending(Table.JOURNAL, Keys.at(extent.id, extent.written() + 1), Keys.end(extent.id))) {
            while (records.next()) {
                extent.count(Keys.sequenceOf(records.key()), sizeOf(records));
            }
        } catch (JournalException e) {
            LOG.error("facts cannot be read stream={} cause='{}'", extent.id, e.getMessage());
        }
    }

    static long sizeOf(Cursor record) {
        return (long) record.key().length + record.value().length;
    }

    Extent of(StreamId id) {
        return extents.computeIfAbsent(id, Extent::new);
    }

    Collection<Extent> all() {
        return extents.values();
    }

    void remove(Batch batch, Extent extent) {
        batch.deleteRange(Table.SNAPSHOTS, Keys.stream(extent.id), Keys.end(extent.id));
        batch.deleteRange(Table.STREAMS, Keys.stream(extent.id), Keys.end(extent.id));
        extents.remove(extent.id);
    }

    long bytes() {
        return extents.values().stream().mapToLong(Extent::bytes).sum();
    }
}
