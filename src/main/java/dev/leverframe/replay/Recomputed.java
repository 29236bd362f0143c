package dev.leverframe.replay;

import dev.leverframe.model.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What came of working out a decision again.
 *
 * @param stateVersion number of the last fact that the decision rested on
 * @param detail the first field that differs, or why it could not be done; null where it agrees
 * @param explanation how the decision comes about from the state before it; from its record alone where that is all there is
 */
public record Recomputed(
        Verdict verdict, long stateVersion, @Nullable String detail, Explanation explanation) {
    /** What came of it. */
    public enum Verdict {
        AGREES,
        DIFFERS,
        /** The state can no longer be rebuilt, or not in time. */
        IMPOSSIBLE
    }
}
