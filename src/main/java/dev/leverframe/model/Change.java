package dev.leverframe.model;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log: who changed what, when, from what to what, and why.
 *
 * @param atMs milliseconds since the epoch
 * @param actor who, as far as known: a name that the caller or a proxy gave, else where the call came from
 * @param domain the domain, or null for what holds for all of them
 * @param action what was done
 * @param subject what it was done to: an experiment, a flag, or the domain itself
 * @param from JSON text of what stood before, or null where there was nothing
 * @param to JSON text of what stands now, or null where nothing does
 * @param reason as given, or null
 */
public record Change(
        long atMs,
        String actor,
        @Nullable String domain,
        Action action,
        String subject,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason) {
    /** What can be done. */
    public enum Action implements Worded {
        DOMAIN_CREATED,
        DOMAIN_CHANGED,
        DOMAIN_DELETED,
        EXPERIMENT_CREATED,
        EXPERIMENT_CHANGED,
        EXPERIMENT_DELETED,
        PHASE_CHANGED,
        FLAG_CHANGED,
        REWARDS_IMPORTED;
    }
}
