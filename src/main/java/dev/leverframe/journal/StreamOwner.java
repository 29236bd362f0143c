package dev.leverframe.journal;

import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Snapshot;
import java.util.List;

/** Whoever applies the facts of a stream. */
public interface StreamOwner {
    /** Keeps nothing, so needs to tell nothing. */
    StreamOwner NONE = journal -> {};

    /**
     * The journal has lost facts since it failed and cannot go on from what it has. The owner answers, from its own thread,
     * with {@link JournalStream#rebase}; called on the journal's thread, again where an earlier answer could not be written.
     */
    void rebase(JournalStream stream);

    /** A decision that the state still remembers, by the number of its fact. */
    record Remembered(long sequence, DecisionMade decision) {}

    /**
     * The whole state at a fact.
     *
     * @param sequence number of the last fact applied
     * @param remembered the decisions that the snapshot refers to by number, in the order of their numbers
     */
    record Whole(long sequence, Snapshot state, List<Remembered> remembered) {
        public Whole {
            remembered = List.copyOf(remembered);
        }
    }
}
