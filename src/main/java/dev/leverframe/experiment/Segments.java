package dev.leverframe.experiment;

import dev.leverframe.model.DomainStats.SegmentStats;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The current segment of an experiment, and the closed ones that are kept; of older ones the figures are gone. */
final class Segments {
    static final int CLOSED_MAX = 50;

    private final List<Segment> segments = new ArrayList<>();

    /** Closes the current segment and opens the next. */
    void open(Phase phase, long atMs, ExperimentSpec spec, Allocation allocation) {
        int number = segments.isEmpty() ? 1 : current().number() + 1;
        if (!segments.isEmpty()) {
            current().close(atMs);
        }
        segments.add(new Segment(number, phase, atMs, spec, allocation));
        if (segments.size() > CLOSED_MAX + 1) {
            segments.remove(0);
        }
    }

    Segment current() {
        return segments.get(segments.size() - 1);
    }

    /** The segment that proposals were made in; null where it is kept no longer. */
    @Nullable
    Segment of(Proposals proposals) {
        int at = proposals.segment() - segments.get(0).number();
        return at < 0 ? null : segments.get(at);
    }

    /** Oldest first. */
    List<SegmentStats> closedStats() {
        return segments.subList(0, segments.size() - 1).stream()
                .map(Segment::stats)
                .toList();
    }

    /** Oldest first, the current one last. */
    List<Snapshot> snapshots() {
        return segments.stream().map(Segment::snapshot).toList();
    }

    /** Takes over what {@link #snapshots} told of. */
    void restore(List<Segment> kept) {
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("an experiment has a segment at least, got none");
        }
        segments.addAll(kept);
    }
}
