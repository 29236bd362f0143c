package dev.leverframe.evidence;

/**
 * Where confidence sequences are made to be tightest. A guess ten times off costs about a third more samples, and never
 * validity.
 */
final class Tuning {
    /** Guess of the variance of a reward in [0, 1]. */
    private static final double REWARD_VARIANCE = 0.1;

    private Tuning() {}

    /** The variance process of so many rewards. */
    static double variance(double planned) {
        Ranges.requirePositive("the planned number", planned);
        return planned * REWARD_VARIANCE;
    }

    /** The same for the differences of two groups with these shares. */
    static double variance(double planned, double share, double otherShare) {
        return variance(planned) * (1 / share + 1 / otherShare);
    }
}
