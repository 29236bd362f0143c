package dev.leverframe.model;

import org.jspecify.annotations.Nullable;

/**
 * What is reported for a decision, or for an arm alone. Exactly one of {@code decisionId} and {@code arm} is present, and
 * exactly one of {@code reward} and {@code components}.
 *
 * @param outcomeId makes a retry safe, or null
 * @param reward in [0, 1], or null
 */
public record Outcome(
        @Nullable String decisionId,
        @Nullable String arm,
        @Nullable String outcomeId,
        @Nullable Double reward,
        @Nullable Components components) {

    /**
     * Raw components, kept as they came so that any reward version can be recomputed.
     *
     * @param latencyMs milliseconds, finite, 0 or more
     * @param costUsd US dollars, finite, 0 or more
     * @param quality in [0, 1]
     * @param failed the request failed: error, timeout or refusal
     */
    public record Components(
            @Nullable Double latencyMs,
            @Nullable Double costUsd,
            @Nullable Double quality,
            @Nullable Boolean failed) {}
}
