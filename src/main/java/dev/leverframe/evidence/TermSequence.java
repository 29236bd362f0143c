package dev.leverframe.evidence;

/** A confidence sequence that is fed its terms one by one. */
public interface TermSequence extends ConfidenceSequence {
    /**
     * Adds one term.
     *
     * @param centre what the past predicted of it, finite; a poor one costs samples, never validity
     * @throws IllegalArgumentException if a number is not finite or breaks a declared bound; nothing is recorded then
     */
    void add(double term, double centre);
}
