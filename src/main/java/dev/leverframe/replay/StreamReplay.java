package dev.leverframe.replay;

import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.JournalException;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a domain's whole log again: applies every fact, makes every decision anew and compares it with the recorded one, and
 * compares every kept snapshot on the way with the state. Stops at the first difference.
 *
 * <p>Begins at the first fact, or where that is not kept any more at the oldest snapshot; where facts are missing it goes on
 * from the next snapshot.
 */
public final class StreamReplay {
    private final JournalReader reader;
    private final StreamId stream;
    private final Limits limits;
    private final Deque<Long> snapshots = new ArrayDeque<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable DomainState state;
    private @Nullable String difference;
    private long facts;
    private long decisions;
    private long compared;
    private long skipped;

    private StreamReplay(JournalReader reader, StreamId stream, Limits limits) {
        this.reader = reader;
        this.stream = stream;
        this.limits = limits;
        reader.snapshots(stream).forEach(snapshots::addFirst);
    }

    /**
     * @param limits of the domain from its first fact on; from a snapshot on, those are in it
     * @throws JournalException if the files cannot be read
     */
    public static Report run(JournalReader reader, StreamId stream, Limits limits) {
        StreamReplay replay = new StreamReplay(reader, stream, limits);
        try (var walk = reader.facts(stream, 1)) {
            while (replay.difference == null && walk.hasNext()) {
                replay.take(walk.next());
            }
        }
        replay.end();
        return new Report(stream, replay.facts, replay.decisions, replay.compared, replay.notes, replay.difference);
    }

    private void take(Numbered numbered) {
        DomainState now = state;
        if (now != null && numbered.sequence() <= now.sequence()) {
            return; // before the snapshot that this goes on from
        }
        if (now == null || numbered.sequence() != now.sequence() + 1) {
            now = begin(numbered);
        }
        if (now == null) {
            skipped++;
        } else if (numbered.sequence() == now.sequence() + 1) {
            apply(now, numbered);
        }
    }

    private void end() {
        if (state == null && skipped > 0) {
            difference = skipped + " facts cannot be replayed: no snapshot before them can be used";
        }
    }

    /** The state that a fact is to be applied to, or null while there is none. */
    private @Nullable DomainState begin(Numbered numbered) {
        if (state == null && numbered.sequence() == 1 && numbered.fact() instanceof Fact.DomainConfigured first) {
            state = DomainState.begin(first, limits, fact -> {});
            facts++;
            compareSnapshot(state);
            return state;
        }
        if (state != null) {
            notes.add("facts " + (state.sequence() + 1) + " to " + (numbered.sequence() - 1) + " are missing");
        }
        state = nextSnapshot(state == null ? 0 : state.sequence());
        return state;
    }

    private @Nullable DomainState nextSnapshot(long after) {
        while (!snapshots.isEmpty()) {
            long position = snapshots.remove();
            if (position > after) {
                DomainState restored = restore(position);
                if (restored != null) {
                    notes.add("begins from the snapshot at " + position);
                    return restored;
                }
            }
        }
        return null;
    }

    private @Nullable DomainState restore(long position) {
        try (KeptDecisions kept = new KeptDecisions(reader, stream)) {
            return DomainState.restore(reader.snapshot(stream, position).state(), limits, kept, fact -> {});
        } catch (JournalException | IllegalArgumentException e) {
            notes.add("the snapshot at " + position + " cannot be used: " + e.getMessage());
            return null;
        }
    }

    private void apply(DomainState now, Numbered numbered) {
        if (numbered.fact() instanceof DecisionMade recorded) {
            decisions++;
            difference = Difference.between(recorded, now.redecide(recorded))
                    .map(found -> "decision " + recorded.decisionId() + " (fact " + numbered.sequence() + "): " + found)
                    .orElse(null);
            if (difference != null) {
                return;
            }
        }
        now.apply(numbered.fact());
        facts++;
        compareSnapshot(now);
    }

    private void compareSnapshot(DomainState now) {
        while (!snapshots.isEmpty() && snapshots.element() < now.sequence()) {
            snapshots.remove();
        }
        if (!snapshots.isEmpty() && snapshots.element() == now.sequence()) {
            compareSnapshot(now, snapshots.remove());
        }
    }

    private void compareSnapshot(DomainState now, long position) {
        Snapshot kept;
        try {
            Kept read = reader.snapshot(stream, position);
            kept = read.state();
        } catch (JournalException e) {
            notes.add("the snapshot at " + position + " cannot be read: " + e.getMessage());
            return;
        }
        compared++;
        now.bound(boundsOf(kept));
        String where = SnapshotDifference.between(kept, now.snapshot());
        if (where != null) {
            difference = "snapshot at " + position + ": " + where;
        }
    }

    /** No fact says that bounds changed, but the snapshot after it does. */
    private Limits boundsOf(Snapshot kept) {
        Snapshot records = kept.part("records");
        return new Limits(
                limits.armsMax(),
                limits.candidatesMax(),
                limits.contextFeaturesMax(),
                (int) records.count("tenants_max", limits.tenantsMax()),
                (int) records.count("pending_max", limits.pendingMax()),
                limits.experimentsMax());
    }

    /**
     * What came of it.
     *
     * @param facts applied
     * @param decisions made anew and compared
     * @param snapshots compared
     * @param notes what else is worth knowing: where it began, what is missing or damaged
     * @param difference the first one, or null where everything agrees
     */
    public record Report(
            StreamId stream,
            long facts,
            long decisions,
            long snapshots,
            List<String> notes,
            @Nullable String difference) {
        public Report {
            notes = List.copyOf(notes);
        }
    }
}
