package dev.leverframe.journal;

import dev.leverframe.journal.store.Batch;
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
        batch.tell(new Batch.Target<RuntimeException>() {
            @Override
            public void put(Table table, byte[] key, byte[] value) {
                tables.get(table).put(key, value);
            }

            @Override
            public void delete(Table table, byte[] key) {
                tables.get(table).remove(key);
            }

            @Override
            public void deleteRange(Table table, byte[] from, byte[] to) {
                tables.get(table).subMap(from, to).clear();
            }
        });
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
