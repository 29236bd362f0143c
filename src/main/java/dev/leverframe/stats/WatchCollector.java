package dev.leverframe.stats;

import dev.leverframe.model.DomainStats.Watch;
import dev.leverframe.model.Verdict;
import io.prometheus.metrics.model.snapshots.Labels;

/** Shows how experiments stand: what is worth an alert. */
final class WatchCollector {
    private WatchCollector() {}

    static void collect(SnapshotWriter writer, String domain, Watch watch) {
        Labels labels = Labels.of("domain", domain, "experiment", watch.experiment());
        for (Verdict verdict : Verdict.values()) {
            writer.gauge(
                    "leverframe_experiment_verdict",
                    "1 for the verdict on the experiment as it was last judged",
                    labels.merge(Labels.of("verdict", verdict.word())),
                    watch.verdict() == verdict ? 1 : 0);
            writer.counter(
                    "leverframe_automatic_stops",
                    "Experiments that were stopped without anybody's consent, by the verdict that did",
                    labels.merge(Labels.of("cause", verdict.word())),
                    watch.acted() == verdict ? 1 : 0);
        }
        ratio(writer, labels, "allocated", watch.allocatedFired());
        ratio(writer, labels, "mature", watch.matureFired());
        watch.weightsFired()
                .forEach((variant, fired) -> writer.gauge(
                        "leverframe_weight_audit_fired",
                        "1 where the importance weights of a variant average what they cannot",
                        labels.merge(Labels.of("variant", variant)),
                        fired ? 1 : 0));
    }

    private static void ratio(SnapshotWriter writer, Labels labels, String stage, boolean fired) {
        writer.gauge(
                "leverframe_sample_ratio_fired",
                "1 where units came in other shares than planned",
                labels.merge(Labels.of("stage", stage)),
                fired ? 1 : 0);
    }
}
