package dev.leverframe.journal;

import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Snapshot;
import java.util.List;

/** The facts of one owner, open for appending; used by that owner's thread only. Never blocks. */
public interface JournalStream {
    /** Appends facts, all or none, numbered on from those before. */
    default void append(List<Fact> facts, Receipt receipt) {
        append(facts, List.of(), receipt);
    }

    /**
     * Appends facts together with their lines of the audit log, all or none. Both may be empty: the receipt then speaks of
     * what was appended before. The journal keeps the lists: leave them as they are.
     *
     * @param facts in the order in which they were applied
     */
    void append(List<Fact> facts, List<Change> changes, Receipt receipt);

    /**
     * Keeps the state as it is after everything appended so far.
     *
     * @param sequence number of the last fact applied
     * @param remembersFrom number of the oldest fact that the state refers to; the journal keeps facts from there on. One
     *     more than {@code sequence} where it refers to none
     */
    void snapshot(long sequence, long remembersFrom, Snapshot state);

    /** Answers {@link StreamOwner#rebase}: the journal goes on from here, and says that facts before may be missing. */
    void rebase(StreamOwner.Whole whole);

    /** No more facts will come. What was appended is still written. */
    void close();
}
