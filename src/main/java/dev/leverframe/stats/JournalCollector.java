package dev.leverframe.stats;

import dev.leverframe.journal.CommitJournal;
import dev.leverframe.journal.Figures;
import dev.leverframe.replay.Recoveries;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/** Shows how the journal does to Prometheus. */
final class JournalCollector implements MultiCollector {
    private static final double NANOS_PER_S = 1e9;
    private static final double MS_PER_S = 1e3;

    private final CommitJournal journal;
    private final Recoveries recoveries;

    JournalCollector(CommitJournal journal, Recoveries recoveries) {
        this.journal = journal;
        this.recoveries = recoveries;
    }

    @Override
    public MetricSnapshots collect() {
        Figures figures = journal.figures();
        SnapshotWriter writer = new SnapshotWriter();
        gauge(writer, "failed", "1 while nothing can be kept and no outcome is acknowledged", failed());
        gauge(writer, "waiting_facts", "Facts handed over and not yet kept", figures.waiting());
        gauge(writer, "waiting_bytes", "Memory that they take, as estimated", journal.waitingBytes());
        counter(writer, "commits", "Commits that held facts", figures.commits());
        counter(writer, "facts", "Facts kept", figures.facts());
        counter(writer, "written_bytes", "Bytes of the facts kept, before compression", figures.bytes());
        counter(writer, "failures", "Times that the journal could not go on", figures.failures());
        counter(writer, "lost_facts", "Facts that were handed over and not kept", figures.lostFacts());
        counter(writer, "commit_seconds", "Time of all commits on the disk", figures.commitNanos() / NANOS_PER_S);
        gauge(writer, "commit_max_seconds", "The longest commit so far", figures.longestCommitNanos() / NANOS_PER_S);
        within(writer, figures.commitsWithin());
        counter(writer, "snapshots", "Snapshots taken", figures.snapshots());
        gauge(
                writer,
                "last_snapshot_timestamp_seconds",
                "When the last snapshot was taken, 0 before the first",
                figures.lastSnapshotAtMs() / MS_PER_S);
        gauge(
                writer,
                "first_kept_timestamp_seconds",
                "When the oldest fact in the decision log happened, 0 where none is known",
                figures.firstKeptAtMs() / MS_PER_S);
        counter(
                writer,
                "unusable_snapshots",
                "Snapshots that a start could not use, so that it replayed more",
                recoveries.unusableSnapshots());
        counter(
                writer,
                "unrecovered_domains",
                "Domains that could not be recovered and are not served",
                recoveries.failures());
        gauge(writer, "disk_bytes", "Room that the files take, looked at now and then", figures.bytesOnDisk());
        return writer.snapshots();
    }

    private double failed() {
        return journal.status().failure() == null ? 0 : 1;
    }

    private static void within(SnapshotWriter writer, List<Long> commits) {
        for (int i = 0; i < commits.size(); i++) {
            writer.counter(
                    "leverframe_journal_commits_within",
                    "Commits that took at most so many seconds",
                    Labels.of("seconds", Double.toString(Figures.COMMIT_BOUNDS_NANOS.get(i) / NANOS_PER_S)),
                    commits.get(i));
        }
    }

    private static void counter(SnapshotWriter writer, String name, String help, double value) {
        writer.counter("leverframe_journal_" + name, help, Labels.EMPTY, value);
    }

    private static void gauge(SnapshotWriter writer, String name, String help, double value) {
        writer.gauge("leverframe_journal_" + name, help, Labels.EMPTY, value);
    }
}
