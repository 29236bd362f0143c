package dev.leverframe.evidence;

/** What a reward model says, kept to what a reward can be. */
final class Predictions {
    private Predictions() {}

    /** The prediction within [0, 1]; 0.5 for one that is not a number. */
    static double unit(double prediction) {
        return Double.isNaN(prediction) ? 0.5 : Math.min(1, Math.max(0, prediction));
    }
}
