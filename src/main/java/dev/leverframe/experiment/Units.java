package dev.leverframe.experiment;

import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Snapshot;
import dev.leverframe.model.StableHash;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The units of a segment that stay on their variant, each known by the hash of its key: which of them were counted for what.
 * Bounded: past {@code unitsMax} a new one is not known, whatever its outcome.
 */
final class Units {
    /** Counted as allocated. */
    static final byte ALLOCATED = 1;
    /** One of its decisions has had its time. */
    static final byte MATURED = 2;
    /** One of its decisions is in the tests. */
    static final byte ENTERED = 4;
    /** Known from an earlier segment of the epoch: it was in that one's evidence, and is in no later one's. */
    private static final byte FORMER = 8;

    private final int unitsMax;
    private final Map<Long, Byte> marks = new HashMap<>();
    private boolean keyed;
    private boolean keyless;

    Units(int unitsMax) {
        this.unitsMax = unitsMax;
    }

    /** The unit of a decision: its key, or the decision itself. */
    static long unit(DecisionMade decision) {
        String key = decision.key();
        return key == null ? StableHash.of("decision", decision.decisionId()) : StableHash.of("key", key);
    }

    void saw(DecisionMade decision) {
        keyed |= decision.key() != null;
        keyless |= decision.key() == null;
    }

    /** Whether any decision of the segment had a key: then what stays is what is counted. */
    boolean keyed() {
        return keyed;
    }

    boolean keyless() {
        return keyless;
    }

    /** Marks a unit; whether it is one of this segment and had not been marked so. */
    boolean first(long unit, byte mark) {
        Byte before = marks.get(unit);
        if (before == null && marks.size() >= unitsMax) {
            return false;
        }
        byte known = before == null ? 0 : before;
        if ((known & (mark | FORMER)) != 0) {
            return false;
        }
        marks.put(unit, (byte) (known | mark));
        return true;
    }

    /** Whether it is in the evidence of an earlier segment. */
    boolean former(long unit) {
        Byte known = marks.get(unit);
        return known != null && (known & FORMER) != 0;
    }

    /** Takes over the units of the segment before, of the same epoch. */
    void follow(Units before) {
        before.marks.keySet().forEach(unit -> marks.put(unit, FORMER));
    }

    Snapshot snapshot() {
        long[] units =
                marks.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        return Snapshot.builder()
                .counts("seen", keyed ? 1 : 0, keyless ? 1 : 0)
                .counts("units", units)
                .counts("marks", Arrays.stream(units).map(this::mark).toArray())
                .build();
    }

    private long mark(long unit) {
        @Nullable Byte mark = marks.get(unit);
        return mark == null ? 0 : mark;
    }

    void restore(Snapshot kept) {
        long[] seen = kept.counts("seen");
        keyed = seen.length == 2 && seen[0] == 1;
        keyless = seen.length == 2 && seen[1] == 1;
        long[] units = kept.counts("units");
        long[] kinds = kept.counts("marks");
        for (int i = 0; i < units.length; i++) {
            marks.put(units[i], (byte) kinds[i]);
        }
    }
}
