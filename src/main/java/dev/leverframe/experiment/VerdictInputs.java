package dev.leverframe.experiment;

import java.util.List;

/**
 * All that a verdict on one treatment follows from.
 *
 * @param ready whether the interval's guarantee holds yet
 * @param effectiveSampleSize of the treatment's counterfactual ledger; infinity for a comparison of served units
 * @param matureUnits of all variants together
 * @param elapsedMs milliseconds since the epoch began
 * @param before what earlier segments of the same epoch have to say
 * @param fired the checks that have fired, each in words, such as "sample ratio check"
 */
public record VerdictInputs(
        Comparison comparison,
        boolean ready,
        double effectiveSampleSize,
        long matureUnits,
        long elapsedMs,
        Before before,
        List<String> fired,
        List<GuardrailReading> guardrails) {
    public VerdictInputs {
        fired = List.copyOf(fired);
        guardrails = List.copyOf(guardrails);
    }

    /** Of a first segment. */
    public VerdictInputs(
            Comparison comparison,
            boolean ready,
            double effectiveSampleSize,
            long matureUnits,
            long elapsedMs,
            List<String> fired,
            List<GuardrailReading> guardrails) {
        this(comparison, ready, effectiveSampleSize, matureUnits, elapsedMs, Before.NOTHING, fired, guardrails);
    }

    /**
     * Earlier segments, in which only the weights were others; the present one included where it says whether.
     *
     * @param gain whether their e-values together show a gain above what is asked for; likewise {@code harm} a loss
     * @param treatmentUnits mature in the earlier ones; likewise {@code controlUnits}
     */
    public record Before(boolean gain, boolean harm, long treatmentUnits, long controlUnits) {
        static final Before NOTHING = new Before(false, false, 0, 0);
    }
}
