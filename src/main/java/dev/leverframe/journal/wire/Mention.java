package dev.leverframe.journal.wire;

import org.jspecify.annotations.Nullable;

/**
 * What can be read of a fact in a fraction of the time.
 *
 * @param decisionId of the decision that it speaks of; null: of none
 * @param made whether it is how that was made
 */
public record Mention(long sequence, long atMs, @Nullable String decisionId, boolean made) {}
