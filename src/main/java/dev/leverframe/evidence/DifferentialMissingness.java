package dev.leverframe.evidence;

import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.model.Snapshot;

/**
 * Whether outcomes go missing more often in one variant than in another. Then the outcomes that came are no fair sample, and
 * leaving the missing ones out would compare survivors. It is the difference of two rates, so the exact test of {@link
 * GroupDifference} applies at every look.
 */
public final class DifferentialMissingness {
    private final GroupDifference rates;
    private final double alpha;

    /**
     * @param treatmentShare smallest share that the group may ever have, in (0, 1); likewise {@code controlShare}
     * @param planned units to be tightest at, positive
     * @param alpha probability that the check ever fires although outcomes go missing alike, in (0, 1)
     */
    public DifferentialMissingness(double treatmentShare, double controlShare, double planned, double alpha) {
        this.rates = GroupDifference.bounded(treatmentShare, controlShare, planned, alpha);
        this.alpha = alpha;
    }

    /** Takes in one mature unit, in the order in which units were allocated. */
    public void add(Group group, boolean missing, double treatmentShare, double controlShare) {
        rates.add(group, missing ? 1 : 0, treatmentShare, controlShare);
    }

    /** Whether the rates differ. Costs some microseconds. */
    public boolean fired() {
        return anytimeP() < alpha;
    }

    /** Against "outcomes go missing alike", in [0, 1]. */
    public double anytimeP() {
        return rates.sequence().anytimeP(0);
    }

    /** The two rates and their difference, for reading. */
    public GroupDifference rates() {
        return rates;
    }

    public Snapshot snapshot() {
        return rates.snapshot();
    }

    public void restore(Snapshot kept) {
        rates.restore(kept);
    }
}
