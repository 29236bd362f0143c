package dev.leverframe.domain;

import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands out a small whole number to each arm, for good: an arm that is retired and comes back keeps its number, and with it
 * whatever was learned.
 */
final class ArmTable {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final BitSet live = new BitSet();
    private List<String> liveNames = List.of();
    private int[] liveNumbers = {};

    /** A table in which exactly these arms are known and live. */
    static ArmTable of(List<String> arms) {
        ArmTable table = new ArmTable();
        table.setLive(arms);
        return table;
    }

    Snapshot snapshot() {
        return Snapshot.builder().texts("names", names).texts("live", liveNames).build();
    }

    /** The table that a snapshot was taken of. */
    static ArmTable restored(Snapshot kept) {
        ArmTable table = new ArmTable();
        kept.texts("names").forEach(table::numberOrNew);
        table.setLive(kept.texts("live"));
        return table;
    }

    /** Makes exactly these arms live; new ones get a number, the others stay known. */
    void setLive(List<String> arms) {
        live.clear();
        arms.forEach(arm -> live.set(numberOrNew(arm)));
        refresh(arms);
    }

    /** Makes one more arm live. */
    void add(String arm) {
        int number = numberOrNew(arm);
        if (!live.get(number)) {
            live.set(number);
            List<String> changed = new ArrayList<>(liveNames);
            changed.add(arm);
            refresh(changed);
        }
    }

    boolean isLive(String arm) {
        Integer number = numbers.get(arm);
        return number != null && live.get(number);
    }

    /** Whether each of them is live. */
    boolean areLive(List<String> arms) {
        for (String arm : arms) {
            if (!isLive(arm)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same arms in the same order, as the table's own list where all live ones are named: whoever compares it with another
     * then mostly compares it with itself.
     */
    List<String> own(List<String> arms) {
        return arms.equals(liveNames) ? liveNames : arms;
    }

    boolean isLive(int number) {
        return live.get(number);
    }

    boolean isKnown(String arm) {
        return numbers.containsKey(arm);
    }

    /** How many arms have a number, retired ones included. */
    int size() {
        return names.size();
    }

    String name(int number) {
        return names.get(number);
    }

    /** The number of an arm that is known. */
    int number(String arm) {
        Integer number = numbers.get(arm);
        if (number == null) {
            throw new IllegalArgumentException("no arm '" + arm + "'");
        }
        return number;
    }

    /** The live arms, in the order in which they were configured or came. */
    List<String> liveNames() {
        return liveNames;
    }

    /** The numbers of candidates that are known; not to be changed by the caller. */
    int[] numbers(List<String> candidates) {
        if (candidates.equals(liveNames)) {
            return liveNumbers;
        }
        int[] known = new int[candidates.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = number(candidates.get(i));
        }
        return known;
    }

    /** The number of an arm, a new one if need be; that does not make it live. */
    int numberOrNew(String arm) {
        return numbers.computeIfAbsent(arm, name -> {
            names.add(name);
            return names.size() - 1;
        });
    }

    private void refresh(List<String> arms) {
        liveNames = List.copyOf(arms);
        liveNumbers = new int[arms.size()];
        Arrays.setAll(liveNumbers, i -> number(arms.get(i)));
    }
}
