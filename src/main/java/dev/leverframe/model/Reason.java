package dev.leverframe.model;

/** Why this arm was served. */
public enum Reason implements Worded {
    /** No experiment interposed. */
    CORE_POLICY,
    /** An experiment watched; the core policy decided. */
    SHADOW,
    /** A variant of an active experiment decided. */
    VARIANT,
    /** What should have decided could not; {@link Decision#fallbackCause()} says why. */
    FALLBACK;

    /** Made once: every answer and every record has it. */
    private final String word = Worded.super.word();

    @Override
    public String word() {
        return word;
    }
}
