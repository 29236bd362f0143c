package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes one outcome of each unit that stays on its variant and decides often: the mean reward of its decisions within a
 * window after the first. One outcome a unit keeps the comparison exact ({@link GroupDifference}), since what chance
 * allocated is the unit. The difference is then between means <em>per unit</em>: one who decides a thousand times counts
 * like one who decides once.
 *
 * <p>Units come out in the order of their first decision, each once its window and the time that outcomes have to arrive
 * have passed, so that slow outcomes cannot make a variant look better than it is.
 *
 * <p>Bounded: past {@code unitsMax} units no new one is admitted, whatever its outcome. A unit that came out is remembered as
 * one number, so that it is not counted again.
 */
public final class UnitOutcomes {
    private final long windowMs;
    private final long settleMs;
    private final int unitsMax;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private final Set<Long> done = new HashSet<>();
    private long turnedAway;
    private long empty;

    private record Open(int variant, long fromMs, double sum, long count) {
        Open with(double reward) {
            return new Open(variant, fromMs, sum + reward, count + 1);
        }
    }

    /**
     * What a unit came to.
     *
     * @param unit hash of its key
     * @param variant position among the variants
     * @param outcome mean reward of its decisions with an outcome
     * @param decisions how many these are, at least 1
     */
    public record UnitOutcome(long unit, int variant, double outcome, long decisions) {}

    /**
     * @param windowMs milliseconds after its first decision in which a unit's decisions count, more than 0
     * @param settleMs milliseconds that the outcome of a decision has to arrive, 0 or more
     * @param unitsMax units that are remembered at most, at some 100 bytes each
     */
    public UnitOutcomes(long windowMs, long settleMs, int unitsMax) {
        this.windowMs = windowMs;
        this.settleMs = settleMs;
        this.unitsMax = unitsMax;
    }

    /**
     * A unit decided.
     *
     * @param atMs no earlier than of any decision before
     * @return whether the unit is seen for the first time: the moment to count it for the sample ratio
     */
    public boolean decided(long unit, int variant, long atMs) {
        if (open.containsKey(unit) || done.contains(unit)) {
            return false;
        }
        if (open.size() + done.size() >= unitsMax) {
            turnedAway++;
            return false;
        }
        open.put(unit, new Open(variant, atMs, 0, 0));
        return true;
    }

    /**
     * One of its decisions has its outcome.
     *
     * @param variant the one that served; a decision of another variant than the unit's first is left out
     * @param decidedMs when the decision was made
     * @param reward finite
     */
    public void outcome(long unit, int variant, long decidedMs, double reward) {
        Ranges.requireFinite("a reward", reward);
        Open known = open.get(unit);
        if (known != null && known.variant() == variant && decidedMs < known.fromMs() + windowMs) {
            open.put(unit, known.with(reward));
        }
    }

    /** Whether {@link #drain} would change anything. */
    public boolean due(long nowMs) {
        Iterator<Open> oldest = open.values().iterator();
        return oldest.hasNext() && isDue(oldest.next(), nowMs);
    }

    private boolean isDue(Open unit, long nowMs) {
        return nowMs >= unit.fromMs() + windowMs + settleMs;
    }

    /** Hands over every unit whose time has come, in the order of first decisions. */
    public void drain(long nowMs, Consumer<UnitOutcome> action) {
        Iterator<Map.Entry<Long, Open>> oldest = open.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Open> entry = oldest.next();
            Open unit = entry.getValue();
            if (!isDue(unit, nowMs)) {
                return;
            }
            long key = entry.getKey();
            oldest.remove();
            done.add(key);
            if (unit.count() == 0) {
                empty++;
            } else {
                action.accept(new UnitOutcome(key, unit.variant(), unit.sum() / unit.count(), unit.count()));
            }
        }
    }

    /** Gives up the units whose time has not come, as their variants mean something else from now on. */
    public void abandon() {
        done.addAll(open.keySet());
        open.clear();
    }

    /** Units that wait for their time. */
    public int pending() {
        return open.size();
    }

    /** Decisions of units past the bound. */
    public long turnedAway() {
        return turnedAway;
    }

    /** Units whose time came without any outcome. */
    public long empty() {
        return empty;
    }

    public Snapshot snapshot() {
        List<Open> waiting = List.copyOf(open.values());
        return Snapshot.builder()
                .counts(
                        "units",
                        open.keySet().stream().mapToLong(Long::longValue).toArray())
                .counts("variants", waiting.stream().mapToLong(Open::variant).toArray())
                .counts("from_ms", waiting.stream().mapToLong(Open::fromMs).toArray())
                .counts("counts", waiting.stream().mapToLong(Open::count).toArray())
                .numbers("sums", waiting.stream().mapToDouble(Open::sum).toArray())
                .counts(
                        "done",
                        done.stream().mapToLong(Long::longValue).sorted().toArray())
                .counts("turned_away", turnedAway)
                .counts("empty", empty)
                .build();
    }

    public void restore(Snapshot kept) {
        long[] units = kept.counts("units");
        long[] variants = kept.counts("variants");
        long[] from = kept.counts("from_ms");
        long[] counts = kept.counts("counts");
        double[] sums = Kept.numbers(kept, "sums", units.length);
        Kept.sameLength("units", units.length, variants.length, from.length, counts.length);
        open.clear();
        for (int i = 0; i < units.length; i++) {
            open.put(units[i], new Open((int) variants[i], from[i], sums[i], counts[i]));
        }
        done.clear();
        Arrays.stream(kept.counts("done")).forEach(done::add);
        turnedAway = kept.count("turned_away", 0);
        empty = kept.count("empty", 0);
    }
}
