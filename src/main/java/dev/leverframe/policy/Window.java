package dev.leverframe.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The parts of a sliding window: the newest is learned into, the oldest is dropped whole when a new one begins. */
final class Window<T extends ArmPart> {
    static final int PARTS = 10;
    private static final long NONE = -1;

    private final Supplier<T> empty;
    private final List<T> parts = new ArrayList<>();
    private final long[] numbers = new long[PARTS];
    private long newest = NONE;

    Window(Supplier<T> empty) {
        this.empty = empty;
        for (int slot = 0; slot < PARTS; slot++) {
            parts.add(empty.get());
        }
        Arrays.fill(numbers, NONE);
    }

    /** The part of this number, or the newest where that is newer, to be learned into. */
    T part(long number) {
        newest = Math.max(newest, number);
        int slot = (int) (newest % PARTS);
        if (numbers[slot] != newest) {
            numbers[slot] = newest;
            parts.set(slot, empty.get());
        }
        return parts.get(slot);
    }

    /** Sum over the parts that are still within the window when the part of this number is the newest. */
    double sum(long number, ToDoubleFunction<T> term) {
        long oldest = newest(number) - PARTS + 1;
        double sum = 0;
        for (int slot = 0; slot < PARTS; slot++) {
            if (numbers[slot] != NONE && numbers[slot] >= oldest) {
                sum += term.applyAsDouble(parts.get(slot));
            }
        }
        return sum;
    }

    /** The number of the newest part, when that of now is this one. */
    long newest(long number) {
        return Math.max(newest, number);
    }

    /** The parts that are still within the window when the part of this number is the newest. */
    List<T> live(long number) {
        List<T> live = new ArrayList<>();
        long oldest = newest(number) - PARTS + 1;
        for (int slot = 0; slot < PARTS; slot++) {
            if (numbers[slot] != NONE && numbers[slot] >= oldest) {
                live.add(parts.get(slot));
            }
        }
        return live;
    }

    /** Gives an arm what another has in each part, times the factor. */
    void copy(int arm, int like, double factor) {
        parts.forEach(part -> part.copy(arm, like, factor));
    }

    /** One past the highest arm of any part. */
    int arms() {
        return parts.stream().mapToInt(ArmPart::arms).max().orElse(0);
    }

    /** The first flaw of any part. */
    String flaw(int arm) {
        for (T part : parts) {
            String flaw = part.flaw(arm);
            if (!flaw.isEmpty()) {
                return flaw;
            }
        }
        return "";
    }

    void memorise(Memory.Builder into) {
        into.put("window.numbers", numbers);
        for (int slot = 0; slot < PARTS; slot++) {
            parts.get(slot).memorise(into, "window." + slot + ".");
        }
    }

    void restore(Memory memory) {
        double[] kept = memory.get("window.numbers");
        if (kept.length != 0 && kept.length != PARTS) {
            throw new IllegalArgumentException("a window has " + PARTS + " parts, got " + kept.length);
        }
        for (int slot = 0; slot < kept.length; slot++) {
            numbers[slot] = (long) Flaws.within("window.numbers", kept[slot], NONE, Flaws.COUNT_MAX);
            if (numbers[slot] != NONE && numbers[slot] % PARTS != slot) {
                throw new IllegalArgumentException("part " + numbers[slot] + " of a window cannot be in slot " + slot);
            }
            newest = Math.max(newest, numbers[slot]);
            T part = empty.get();
            part.restore(memory, "window." + slot + ".");
            parts.set(slot, part);
        }
    }
}
