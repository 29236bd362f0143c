package dev.leverframe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request for a decision.
 *
 * @param decisionId names the decision; the same id again gives the same decision
 * @param candidates the arms allowed this time, in the caller's order; empty: all arms of the domain
 * @param key the unit that stays on one variant; null: the decision is its own unit
 * @param explain whether the answer carries the distribution, scores, features and draw
 */
public record Select(
        String decisionId,
        List<String> candidates,
        Context context,
        @Nullable String key,
        @Nullable String tenant,
        boolean explain) {
    public Select {
        candidates = List.copyOf(candidates);
    }
}
