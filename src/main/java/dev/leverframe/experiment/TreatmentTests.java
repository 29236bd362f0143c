package dev.leverframe.experiment;

import dev.leverframe.evidence.ClusteredDifference;
import dev.leverframe.evidence.DifferentialMissingness;
import dev.leverframe.evidence.GroupDifference;
import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.evidence.PairedDifference;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Estimand;
import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.EvidenceSettings.UnitAnalysis;
import dev.leverframe.model.Snapshot;
import java.util.List;

/**
 * A treatment against the control: in shadow by what each would have done on the same decisions, while active by the mixture
 * where each decision was allocated by itself, and by units where these stay on their variant.
 */
final class TreatmentTests {
    /** Probability that the check of differential missingness ever fires without cause. */
    private static final double MISSING_ALPHA = 0.001;

    private final String treatment;
    private final EvidenceSettings settings;
    private final PairedDifference paired;
    private final ClusteredDifference clustered;
    private final GroupDifference perUnit;
    private final List<GuardrailWatch> guardrails;
    private final DifferentialMissingness missing;
    private final Carried carried;
    private final double share;
    private final double controlShare;

    /**
     * @param share of the treatment, in (0, 1); likewise {@code controlShare}
     * @param alpha of this treatment alone
     * @param active whether decisions were allocated
     */
    TreatmentTests(
            String treatment,
            double share,
            double controlShare,
            EvidenceSettings settings,
            double alpha,
            boolean active,
            Maturing maturing) {
        this.treatment = treatment;
        this.share = share;
        this.controlShare = controlShare;
        this.settings = settings;
        double planned = settings.plannedUnits();
        double weightMax = maturing.stretch() / Math.min(share, controlShare);
        this.paired = active
                ? PairedDifference.bounded(weightMax, planned, alpha)
                : PairedDifference.unbounded(planned, alpha);
        this.clustered = new ClusteredDifference(share, controlShare, planned, alpha, SegmentTests.unitsMax(settings));
        this.perUnit = GroupDifference.bounded(share, controlShare, planned, alpha);
        this.guardrails = settings.guardrails().stream()
                .map(each -> new GuardrailWatch(each, share, controlShare, planned))
                .toList();
        this.missing = new DifferentialMissingness(share, controlShare, planned, MISSING_ALPHA);
        this.carried = new Carried(settings.rules());
    }

    String treatment() {
        return treatment;
    }

    /** Compares what the two would have done; {@code behaviour}: probability of the served arm. */
    void pair(Distribution own, Distribution control, double behaviour, Matured matured) {
        if (matured.valued()) {
            paired.add(
                    own,
                    control,
                    matured.served(),
                    behaviour * matured.observedRate(),
                    matured.reward(),
                    matured.predictions());
        } else {
            paired.addUnobserved(own, control, matured.predictions());
        }
    }

    /** A decision of a unit that stays on its variant. */
    void cluster(long unit, Group group, double reward) {
        clustered.add(unit, group, reward);
    }

    /** The one outcome of a unit. */
    void unit(Group group, double outcome) {
        perUnit.add(group, outcome, share, controlShare);
    }

    /** What must not get worse, of a decision that was allocated by itself, or of a unit's first. */
    void watch(Group group, Matured matured) {
        guardrails.forEach(each -> each.add(group, matured.missing(), matured.components(), share, controlShare));
        missing.add(group, matured.missing(), share, controlShare);
    }

    /** The comparison that the verdict is read from. */
    Reading reading(Units units, VariantLedgers own, VariantLedgers control) {
        if (!units.keyed()) {
            return paired(own, control);
        }
        return settings.unitAnalysis() == UnitAnalysis.CLUSTERED ? clustered() : perUnit();
    }

    /** Others that are of the same units. */
    List<Reading> further(Units units) {
        if (!units.keyed()) {
            return List.of();
        }
        return List.of(settings.unitAnalysis() == UnitAnalysis.CLUSTERED ? perUnit() : clustered());
    }

    private Reading paired(VariantLedgers own, VariantLedgers control) {
        boolean active = own.realised.n() + control.realised.n() > 0;
        long n = paired.sequence().n();
        return new Reading(
                Estimand.COUNTERFACTUAL,
                paired.sequence(),
                paired.ready(),
                paired.agree(),
                active ? own.realised.n() : n,
                active ? control.realised.n() : n,
                own.counterfactual.mean(),
                control.counterfactual.mean());
    }

    private Reading clustered() {
        return new Reading(
                Estimand.PER_DECISION_OF_UNITS,
                clustered,
                clustered.ready(),
                false,
                clustered.units(Group.TREATMENT),
                clustered.units(Group.CONTROL),
                clustered.mean(Group.TREATMENT),
                clustered.mean(Group.CONTROL));
    }

    private Reading perUnit() {
        return new Reading(
                Estimand.PER_UNIT,
                perUnit.sequence(),
                perUnit.ready(),
                false,
                perUnit.treatment().n(),
                perUnit.control().n(),
                perUnit.treatment().mean(),
                perUnit.control().mean());
    }

    List<GuardrailReading> guardrails() {
        return guardrails.stream().map(GuardrailWatch::reading).toList();
    }

    boolean missingFired() {
        return missing.fired();
    }

    Carried carried() {
        return carried;
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .text("treatment", treatment)
                .part("paired", paired.snapshot())
                .part("clustered", clustered.snapshot())
                .part("per_unit", perUnit.snapshot())
                .parts(
                        "guardrails",
                        guardrails.stream().map(GuardrailWatch::snapshot).toList())
                .part("missing", missing.snapshot())
                .part("carried", carried.snapshot())
                .build();
    }

    void restore(Snapshot kept) {
        paired.restore(kept.part("paired"));
        clustered.restore(kept.part("clustered"));
        perUnit.restore(kept.part("per_unit"));
        List<Snapshot> watches = kept.parts("guardrails");
        for (int i = 0; i < Math.min(watches.size(), guardrails.size()); i++) {
            guardrails.get(i).restore(watches.get(i));
        }
        missing.restore(kept.part("missing"));
        carried.restore(kept.part("carried"));
    }
}
