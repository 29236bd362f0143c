package dev.leverframe.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a change comes from, as far as known.
 *
 * @param actor a name that the caller or a proxy gave, else the address that the call came from
 * @param reason as given, or null
 */
public record Origin(String actor, @Nullable String reason) {
    /** The actor of what nobody asked for. */
    public static final String ITSELF = "leverframe";

    /** File and environment, as read at a start. */
    public static final Origin SETTINGS = new Origin("settings", "file and environment at the start");
    /** A select for a domain that was not there. */
    public static final Origin FIRST_SELECT = new Origin(ITSELF, "its first select");

    /** The same, where no reason was given, for this one. */
    public Origin because(String otherReason) {
        return otherReason.isEmpty() ? this : new Origin(actor, otherReason);
    }
}
