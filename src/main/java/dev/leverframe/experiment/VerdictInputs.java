package dev.leverframe.experiment;

import java.util.List;

/**
 * All that a verdict on one treatment follows from.
 *
 * @param ready whether the interval's guarantee holds yet
 * @param effectiveSampleSize of the treatment's counterfactual ledger; infinity for a comparison of served units
 * @param matureUnits of all variants together
 * @param elapsedMs milliseconds since the segment began
 * @param fired the checks that have fired, each in words, such as "sample ratio check"
 */
public record VerdictInputs(
        Comparison comparison,
        boolean ready,
        double effectiveSampleSize,
        long matureUnits,
        long elapsedMs,
        List<String> fired,
        List<GuardrailReading> guardrails) {
    public VerdictInputs {
        fired = List.copyOf(fired);
        guardrails = List.copyOf(guardrails);
    }
}
