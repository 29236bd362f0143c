package dev.leverframe.experiment;

import dev.leverframe.evidence.ConfidenceSequence;
import dev.leverframe.model.VerdictRules;

/**
 * How much longer an experiment takes: the units at which the interval will have become narrow enough, were the difference
 * what it looks like now and the further units spread as those so far.
 *
 * <pre>
 *   needed half-width h = max(d - delta_min, -d - delta_harm, rope - |d|)      d: the present estimate
 *   units = smallest n with half-width(n) less than h
 * </pre>
 *
 * The estimate is noisy, and so is what follows from it; an early forecast may be off by a factor. What does not hang on it
 * is {@code detectable}.
 *
 * @param state whether there is anything to wait for
 * @param moreUnits mature units still needed; -1 where they would exceed the limit or nothing is known yet
 * @param moreMs milliseconds at the present rate; -1 where {@code moreUnits} is, or where there is no rate
 * @param detectable the smallest difference that can be told from none at the limit of units; infinity while nothing is known
 */
public record Forecast(State state, long moreUnits, double moreMs, double detectable) {

    /** While nothing can be said. */
    static final Forecast UNKNOWN = new Forecast(State.UNKNOWN, -1, -1, Double.POSITIVE_INFINITY);

    /** Where policies are one and the same. */
    static final Forecast AGREED = new Forecast(State.NOW, 0, 0, 0);

    /** What there is to wait for. */
    public enum State {
        /** No unit yet. */
        UNKNOWN,
        /** The interval is narrow enough for what the estimate says. */
        NOW,
        LATER,
        /** Not within the limit of units. */
        NEVER
    }

    /**
     * @param alpha of the interval that the verdict reads
     * @param unitsPerMs mature units a millisecond at present, 0 or more
     */
    public static Forecast of(ConfidenceSequence sequence, double alpha, VerdictRules rules, double unitsPerMs) {
        double detectable = sequence.n() == 0 ? Double.POSITIVE_INFINITY : sequence.halfWidth(rules.unitsMax(), alpha);
        if (Double.isInfinite(detectable)) {
            return UNKNOWN;
        }
        double enough = enough(sequence.mean(), rules);
        if (sequence.halfWidth(sequence.n(), alpha) < enough) {
            return new Forecast(State.NOW, 0, 0, detectable);
        }
        if (sequence.n() >= rules.unitsMax() || !(detectable < enough)) {
            return new Forecast(State.NEVER, -1, -1, detectable);
        }
        long more = units(sequence, alpha, enough, rules.unitsMax()) - sequence.n();
        return new Forecast(State.LATER, more, unitsPerMs > 0 ? more / unitsPerMs : -1, detectable);
    }

    private static double enough(double difference, VerdictRules rules) {
        double decided = Math.max(difference - rules.deltaMin(), -difference - rules.deltaHarm());
        return Math.max(decided, rules.rope() - Math.abs(difference));
    }

    /** Bisection: half-widths fall as units come. */
    private static long units(ConfidenceSequence sequence, double alpha, double enough, long unitsMax) {
        long tooFew = sequence.n();
        long sufficient = unitsMax;
        while (sufficient - tooFew > 1) {
            long middle = (tooFew + sufficient) >>> 1;
            if (sequence.halfWidth(middle, alpha) < enough) {
                sufficient = middle;
            } else {
                tooFew = middle;
            }
        }
        return sufficient;
    }
}
