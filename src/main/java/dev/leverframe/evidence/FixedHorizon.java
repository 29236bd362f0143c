package dev.leverframe.evidence;

import org.apache.commons.numbers.gamma.InverseErfc;

/** What a test that is looked at once would need: the yardstick for tests that may be looked at any time. */
public final class FixedHorizon {
    private FixedHorizon() {}

    /**
     * Units for a two-sided z test (Cochran, "Sampling Techniques", 1977).
     *
     * <pre>
     *   n = (z(1 - alpha/2) + z(power))^2 variance / effect^2
     * </pre>
     *
     * @param effect difference to be found, not 0
     * @param variance of one unit's term, positive
     * @param power probability to find it, in (0, 1)
     */
    public static double units(double effect, double variance, double alpha, double power) {
        Ranges.requirePositive("the size of the effect", Math.abs(effect));
        Ranges.requirePositive("variance", variance);
        double z = quantile(1 - alpha / 2) + quantile(power);
        return z * z * variance / (effect * effect);
    }

    /** Quantile of the standard normal distribution. */
    static double quantile(double p) {
        Ranges.requireProbability("a probability", p);
        return -Math.sqrt(2) * InverseErfc.value(2 * p);
    }
}
