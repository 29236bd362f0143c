package dev.leverframe.bus;

import dev.leverframe.model.Outcome;
import java.util.List;

/** The outcomes of one domain that one event loop gathered in one turn. */
public record OutcomeBatch(List<Outcome> outcomes) implements BusMessage {
    public OutcomeBatch {
        outcomes = List.copyOf(outcomes);
    }
}
