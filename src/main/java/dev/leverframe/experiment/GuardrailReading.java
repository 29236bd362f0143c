package dev.leverframe.experiment;

import dev.leverframe.model.Guardrail;

/**
 * A guardrail at one look.
 *
 * @param difference estimated rate of the treatment less that of the control; NaN before the first unit
 * @param lowerBound one-sided bound of it from below, at the guardrail's alpha
 */
public record GuardrailReading(Guardrail guardrail, double difference, double lowerBound) {
    /** Whether the treatment is worse by more than is tolerated. */
    public boolean broken() {
        return lowerBound > guardrail.tolerance();
    }
}
