package dev.leverframe.model;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a select.
 *
 * @param propensity the probability with which {@code arm} was drawn, in (0, 1]
 * @param policy type of the policy whose distribution was drawn from
 * @param experiment the experiment that watched or decided, or null; likewise {@code phase}
 * @param variant the variant that decided, or null
 */
public record Decision(
        String decisionId,
        String domain,
        String arm,
        double propensity,
        String policy,
        Reason reason,
        @Nullable FallbackCause fallbackCause,
        @Nullable String experiment,
        @Nullable String variant,
        @Nullable Phase phase,
        @Nullable Explanation explanation)
        implements SelectAnswer {}
