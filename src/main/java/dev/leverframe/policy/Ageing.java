package dev.leverframe.policy;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Additive statistics by arm, aged as {@link Forgetting} says: one part that fades, or the parts of a window. In a memory,
 * beside the arrays of the parts: {@code times}, that of the last reward by arm, where they fade; {@code window.numbers}
 * and {@code window.<slot>.*} where there is a window; {@code pulls}, where time is counted in rewards.
 */
final class Ageing<T extends ArmPart> {
    private final Forgetting forgetting;
    private final T all;
    private final Window<T> window;
    private long[] times = {};
    private long pulls;

    Ageing(Forgetting forgetting, Supplier<T> empty) {
        this.forgetting = forgetting;
        all = empty.get();
        window = new Window<>(empty);
    }

    /** The part that a reward of the arm goes into, faded as of now. */
    T toLearn(int arm, long atMs) {
        long at = forgetting.countsPulls() ? pulls : atMs;
        pulls++;
        if (forgetting.windowed()) {
            return window.part(forgetting.partOf(at));
        }
        if (forgetting.fades()) {
            times = ArmArrays.grown(times, arm);
            all.fade(arm, forgetting.factor(times[arm], at));
            times[arm] = Math.max(times[arm], at);
        }
        return all;
    }

    /** Starts an arm without a weight like another, as old as that one, to weigh so much at most. */
    void seed(int arm, int like, double weightMax) {
        double weight = weight(like);
        if (weight > 0 && weight(arm) == 0) {
            double factor = Math.min(1, weightMax / weight);
            all.copy(arm, like, factor);
            window.copy(arm, like, factor);
            times = ArmArrays.grown(times, Math.max(arm, like));
            times[arm] = times[like];
        }
    }

    /** As of the arm's last reward. */
    private double weight(int arm) {
        return forgetting.windowed() ? window.sum(0, part -> part.weight(arm)) : all.weight(arm);
    }

    /** The one part that everything is in; not to be asked for where there is a window. */
    T all() {
        return all;
    }

    boolean windowed() {
        return forgetting.windowed();
    }

    /**
     * A statistic of the arm that adds up and fades with the weight.
     *
     * @param nowMs as of when
     */
    double sum(int arm, long nowMs, ToDoubleFunction<T> term) {
        if (forgetting.windowed()) {
            return window.sum(forgetting.partOf(now(nowMs)), term);
        }
        return forgetting.factor(ArmArrays.get(times, arm), now(nowMs)) * term.applyAsDouble(all);
    }

    /** Rewards are told apart by a number each from 0: the last one's is the present. */
    private long now(long nowMs) {
        return forgetting.countsPulls() ? Math.max(0, pulls - 1) : forgetting.lookedAt(nowMs);
    }

    /** Two times with the same answer see the same statistics, while nothing is learned. */
    long lookedAt(long nowMs) {
        return forgetting.lookedAt(nowMs);
    }

    /** One past the highest arm. */
    int arms() {
        return forgetting.windowed() ? window.arms() : all.arms();
    }

    Optional<String> flaw(int arm) {
        String flaw = forgetting.windowed() ? window.flaw(arm) : all.flaw(arm);
        return flaw.isEmpty() ? Optional.empty() : Optional.of(flaw);
    }

    void memorise(Memory.Builder into) {
        if (forgetting.windowed()) {
            window.memorise(into);
        } else {
            all.memorise(into, "");
        }
        if (forgetting.fades()) {
            into.put("times", times);
        }
        if (forgetting.countsPulls()) {
            into.put("pulls", pulls);
        }
    }

    /** Numbers that nobody can have learned are refused, and so is a memory without them. */
    void restore(Memory memory) {
        Memory.Builder always = Memory.builder();
        memorise(always);
        always.build().forEach((name, fresh) -> Flaws.present(memory, name));
        if (forgetting.windowed()) {
            window.restore(memory);
        } else {
            all.restore(memory, "");
        }
        times = Flaws.counts(memory, "times");
        pulls = (long) Flaws.within("pulls", memory.number("pulls", 0), 0, Flaws.COUNT_MAX);
        for (int arm = 0; arm < arms(); arm++) {
            flaw(arm).ifPresent(flaw -> {
                throw new IllegalArgumentException(flaw);
            });
        }
    }
}
