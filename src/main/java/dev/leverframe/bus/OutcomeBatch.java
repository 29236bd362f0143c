package dev.leverframe.bus;

import dev.leverframe.model.Outcome;
import java.util.List;

/**
 * The outcomes of one domain that one event loop gathered in one turn.
 *
 * @param deadlineMs when nobody waits for the answers any more, ms since the epoch
 */
public record OutcomeBatch(List<Outcome> outcomes, long deadlineMs) implements BusMessage {
    public OutcomeBatch {
        outcomes = List.copyOf(outcomes);
    }
}
