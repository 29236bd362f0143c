package dev.leverframe.journal;

import dev.leverframe.model.Fact;
import java.util.List;

/** Takes the facts of all domains, in the order in which each domain made them. */
public interface Journal {
    /** Keeps nothing beyond the life of the process: every fact is as durable as it will be at once. */
    Journal NONE = (domain, facts, durable) -> durable.run();

    /**
     * Appends the facts of one batch, all or none.
     *
     * @param durable run once the facts are as durable as the service is configured to make them, on the caller's thread or
     *     another; outcomes are acknowledged from it
     */
    void append(String domain, List<Fact> facts, Runnable durable);
}
