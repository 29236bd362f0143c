package dev.leverframe.model;

import dev.leverframe.model.Outcome.Components;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a treatment must not make worse, whatever it earns: a rate of bad decisions. Declared before the data.
 *
 * @param limit from where on a decision is bad: milliseconds for latency, US dollars for cost; of no meaning for the rest
 * @param tolerance by how much the treatment's rate may exceed the control's, in [0, 1); usually 0.005 to 0.02
 * @param alpha probability that a harmless treatment ever breaks it, in (0, 1)
 */
public record Guardrail(Kind kind, double limit, double tolerance, double alpha) {
    public static final double DEFAULT_TOLERANCE = 0.01;
    public static final double DEFAULT_ALPHA = 0.01;

    /** What makes a decision a bad one. */
    public enum Kind implements Worded {
        /** The request failed. */
        ERROR_RATE("failed requests"),
        /** It took longer than the limit. */
        LATENCY_OVER_SLO("requests over the latency objective"),
        /** It cost more than the limit. */
        COST_OVER_BUDGET("requests over the cost budget"),
        /** No outcome came in time. */
        MISSING_OUTCOMES("missing outcomes");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What is counted. */
        public String words() {
            return words;
        }
    }

    public Guardrail {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("a tolerance must be in [0, 1), got " + tolerance);
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1), got " + alpha);
        }
        boolean limited = kind == Kind.LATENCY_OVER_SLO || kind == Kind.COST_OVER_BUDGET;
        if (limited && !(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the limit of " + kind.word() + " must be more than 0, got " + limit);
        }
    }

    /** With the default tolerance of one point and alpha of one percent. */
    public static Guardrail of(Kind kind, double limit) {
        return new Guardrail(kind, limit, DEFAULT_TOLERANCE, DEFAULT_ALPHA);
    }

    /**
     * 1 for a bad decision, 0 for a good one, empty where this guardrail cannot tell: a limit without its component, or
     * anything but the missing rate where no outcome came.
     *
     * @param components null where the outcome was a plain reward
     */
    public OptionalDouble indicator(boolean missing, @Nullable Components components) {
        if (kind == Kind.MISSING_OUTCOMES) {
            return bad(missing);
        }
        if (missing) {
            return OptionalDouble.empty();
        }
        return switch (kind) {
            case LATENCY_OVER_SLO -> over(components == null ? null : components.latencyMs());
            case COST_OVER_BUDGET -> over(components == null ? null : components.costUsd());
            default -> bad(components != null && Boolean.TRUE.equals(components.failed()));
        };
    }

    private OptionalDouble over(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : bad(value > limit);
    }

    private static OptionalDouble bad(boolean bad) {
        return OptionalDouble.of(bad ? 1 : 0);
    }
}
