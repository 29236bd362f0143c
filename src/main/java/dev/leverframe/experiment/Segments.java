package dev.leverframe.experiment;

import dev.leverframe.model.DomainStats.SegmentStats;
import dev.leverframe.model.ExperimentReport.SegmentEvidence;
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

    /**
     * Closes the current segment and opens the next.
     *
     * @param sameEpoch whether policies and rewards mean the same as before, so that evidence goes on
     */
    void open(
            Phase phase, long atMs, ExperimentSpec spec, Allocation allocation, boolean sameEpoch, Maturing maturing) {
        Segment before = segments.isEmpty() ? null : current();
        int number = before == null ? 1 : before.number() + 1;
        int epoch = before == null ? 1 : before.epoch() + 1;
        Segment next = new Segment(number, epoch, phase, atMs, spec, allocation);
        next.test(maturing);
        if (before != null) {
            before.close(atMs);
        }
        if (before != null && sameEpoch) {
            next.follow(before);
        }
        if (phase != Phase.STOPPED) {
            segments.forEach(Segment::dropTests);
        }
        segments.add(next);
        if (segments.size() > CLOSED_MAX + 1) {
            segments.remove(0);
        }
    }

    Segment current() {
        return segments.get(segments.size() - 1);
    }

    /** The one that there is something to say of: the last with tests, so after a stop the one that was stopped. */
    Segment reported() {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i).tests() != null) {
                return segments.get(i);
            }
        }
        return current();
    }

    /** The segment that proposals were made in; null where it is kept no longer. */
    @Nullable
    Segment of(Proposals proposals) {
        int at = proposals.segment() - segments.get(0).number();
        return at < 0 ? null : segments.get(at);
    }

    /** Oldest first. */
    List<SegmentStats> closedStats() {
        return closed().stream().map(Segment::stats).toList();
    }

    /** Of those before the one that is reported, oldest first. */
    List<SegmentEvidence> closedEvidence() {
        Segment last = reported();
        return closed().stream()
                .filter(each -> each.number() < last.number())
                .map(Segment::evidence)
                .toList();
    }

    private List<Segment> closed() {
        return segments.subList(0, segments.size() - 1);
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
