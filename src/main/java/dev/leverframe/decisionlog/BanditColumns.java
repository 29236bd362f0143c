package dev.leverframe.decisionlog;

import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.model.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The arms and features that a log has: what the header of its feedback names. */
final class BanditColumns {
    /** More features than this are no table any more. */
    private static final int FEATURES_MAX = 10_000;

    private final Map<String, Integer> actions = new LinkedHashMap<>();
    private final TreeSet<String> features = new TreeSet<>();
    private int vectorEntries;

    /** @throws IllegalArgumentException if the log has too many features */
    void add(LogRow row) {
        if (row instanceof Decided decided && decided.reward() != null) {
            decided.decision().candidates().forEach(arm -> actions.putIfAbsent(arm, actions.size()));
            add(decided.decision().context());
        }
    }

    private void add(Context context) {
        if (context instanceof Context.Vector vector) {
            vectorEntries = Math.max(vectorEntries, vector.size());
        } else if (context instanceof Context.Named named) {
            named.features().forEach(feature -> features.add(feature.name()));
        }
        if (features.size() > FEATURES_MAX) {
            throw new IllegalArgumentException(
                    "the contexts have more than " + FEATURES_MAX + " features; export as jsonl or parquet");
        }
    }

    /** How many arms there are. */
    int actions() {
        return actions.size();
    }

    /** The number of an arm, from 0 in the order in which they first were candidates. */
    int action(String arm) {
        Integer action = actions.get(arm);
        if (action == null) {
            throw new IllegalArgumentException("'" + arm + "' is not among the arms of the log");
        }
        return action;
    }

    /** Names of features, in alphabetical order. */
    List<String> features() {
        return List.copyOf(features);
    }

    int vectorEntries() {
        return vectorEntries;
    }
}
