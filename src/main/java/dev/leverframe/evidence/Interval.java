package dev.leverframe.evidence;

/**
 * A confidence interval.
 *
 * @param lower may be negative infinity; {@code upper} likewise positive
 */
public record Interval(double lower, double upper) {
    /**
     * The part of it where the quantity can lie at all. Where the two do not meet, the nearest single point: an
     * interval that excludes everything possible is evidence against an assumption, not an empty answer.
     */
    public Interval clip(double min, double max) {
        return new Interval(Math.min(max, Math.max(min, lower)), Math.max(min, Math.min(max, upper)));
    }

    /** Whether the value lies inside, ends included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
