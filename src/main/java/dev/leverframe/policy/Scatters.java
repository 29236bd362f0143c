package dev.leverframe.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@link Scatter} of each arm: a part of a window. In a memory: {@code products/<arm>}, {@code b/<arm>}, {@code
 * scalars/<arm>} for each of {@code arms}, the number of arms.
 */
final class Scatters implements ArmPart {
    private static final String ARMS = "arms";
    private static final int ARMS_MAX = 1 << 20;

    private final List<Scatter> scatters = new ArrayList<>();

    /** Of an arm, to be added to. */
    Scatter of(int arm) {
        while (arms() <= arm) {
            scatters.add(new Scatter());
        }
        return scatters.get(arm);
    }

    /** Adds what is of an arm to the sums; changes nothing here. */
    void addTo(Scatter sums, int arm) {
        if (arm < arms()) {
            sums.add(scatters.get(arm), 1);
        }
    }

    @Override
    public int arms() {
        return scatters.size();
    }

    @Override
    public void fade(int arm, double factor) {
        copy(arm, arm, factor);
    }

    @Override
    public void copy(int arm, int like, double factor) {
        Scatter copy = new Scatter();
        copy.add(of(like), factor);
        of(arm);
        scatters.set(arm, copy);
    }

    @Override
    public double weight(int arm) {
        return arm < arms() ? scatters.get(arm).learned() : 0;
    }

    @Override
    public String flaw(int arm) {
        boolean sound = arm >= arms() || scatters.get(arm).isSound();
        return sound ? "" : "a sum of the window is not finite or a square is negative";
    }

    @Override
    public void memorise(Memory.Builder into, String prefix) {
        into.put(prefix + ARMS, (long) arms());
        for (int arm = 0; arm < arms(); arm++) {
            scatters.get(arm).memorise(into, prefix, "/" + arm);
        }
    }

    @Override
    public void restore(Memory memory, String prefix) {
        scatters.clear();
        Flaws.present(memory, prefix + ARMS);
        int arms = (int) Flaws.within(prefix + ARMS, memory.number(prefix + ARMS, 0), 0, ARMS_MAX);
        for (int arm = 0; arm < arms; arm++) {
            of(arm).restore(memory, prefix, "/" + arm);
        }
    }
}
