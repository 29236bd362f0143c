package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;
import java.util.OptionalDouble;

/**
 * How rewards lose their say as they age, so that a policy follows a world that changes. Off unless asked for.
 *
 * <pre>
 *   half_life_s      a reward of age t weighs 2^(-t / half life)
 *   discount         a reward weighs discount^(rewards learned after it)
 *   window_s         a reward weighs 1, and 0 once it is older than the window
 *   window_pulls     the same, its age counted in rewards
 * </pre>
 *
 * <p>A window is kept as {@value Window#PARTS} parts that are dropped whole, as additive statistics cannot give a single
 * reward back: what counts is nine to ten tenths of the window.
 *
 * <p>Nothing fades by itself. Factors are applied when an arm learns and when it is looked at, from the time of the arm's
 * last reward. Time never goes backwards here: an earlier time is taken for the later one.
 */
final class Forgetting {
    /** Nothing is ever forgotten. */
    static final Forgetting NEVER = new Forgetting(Double.POSITIVE_INFINITY, 0, false);
    /** How far a factor may move before a distribution is computed anew. */
    static final double FACTOR_STEP = 1e-3;

    private static final double MS_PER_S = 1000;

    private final double halfLife;
    private final long part;
    private final boolean countsPulls;
    private final long tick;

    /**
     * @param halfLife in units of time, ms or rewards; infinite: nothing fades
     * @param part length of a part of the window in units of time; 0: no window
     */
    private Forgetting(double halfLife, long part, boolean countsPulls) {
        this.halfLife = halfLife;
        this.part = part;
        this.countsPulls = countsPulls;
        double step = FACTOR_STEP / Math.log(2) * halfLife;
        tick = part > 0 ? part : Math.max(1, (long) step);
    }

    /** For the policies that are forgetful by the wall clock, in either way. */
    static Forgetting of(PolicySpec spec) {
        OptionalDouble window = spec.optionalNumber("window_s");
        return window.isPresent() ? window(window.getAsDouble() * MS_PER_S, false) : fading(spec);
    }

    /** For policies whose statistics cannot be kept by windows. */
    static Forgetting fading(PolicySpec spec) {
        OptionalDouble halfLife = spec.optionalNumber("half_life_s");
        return halfLife.isPresent() ? new Forgetting(halfLife.getAsDouble() * MS_PER_S, 0, false) : NEVER;
    }

    /** For policies that may count time in rewards instead. */
    static Forgetting ofPullsOrTime(PolicySpec spec) {
        OptionalDouble discount = spec.optionalNumber("discount");
        if (discount.isPresent() && discount.getAsDouble() < 1) {
            return new Forgetting(-Math.log(2) / Math.log(discount.getAsDouble()), 0, true);
        }
        OptionalDouble window = spec.optionalNumber("window_pulls");
        return window.isPresent() ? window(window.getAsDouble(), true) : of(spec);
    }

    private static Forgetting window(double length, boolean countsPulls) {
        return new Forgetting(Double.POSITIVE_INFINITY, Math.max(1, (long) (length / Window.PARTS)), countsPulls);
    }

    boolean windowed() {
        return part > 0;
    }

    boolean fades() {
        return Double.isFinite(halfLife);
    }

    /** Whether anything is forgotten by the wall clock. */
    boolean byClock() {
        return !countsPulls && (fades() || windowed());
    }

    /** Whether time is counted in rewards rather than ms. */
    boolean countsPulls() {
        return countsPulls;
    }

    /** What is left at a time of what was known at another, in [0, 1]; 1 where nothing fades. */
    double factor(long from, long to) {
        // StrictMath: a replay on another machine has to find the same last bit.
        return fades() && to > from ? StrictMath.pow(2, -(to - from) / halfLife) : 1;
    }

    /** Number of the part of the window that a time falls into. */
    long partOf(long at) {
        return Math.floorDiv(at, part);
    }

    /**
     * The time as of which a distribution is computed: rounded down, so that it can be kept for a while, by no more than
     * what moves a factor by {@value #FACTOR_STEP}. A function of the time alone and not of earlier questions, so that a
     * replay, which asks none, agrees.
     */
    long lookedAt(long nowMs) {
        return fades() || windowed() ? nowMs - Math.floorMod(nowMs, tick) : 0;
    }
}
