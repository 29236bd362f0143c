package dev.leverframe.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FullRegression} for each arm that has learned, aged as {@link Forgetting} says.
 *
 * <p>Ageing changes all of a matrix, at O(u^3) for the u positions that an arm has met. So a regression is as of a time, and is
 * brought up to date only once what would be left of it differs from what it has by {@value Forgetting#FACTOR_STEP}; until then
 * a new observation weighs as much more as it is younger, and nothing is lost. What is looked at between two rewards of an arm
 * is a copy brought up to date, kept while time and the arm stand still. With a window it is built anew from the parts
 * ({@link Scatters}), never by taking an observation off a factor.
 *
 * <p>In a memory: {@code regressions}, the arms; one set of arrays an arm; {@code times}, as of when each of these is, where
 * rewards are forgotten; {@code window.*} where there is a window.
 */
final class FullRegressions {
    private static final String ARMS = "regressions";
    private static final String TIMES = "times";

    /** Far more than a domain may have: a larger number can only be a broken one. */
    private static final int ARM_MAX = 1 << 20;

    private final RegressionPrior prior;
    private final Forgetting forgetting;
    private final Window<Scatters> window = new Window<>(Scatters::new);
    private @Nullable FullRegression[] regressions = {};
    private long[] times = {};
    private @Nullable FullRegression[] views = {};
    private long[] viewTimes = {};

    FullRegressions(RegressionPrior prior, Forgetting forgetting) {
        this.prior = prior;
        this.forgetting = forgetting;
    }

    /** What was learned about the arm, as of its last reward; null if nothing. */
    @Nullable
    FullRegression get(int arm) {
        return arm < regressions.length ? regressions[arm] : null;
    }

    /**
     * What is known about the arm at a time; to be looked at before the next question, and not to be changed.
     *
     * @param start prior mean of the constant's coefficient as of now
     */
    FullRegression at(int arm, long nowMs, double start) {
        FullRegression learned = get(arm);
        if (learned == null) {
            return new FullRegression(prior, start);
        }
        long time = time(forgetting.lookedAt(nowMs));
        double left = left(arm, time);
        if (isRecent(left)) {
            return learned;
        }
        FullRegression view = views[arm];
        if (view == null || viewTimes[arm] != time) {
            view = aged(arm, learned.copy(), left, time);
            views[arm] = view;
            viewTimes[arm] = time;
        }
        view.startAt(left * learned.start() + (1 - left) * start);
        return view;
    }

    private boolean ages() {
        return forgetting.fades() || forgetting.windowed();
    }

    /** What ageing goes by: ms, or the number of the newest part of the window. */
    private long time(long nowMs) {
        return forgetting.windowed() ? window.newest(forgetting.partOf(nowMs)) : nowMs;
    }

    /** The part of what an arm knows that is left; 0 where it has to be built anew. */
    private double left(int arm, long time) {
        if (forgetting.windowed()) {
            return time > times[arm] ? 0 : 1;
        }
        return forgetting.factor(times[arm], time);
    }

    private static boolean isRecent(double left) {
        return left >= 1 - Forgetting.FACTOR_STEP;
    }

    private FullRegression aged(int arm, FullRegression regression, double left, long time) {
        if (forgetting.windowed()) {
            regression.rebuild(sums(arm, time));
        } else {
            regression.fade(left);
        }
        return regression;
    }

    private Scatter sums(int arm, long time) {
        Scatter sums = new Scatter();
        window.live(time).forEach(part -> part.addTo(sums, arm));
        return sums;
    }

    /** @param start as in {@link #at} */
    void learn(Observation observation, double start) {
        int arm = observation.arm();
        makeRoom(arm);
        long time = time(observation.atMs());
        FullRegression regression = regressions[arm];
        if (regression == null) {
            regression = new FullRegression(prior, start);
            regressions[arm] = regression;
            times[arm] = time;
        }
        double left = left(arm, time);
        if (!isRecent(left)) {
            aged(arm, regression, left, time);
            regression.startAt(left * regression.start() + (1 - left) * start);
            times[arm] = time;
            left = 1;
        }
        Scatter part = forgetting.windowed() ? window.part(time).of(arm) : null;
        regression.learn(observation.features(), observation.reward(), 1 / left, part);
        views[arm] = null;
    }

    private void makeRoom(int arm) {
        if (arm >= regressions.length) {
            int length = ArmArrays.newLength(regressions.length, arm);
            regressions = Arrays.copyOf(regressions, length);
            views = Arrays.copyOf(views, length);
            times = Arrays.copyOf(times, length);
            viewTimes = Arrays.copyOf(viewTimes, length);
        }
    }

    /** See {@link Policy#seed}. */
    void seed(int arm, int like, double pulls) {
        FullRegression learned = get(like);
        if (learned == null || get(arm) != null) {
            return;
        }
        makeRoom(arm);
        FullRegression copy = learned.discounted(pulls);
        if (forgetting.windowed()) {
            window.copy(arm, like, learned.keptOf(pulls));
            copy.rebuild(sums(arm, times[like]));
        }
        regressions[arm] = copy;
        times[arm] = times[like];
    }

    /** See {@link Policy#flaw}. */
    Optional<String> flaw(int arm) {
        FullRegression regression = get(arm);
        boolean sound = regression == null || regression.isSound();
        String flaw = sound ? window.flaw(arm) : "regression not finite or its matrix not definite";
        return flaw.isEmpty() ? Optional.empty() : Optional.of(flaw);
    }

    void keep(Memory.Builder memory) {
        int[] arms = IntStream.range(0, regressions.length)
                .filter(arm -> regressions[arm] != null)
                .toArray();
        memory.put(ARMS, Arrays.stream(arms).asLongStream().toArray());
        for (int arm : arms) {
            FullRegression regression = regressions[arm];
            if (regression != null) {
                regression.keep(memory, "/" + arm);
            }
        }
        if (ages()) {
            memory.put(TIMES, Arrays.stream(arms).mapToLong(arm -> times[arm]).toArray());
        }
        if (forgetting.windowed()) {
            window.memorise(memory);
        }
    }

    /** @throws IllegalArgumentException if nobody can have learned that */
    void restore(Memory memory) {
        regressions = new FullRegression[0];
        times = new long[0];
        views = new FullRegression[0];
        viewTimes = new long[0];
        Flaws.present(memory, ARMS);
        long[] arms = ArmArrays.whole(memory.get(ARMS));
        long[] kept = ages() ? Flaws.counts(memory, TIMES) : new long[arms.length];
        Flaws.sameLength("regressions, times", arms.length, kept.length);
        for (int i = 0; i < arms.length; i++) {
            int arm = (int) Flaws.within("arm", arms[i], 0, ARM_MAX);
            makeRoom(arm);
            regressions[arm] = FullRegression.restored(prior, memory, "/" + arm);
            times[arm] = kept[i];
        }
        if (forgetting.windowed()) {
            restoreWindow(memory);
        }
    }

    private void restoreWindow(Memory memory) {
        Flaws.present(memory, "window.numbers");
        window.restore(memory);
        for (int arm = 0; arm < window.arms(); arm++) {
            String flaw = window.flaw(arm);
            if (!flaw.isEmpty()) {
                throw new IllegalArgumentException(flaw);
            }
        }
    }
}
