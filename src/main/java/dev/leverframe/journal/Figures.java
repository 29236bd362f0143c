package dev.leverframe.journal;

import java.util.List;

/**
 * How the journal does, for metrics. Counts are since the start of the process.
 *
 * @param commits writes that held facts
 * @param facts facts written
 * @param bytes bytes of the records of facts written, before compression
 * @param waiting facts appended whose end is not known
 * @param failures times that the journal could not go on
 * @param lostFacts facts that were appended and not kept
 * @param commitNanos time of all commits on the disk, ns
 * @param lastCommitNanos of the last one
 * @param longestCommitNanos of the longest one
 * @param commitsWithin commits that took at most as long as each of {@link #COMMIT_BOUNDS_NANOS}; cumulative
 * @param snapshots snapshots taken
 * @param lastSnapshotAtMs when the last snapshot was taken, of any stream; ms since the epoch, 0: none yet
 * @param bytesOnDisk room that the files take, looked at now and then
 * @param keptBytes bytes of the records of facts that are kept, before compression
 * @param firstKeptAtMs when the oldest fact that is kept happened; ms since the epoch, 0: none known
 */
public record Figures(
        long commits,
        long facts,
        long bytes,
        long waiting,
        long failures,
        long lostFacts,
        long commitNanos,
        long lastCommitNanos,
        long longestCommitNanos,
        List<Long> commitsWithin,
        long snapshots,
        long lastSnapshotAtMs,
        long bytesOnDisk,
        long keptBytes,
        long firstKeptAtMs) {
    /** 100 us to 1 s. */
    public static final List<Long> COMMIT_BOUNDS_NANOS = List.of(
            100_000L,
            250_000L,
            500_000L,
            1_000_000L,
            2_500_000L,
            5_000_000L,
            10_000_000L,
            25_000_000L,
            100_000_000L,
            1_000_000_000L);

    public Figures {
        commitsWithin = List.copyOf(commitsWithin);
    }
}
