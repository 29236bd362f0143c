package dev.leverframe.experiment;

import dev.leverframe.evidence.GroupDifference;
import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.Outcome.Components;
import dev.leverframe.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Watches one guardrail for one treatment: the difference of two rates is that of two means in [0, 1], so the exact
 * confidence sequence applies, one-sided.
 */
public final class GuardrailWatch {
    private final Guardrail guardrail;
    private final GroupDifference difference;

    /**
     * @param treatmentShare smallest share that the group may ever have, in (0, 1); likewise {@code controlShare}
     * @param planned units to be tightest at, positive
     */
    public GuardrailWatch(Guardrail guardrail, double treatmentShare, double controlShare, double planned) {
        this.guardrail = guardrail;
        this.difference = GroupDifference.bounded(treatmentShare, controlShare, planned, 2 * guardrail.alpha());
    }

    /**
     * Takes in one mature unit, in the order in which units were allocated.
     *
     * @param missing whether its outcome did not come in time
     * @param components null where the outcome was a plain reward
     */
    public void add(
            Group group, boolean missing, @Nullable Components components, double treatmentShare, double controlShare) {
        guardrail
                .indicator(missing, components)
                .ifPresent(bad -> difference.add(group, bad, treatmentShare, controlShare));
    }

    public GuardrailReading reading() {
        return new GuardrailReading(
                guardrail, difference.sequence().mean(), difference.sequence().lowerBound(guardrail.alpha()));
    }

    /** The two rates and their difference, for reading. */
    public GroupDifference difference() {
        return difference;
    }

    public Snapshot snapshot() {
        return difference.snapshot();
    }

    public void restore(Snapshot kept) {
        difference.restore(kept);
    }
}
