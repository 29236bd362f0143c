package dev.leverframe.journal;

import dev.leverframe.journal.store.RocksStore;
import dev.leverframe.journal.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps facts in a store, which one thread writes. */
public final class CommitJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(CommitJournal.class);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(30);
    /** How often the writer looks after what nobody waits for, and whether it can come back. */
    private static final Duration TICK = Duration.ofSeconds(1);
    /** A disk that takes longer for one write does not answer. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StoreReader reader;
    private final Handover handover;
    private final JournalWriter writer;
    private final Health health;
    private final Meter meter = new Meter();
    private final Thread thread;

    /**
     * How facts are kept.
     *
     * @param sync whether what was acknowledged survives the loss of power; else it survives the death of the process
     * @param lingerMs facts that nobody waits for are written at latest so long after they were appended, at least 0
     * @param waitingMax facts that may wait to be written before {@link JournalStatus#congested}, at least 1. From twice as
     *     many on facts are lost
     * @param waitingBytesMax memory of these facts, likewise
     * @param retentionMs facts older than this are removed where no recovery needs them; {@code Long.MAX_VALUE}: never
     * @param retentionBytes so many bytes of records of facts are kept, before compression, and where there are more the
     *     oldest are removed that no recovery needs; {@code Long.MAX_VALUE}: no bound
     * @param snapshotsMax snapshots that are kept of a stream, at least 2
     */
    public record Options(
            boolean sync,
            long lingerMs,
            long waitingMax,
            long waitingBytesMax,
            long retentionMs,
            long retentionBytes,
            int snapshotsMax) {
        private static final long WAITING_BYTES = 64L * 1024 * 1024;

        /** Survives the death of the process; nothing is ever removed. */
        public static final Options PROCESS = new Options(false, 5, 100_000, Long.MAX_VALUE, Long.MAX_VALUE, 64);

        public Options {
            require("lingerMs", lingerMs, 0);
            require("waitingMax", waitingMax, 1);
            require("waitingBytesMax", waitingBytesMax, 1);
            require("retentionMs", retentionMs, 1);
            require("retentionBytes", retentionBytes, 1);
            require("snapshotsMax", snapshotsMax, 2);
        }

        /** At most 64 MiB of facts wait. */
        public Options(
                boolean sync, long lingerMs, long waitingMax, long retentionMs, long retentionBytes, int snapshotsMax) {
            this(sync, lingerMs, waitingMax, WAITING_BYTES, retentionMs, retentionBytes, snapshotsMax);
        }

        private static void require(String name, long value, long min) {
            if (value < min) {
                throw new IllegalArgumentException(name + " must be at least " + min + ", got " + value);
            }
        }

        public Options withSync(boolean newSync) {
            return new Options(
                    newSync, lingerMs, waitingMax, waitingBytesMax, retentionMs, retentionBytes, snapshotsMax);
        }

        public Options withRetention(long newMs, long newBytes) {
            return new Options(sync, lingerMs, waitingMax, waitingBytesMax, newMs, newBytes, snapshotsMax);
        }
    }

    /**
     * Opens the files of a directory, which is created where it is not there.
     *
     * @param clock says when a snapshot was taken and how old a fact is
     * @param program version of the program, noted with each snapshot
     * @throws JournalException if they cannot be read or written, or another process writes them
     */
    public static CommitJournal start(Path dir, Options options, InstantSource clock, String program) {
        return start(RocksStore.open(dir), options, clock, program);
    }

    /** The same over any store; closes it at its end. */
    public static CommitJournal start(Store store, Options options, InstantSource clock, String program) {
        return start(store, options, clock, program, TICK);
    }

    static CommitJournal start(Store store, Options options, InstantSource clock, String program, Duration tick) {
        try {
            return new CommitJournal(store, options, clock, program, tick);
        } catch (JournalException e) {
            store.close();
            throw e;
        }
    }

    private CommitJournal(Store store, Options options, InstantSource clock, String program, Duration tick) {
        this.reader = new StoreReader(store);
        this.handover = new Handover(
                TimeUnit.MILLISECONDS.toNanos(options.lingerMs()),
                meter,
                new Backlog(options.waitingMax(), options.waitingBytesMax()));
        Extents extents = new Extents(store);
        this.writer = new JournalWriter(store, extents, options, clock, program, meter);
        this.health = new Health(store, writer, meter, tick);
        Reclaimer reclaimer = new Reclaimer(store);
        Retention retention = new Retention(store, extents, options, clock, reclaimer);
        Housekeeping housekeeping = new Housekeeping(store, extents, retention, reclaimer, meter, tick);
        writer.load();
        thread = new Thread(new Committer(handover, writer, health, housekeeping, meter, tick), "leverframe-journal");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * {@inheritDoc} What the files hold after {@code sequence} is removed: the owner could not apply it.
     *
     * @throws JournalException if a stream is opened as new of which there is something already
     */
    @Override
    public JournalStream open(StreamId stream, long sequence, StreamOwner owner) {
        if (sequence == 0 && health.failure() == null && reader.holds(stream)) {
            throw new JournalException(
                    "there are facts of " + stream + " already: recover it, or open a new generation");
        }
        CommitStream opened = new CommitStream(stream, sequence, owner, handover, meter);
        handover.put(new Command.Open(opened));
        return opened;
    }

    @Override
    public void retire(StreamId stream) {
        handover.put(new Command.Retire(stream));
    }

    @Override
    public JournalStatus status() {
        Backlog backlog = handover.backlog();
        return new JournalStatus(failure(), backlog.isLong(), backlog.facts());
    }

    private @Nullable String failure() {
        String failure = health.failure();
        long busy = failure == null ? writer.busyNanos() : 0;
        return busy > STALL_NANOS
                ? "the disk has not answered for " + TimeUnit.NANOSECONDS.toSeconds(busy) + " seconds"
                : failure;
    }

    /** Reads what is kept, also while it is written. */
    public JournalReader reader() {
        return reader;
    }

    public Figures figures() {
        return meter.figures(handover.backlog().facts());
    }

    /** Memory that the facts take that wait to be written, as estimated, bytes. */
    public long waitingBytes() {
        return handover.backlog().bytes();
    }

    @Override
    public void close() {
        handover.put(new Command.Stop());
        try {
            thread.join(CLOSE_MAX.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("the disk does not answer; what was not acknowledged may be lost");
        }
    }
}
