package dev.leverframe.journal.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rocksdb.AbstractImmutableNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/**
 * An open database and what belongs to it. Small on purpose: about 100 MB of memory at most, of which 16 MB cache blocks, since
 * what is read is read once and in order.
 */
final class RocksSession implements AutoCloseable {
    private static final long MIB = 1 << 20;
    private static final long WAL_MAX_BYTES = 64 * MIB;

    private final List<AbstractImmutableNativeReference> resources = new ArrayList<>();
    private final Map<Table, ColumnFamilyHandle> tables = new EnumMap<>(Table.class);
    private final RocksDB db;
    private final RocksChanges changes = new RocksChanges(this);

    /**
     * Opens for reading and writing.
     *
     * @param create whether what is not there is created: a table that is missing among others that hold something is damage
     */
    static RocksSession open(Path dir, WALRecoveryMode recovery, boolean create) throws RocksDBException {
        return new RocksSession(
                recovery,
                (options, families, handles) -> RocksDB.open(
                        options.setCreateIfMissing(create).setCreateMissingColumnFamilies(create),
                        dir.toString(),
                        families,
                        handles));
    }

    /** Opens for reading beside a process that writes; sees what that one had written by now. */
    static RocksSession openBeside(Path dir, Path scratch) throws RocksDBException {
        // every file is opened at once, so that one which the writer removes stays readable
        return new RocksSession(
                WALRecoveryMode.TolerateCorruptedTailRecords,
                (options, families, handles) -> RocksDB.openAsSecondary(
                        options.setMaxOpenFiles(-1), dir.toString(), scratch.toString(), families, handles));
    }

    private RocksSession(WALRecoveryMode recovery, Opening opening) throws RocksDBException {
        LRUCache cache = keep(new LRUCache(16 * MIB));
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family(MIB, cache)));
        for (Table table : Table.values()) {
            families.add(new ColumnFamilyDescriptor(table.bytes(), family(memoryOf(table), cache)));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            db = opening.open(database(recovery), families, handles);
        } catch (RocksDBException e) {
            changes.close();
            closeResources();
            throw e;
        }
        Iterator<ColumnFamilyHandle> opened = handles.iterator();
        opened.next().close();
        for (Table table : Table.values()) {
            tables.put(table, opened.next());
        }
    }

    private DBOptions database(WALRecoveryMode recovery) {
        return keep(new DBOptions())
                .setWalRecoveryMode(recovery)
                // a recycled log ends in old records, which a reader after a crash could take for new ones
                .setRecycleLogFileNum(0)
                // all tables reach their files together, so that a log cut short leaves a state that once was
                .setAtomicFlush(true)
                .setMaxTotalWalSize(WAL_MAX_BYTES)
                .setMaxOpenFiles(256)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(MIB)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setKeepLogFileNum(2);
    }

    private static long memoryOf(Table table) {
        return switch (table) {
            case JOURNAL -> 32 * MIB;
            case SNAPSHOTS, INDEX -> 8 * MIB;
            case STREAMS, AUDIT -> MIB;
        };
    }

    private ColumnFamilyOptions family(long memory, LRUCache cache) {
        return keep(new ColumnFamilyOptions())
                .setWriteBufferSize(memory)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTargetFileSizeBase(16 * MIB)
                // files of several domains overlap: the more of them are merged at once, the less often all of them are
                .setLevel0FileNumCompactionTrigger(8)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
    }

    /** Beside a process that writes: sees what that one has written since. */
    void catchUp() throws RocksDBException {
        db.tryCatchUpWithPrimary();
    }

    void write(Batch batch, boolean sync) throws RocksDBException {
        changes.write(batch, sync);
    }

    RocksDB db() {
        return db;
    }

    ColumnFamilyHandle table(Table table) {
        return Objects.requireNonNull(tables.get(table), "every table is opened");
    }

    /** No one may use the database any more. */
    @Override
    public void close() {
        changes.close();
        tables.values().forEach(ColumnFamilyHandle::close);
        db.close();
        closeResources();
    }

    private void closeResources() {
        for (int i = resources.size() - 1; i >= 0; i--) {
            resources.get(i).close();
        }
    }

    private <R extends AbstractImmutableNativeReference> R keep(R resource) {
        resources.add(resource);
        return resource;
    }

    private interface Opening {
        RocksDB open(DBOptions options, List<ColumnFamilyDescriptor> families, List<ColumnFamilyHandle> handles)
                throws RocksDBException;
    }
}
