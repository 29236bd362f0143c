package dev.leverframe.model;

/** Where an experiment stands: watched, deciding, or over. */
public enum Phase implements Worded {
    SHADOW,
    ACTIVE,
    STOPPED;

    /** Made once: every answer and every record has it. */
    private final String word = Worded.super.word();

    @Override
    public String word() {
        return word;
    }

    /**
     * Shadow leads to active, active back to shadow (always safe) and both to stopped. Stopped is final: its evidence is
     * closed, and a new look needs a new experiment.
     */
    public boolean mayBecome(Phase next) {
        return this != STOPPED || next == STOPPED;
    }
}
