package dev.leverframe.evidence;

/** Checks that keep one broken number from spoiling a ledger for good. Written so that NaN fails. */
final class Ranges {
    private Ranges() {}

    static void requireReward(double reward) {
        if (!(reward >= 0 && reward <= 1)) {
            throw new IllegalArgumentException("a reward must be in [0, 1], got " + reward);
        }
    }

    static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be finite, got " + value);
        }
    }

    static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be finite and more than 0, got " + value);
        }
    }

    static void requireProbability(String what, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(what + " must be in (0, 1), got " + value);
        }
    }
}
