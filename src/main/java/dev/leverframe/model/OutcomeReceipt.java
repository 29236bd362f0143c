package dev.leverframe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an outcome.
 *
 * @param reward the reward that was learned from, in [0, 1]; null where nothing was
 * @param attributed whether it belongs to a decision; false for one that was reported for an arm alone
 * @param missing the weighted components that were not sent and counted as neutral (0.5)
 */
public record OutcomeReceipt(Status status, @Nullable Double reward, List<String> missing, boolean attributed)
        implements OutcomeAnswer {
    public OutcomeReceipt {
        missing = List.copyOf(missing);
    }

    public static OutcomeReceipt of(Status status) {
        return new OutcomeReceipt(status, null, List.of(), true);
    }

    /** What was done with the outcome. */
    public enum Status implements Worded {
        /** Joined to its decision and learned from. */
        RECORDED,
        /** Seen before; nothing changed. */
        DUPLICATE,
        /** Its decision had expired; counted, not learned from. */
        LATE;
    }
}
