package dev.leverframe.bus;

import dev.leverframe.model.Select;
import java.util.List;

/**
 * The selects of one domain that one event loop gathered in one turn.
 *
 * @param deadlineMs when nobody waits for the answers any more, ms since the epoch
 */
public record SelectBatch(List<Select> selects, long deadlineMs) implements BusMessage {
    public SelectBatch {
        selects = List.copyOf(selects);
    }
}
