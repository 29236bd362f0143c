package dev.leverframe.journal;

import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Batch.Delete;
import dev.leverframe.journal.store.Batch.DeleteRange;
import dev.leverframe.journal.store.Batch.Put;
import dev.leverframe.journal.store.Store;
import dev.leverframe.journal.store.Table;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Another engine: tables in memory, which outlive {@link #close} as files do. */
final class MemoryStore implements Store {
    private final Map<Table, TreeMap<byte[], byte[]>> tables = new EnumMap<>(Table.class);

    MemoryStore() {
        for (Table table : Table.values()) {
            tables.put(table, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    @Override
    public synchronized void write(Batch batch, boolean sync) {
        for (Batch.Step step : batch.steps()) {
            TreeMap<byte[], byte[]> table = tables.get(step.table());
            if (step instanceof Put put) {
                table.put(put.key(), put.value());
            } else if (step instanceof Delete delete) {
                table.remove(delete.key());
            } else if (step instanceof DeleteRange range) {
                table.subMap(range.from(), range.to()).clear();
            }
        }
    }

    @Override
    public synchronized byte[] get(Table table, byte[] key) {
        return tables.get(table).get(key);
    }

    @Override
    public synchronized Cursor ascending(Table table, byte[] from, byte[] to) {
        return new Entries(new TreeMap<>(tables.get(table).subMap(from, to)));
    }

    @Override
    public synchronized Cursor descending(Table table, byte[] from, byte[] to) {
        TreeMap<byte[], byte[]> copy = new TreeMap<>(tables.get(table).subMap(from, to));
        return new Entries(copy.descendingMap());
    }

    @Override
    public void reclaim(Table table, byte[] from, byte[] to) {}

    @Override
    public void reopen() {}

    @Override
    public synchronized long bytesOnDisk() {
        return tables.values().stream()
                .flatMap(table -> table.entrySet().stream())
                .mapToLong(entry -> entry.getKey().length + entry.getValue().length)
                .sum();
    }

    @Override
    public void close() {}

    private static final class Entries implements Cursor {
        private final Iterator<Map.Entry<byte[], byte[]>> entries;
        private Map.Entry<byte[], byte[]> current;

        Entries(Map<byte[], byte[]> entries) {
            this.entries = entries.entrySet().iterator();
        }

        @Override
        public boolean next() {
            boolean more = entries.hasNext();
            current = more ? entries.next() : null;
            return more;
        }

        @Override
        public byte[] key() {
            return current.getKey();
        }

        @Override
        public byte[] value() {
            return current.getValue();
        }

        @Override
        public void close() {}
    }
}
