package dev.leverframe.journal;

import static org.awaitility.Awaitility.await;

import dev.leverframe.journal.CommitJournal.Options;
import dev.leverframe.journal.Told.Awaited;
import dev.leverframe.journal.store.RocksStore;
import dev.leverframe.journal.store.Store;
import dev.leverframe.model.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** A journal over a store whose disk may fail, of either engine, that can be closed and started again. */
final class Bench implements AutoCloseable {
    static final StreamId A = new StreamId("a", 1);
    static final StreamId B = new StreamId("b", 1);
    static final long NOW_MS = 1_790_000_000_000L;

    /** The engines that keep the tables. */
    enum Engine {
        MEMORY,
        ROCKS
    }

    private final Supplier<Store> files;
    private final Options options;
    private final InstantSource clock;
    FaultyStore store;
    CommitJournal journal;

    Bench(Engine engine, Path dir, Options options) {
        this(engine, dir, options, InstantSource.fixed(Instant.ofEpochMilli(NOW_MS)));
    }

    Bench(Engine engine, Path dir, Options options, InstantSource clock) {
        MemoryStore memory = new MemoryStore();
        this.files = engine == Engine.MEMORY ? () -> memory : () -> RocksStore.open(dir);
        this.options = options;
        this.clock = clock;
        start();
    }

    private void start() {
        store = new FaultyStore(files.get());
        journal = CommitJournal.start(store, options, clock, "0.0-test", Duration.ofMillis(20));
    }

    void restart() {
        journal.close();
        start();
    }

    JournalReader reader() {
        return journal.reader();
    }

    JournalStream open(StreamId id) {
        return journal.open(id, new StoreReader(store).last(id), StreamOwner.NONE);
    }

    /** Appends facts and waits until they are kept. */
    static void keep(JournalStream stream, List<Fact> facts) {
        Awaited receipt = new Awaited();
        stream.append(facts, receipt);
        String lost = receipt.join();
        if (!lost.isEmpty()) {
            throw new AssertionError("facts were lost: " + lost);
        }
    }

    static String end(JournalStream stream, List<Fact> facts) {
        Awaited receipt = new Awaited();
        stream.append(facts, receipt);
        return receipt.join();
    }

    void awaitSnapshots(StreamId id, int count) {
        await().until(() -> reader().snapshots(id).size() == count);
    }

    @Override
    public void close() {
        store.release();
        journal.close();
    }
}
