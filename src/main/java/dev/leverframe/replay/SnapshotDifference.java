package dev.leverframe.replay;

import dev.leverframe.model.Snapshot;
import dev.leverframe.model.Snapshot.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says where two snapshots differ. */
final class SnapshotDifference {
    private static final int SHOWN_MAX = 120;

    private SnapshotDifference() {}

    /** The first value that differs, as a path of names with both values; null where they are equal. */
    static @Nullable String between(Snapshot kept, Snapshot replayed) {
        return between("", kept, replayed);
    }

    private static @Nullable String between(String at, Snapshot kept, Snapshot replayed) {
        Set<String> names = new TreeSet<>(kept.values().keySet());
        names.addAll(replayed.values().keySet());
        for (String name : names) {
            Value before = kept.values().get(name);
            Value after = replayed.values().get(name);
            if (before == null || !before.equals(after)) {
                return before instanceof Snapshot.Parts old && after instanceof Snapshot.Parts other
                        ? between(at + "/" + name, old.parts(), other.parts())
                        : at + "/" + name + ": kept " + shown(before) + ", replayed " + shown(after);
            }
        }
        return null;
    }

    private static String between(String at, List<Snapshot> kept, List<Snapshot> replayed) {
        for (int i = 0; i < Math.min(kept.size(), replayed.size()); i++) {
            String found = between(at + "/" + i, kept.get(i), replayed.get(i));
            if (found != null) {
                return found;
            }
        }
        return at + ": kept " + kept.size() + " parts, replayed " + replayed.size();
    }

    private static String shown(@Nullable Value value) {
        String text = value == null ? "nothing" : value.toString();
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }
}
