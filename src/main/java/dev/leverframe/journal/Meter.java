package dev.leverframe.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the journal does; read from any thread. */
final class Meter {
    private final LongAdder commits = new LongAdder();
    private final LongAdder facts = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder lostFacts = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private final AtomicLong lastCommitNanos = new AtomicLong();
    private final AtomicLong longestCommitNanos = new AtomicLong();
    private final AtomicLongArray commitsUpTo = new AtomicLongArray(Figures.COMMIT_BOUNDS_NANOS.size());
    private final LongAdder snapshots = new LongAdder();
    private final AtomicLong lastSnapshotAtMs = new AtomicLong();
    private final AtomicLong bytesOnDisk = new AtomicLong();
    private final AtomicLong keptBytes = new AtomicLong();
    private final AtomicLong firstKeptAtMs = new AtomicLong();

    void committed(long newFacts, long newBytes, long nanos) {
        commits.increment();
        facts.add(newFacts);
        bytes.add(newBytes);
        commitNanos.add(nanos);
        lastCommitNanos.set(nanos);
        longestCommitNanos.accumulateAndGet(nanos, Math::max);
        for (int i = 0; i < commitsUpTo.length(); i++) {
            if (nanos <= Figures.COMMIT_BOUNDS_NANOS.get(i)) {
                commitsUpTo.incrementAndGet(i);
                return;
            }
        }
    }

    void failed() {
        failures.increment();
    }

    void lost(long count) {
        lostFacts.add(count);
    }

    void snapshotTaken(long atMs) {
        snapshots.increment();
        lastSnapshotAtMs.set(atMs);
    }

    void onDisk(long size) {
        bytesOnDisk.set(size);
    }

    void kept(long size, long firstAtMs) {
        keptBytes.set(size);
        firstKeptAtMs.set(firstAtMs);
    }

    Figures figures(long waiting) {
        return new Figures(
                commits.sum(),
                facts.sum(),
                bytes.sum(),
                waiting,
                failures.sum(),
                lostFacts.sum(),
                commitNanos.sum(),
                lastCommitNanos.get(),
                longestCommitNanos.get(),
                commitsWithin(),
                snapshots.sum(),
                lastSnapshotAtMs.get(),
                bytesOnDisk.get(),
                keptBytes.get(),
                firstKeptAtMs.get());
    }

    private List<Long> commitsWithin() {
        List<Long> within = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < commitsUpTo.length(); i++) {
            sum += commitsUpTo.get(i);
            within.add(sum);
        }
        return within;
    }
}
