package dev.leverframe.journal.store;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The tables of a store. */
public enum Table {
    /** Facts, one record a commit and stream. */
    JOURNAL,
    /** States at a fact. */
    SNAPSHOTS,
    /** One small record a stream, and one a snapshot: what is kept and what it needs. */
    STREAMS,
    /** From a decision to the facts that speak of it. */
    INDEX,
    /** The audit log. */
    AUDIT;

    /** The name that the files know it by. */
    byte[] bytes() {
        return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
