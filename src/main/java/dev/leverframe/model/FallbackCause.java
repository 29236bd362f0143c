package dev.leverframe.model;

/** Why a decision fell back. A closed set, since it is a metric label. */
public enum FallbackCause implements Worded {
    /** The policy is of a kind whose feature flag is off. */
    FLAG_OFF,
    /** The policy's numbers broke: no usable distribution came out of it. */
    POLICY_STATE;

    /** Made once: every answer and every record has it. */
    private final String word = Worded.super.word();

    @Override
    public String word() {
        return word;
    }
}
