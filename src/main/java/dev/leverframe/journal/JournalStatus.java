package dev.leverframe.journal;

import org.jspecify.annotations.Nullable;

/**
 * How the journal is.
 *
 * @param failure why nothing can be kept now, in a few words for an operator; null: all is well
 * @param congested whether so much waits to be written that no more should be appended for the moment
 * @param waiting facts appended and not yet written
 */
public record JournalStatus(@Nullable String failure, boolean congested, long waiting) {
    static final JournalStatus WELL = new JournalStatus(null, false, 0);

    /** Whether facts that matter may be appended. */
    public boolean accepts() {
        return failure == null && !congested;
    }
}
