package dev.leverframe.experiment;

import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.evidence.ManyComparisons;
import dev.leverframe.evidence.SampleRatio;
import dev.leverframe.evidence.UnitOutcomes;
import dev.leverframe.evidence.UnitOutcomes.UnitOutcome;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * The tests of a segment: every decision enters when its time is over, in the order of decisions, with a bounded number of
 * additions for each variant; what they say is worked out when it is asked for.
 */
final class SegmentTests {
    /** Units that are remembered at most, whatever an experiment asks for: some 40 MB with one treatment. */
    private static final int UNITS_MAX = 100_000;

    private final ExperimentSpec spec;
    private final boolean active;
    private final int control;
    private final double[] shares;
    private final List<VariantTests> variants = new ArrayList<>();
    private final List<TreatmentTests> treatments = new ArrayList<>();
    private final SampleRatio allocated;
    private final SampleRatio entered;
    private final Units units;
    private final UnitOutcomes windows;

    /** @param shares of the variants, summing to 1 */
    SegmentTests(ExperimentSpec spec, Phase phase, double[] shares, Maturing maturing) {
        this.spec = spec;
        this.active = phase == Phase.ACTIVE;
        this.shares = shares.clone();
        this.control = position(spec.control());
        EvidenceSettings settings = spec.evidence();
        int others = spec.variants().size() - 1;
        double alpha = ManyComparisons.familyWise(settings.alpha(), Math.max(1, others));
        for (int v = 0; v <= others; v++) {
            variants.add(new VariantTests(phase, settings.plannedUnits(), settings.alpha(), others + 1));
            if (v != control && comparable(v)) {
                treatments.add(new TreatmentTests(
                        spec.variants().get(v).variant(),
                        active ? shares[v] : 0.5,
                        active ? shares[control] : 0.5,
                        settings,
                        alpha,
                        active,
                        maturing));
            }
        }
        this.allocated = new SampleRatio(shares);
        this.entered = new SampleRatio(shares);
        this.units = new Units(unitsMax(settings));
        this.windows = new UnitOutcomes(settings.unitWindowMs(), maturing.windowMs(), unitsMax(settings));
    }

    /** As many as a verdict waits for at most: past them it is a time-out. */
    static int unitsMax(EvidenceSettings settings) {
        return (int) Math.min(UNITS_MAX, settings.rules().unitsMax());
    }

    /** Without units in both there is nothing to compare. */
    private boolean comparable(int variant) {
        return !active || (shares[variant] > 0 && shares[control] > 0);
    }

    int position(String variant) {
        for (int v = 0; v < spec.variants().size(); v++) {
            if (spec.variants().get(v).variant().equals(variant)) {
                return v;
            }
        }
        throw new IllegalArgumentException("experiment '" + spec.experiment() + "' has no variant '" + variant + "'");
    }

    /** Goes on where the segment before, of the same epoch, has ended: the same variants with other shares. */
    void follow(SegmentTests before, List<Reading> readings) {
        units.follow(before.units);
        allocated.restore(before.allocated.snapshot());
        allocated.reweigh(shares);
        entered.restore(before.entered.snapshot());
        entered.reweigh(shares);
        for (TreatmentTests each : treatments) {
            for (int i = 0; i < before.treatments.size(); i++) {
                if (before.treatments.get(i).treatment().equals(each.treatment())) {
                    each.carried().restore(before.treatments.get(i).carried().snapshot());
                    each.carried().close(readings.get(i));
                }
            }
        }
    }

    void made(DecisionMade decision, Proposals proposals) {
        if (proposals.assigned() == null) {
            return;
        }
        units.saw(decision);
        int variant = position(proposals.assigned());
        long unit = units.keyed() ? Units.unit(decision) : 0;
        if (decision.key() == null || units.first(unit, Units.ALLOCATED)) {
            allocated.record(variant);
        }
        if (units.keyed() && !units.former(unit)) {
            windows.decided(unit, variant, decision.atMs());
        }
    }

    /**
     * @param behaviour what the served arm came from, allocation included where that was by chance
     * @param unsupported by variant: what it gives to arms that could not be served
     */
    void mature(Matured matured, Proposals proposals, Distribution behaviour, double[] unsupported) {
        for (Proposal proposal : proposals.variants()) {
            if (proposal.own()) {
                int v = position(proposal.variant());
                variants.get(v).watched(proposal.distribution(), behaviour, matured, unsupported[v]);
            }
        }
        if (proposals.assigned() == null) {
            pair(matured, proposals, behaviour);
        } else {
            served(matured, proposals, behaviour, position(proposals.assigned()));
        }
    }

    private void pair(Matured matured, Proposals proposals, Distribution behaviour) {
        Proposal core = proposals.of(spec.control());
        if (matured.worth() == Matured.Worth.LEFT_OUT || !core.own()) {
            return;
        }
        for (TreatmentTests each : treatments) {
            Proposal own = proposals.of(each.treatment());
            if (own.own()) {
                each.pair(own.distribution(), core.distribution(), behaviour.get(matured.served()), matured);
            }
        }
    }

    private void served(Matured matured, Proposals proposals, Distribution behaviour, int variant) {
        DecisionMade decision = matured.decision();
        boolean alone = decision.key() == null;
        long unit = units.keyed() ? Units.unit(decision) : 0;
        boolean own = proposals.of(spec.variants().get(variant).variant()).own();
        if (own) {
            variants.get(variant).served(matured);
        }
        if (matured.worth() != Matured.Worth.LEFT_OUT) {
            if (alone || units.first(unit, Units.ENTERED)) {
                entered.record(variant);
            }
            if (!units.keyed()) {
                pair(matured, proposals, behaviour);
            } else if (own && !units.former(unit)) {
                enter(matured, unit, variant);
            }
        }
        if (own && (alone || units.first(unit, Units.MATURED))) {
            treatments.forEach(each -> each.watch(group(each, variant), matured));
        }
    }

    private void enter(Matured matured, long unit, int variant) {
        treatments.forEach(each -> each.cluster(unit, group(each, variant), matured.weighed()));
        if (matured.valued()) {
            windows.outcome(unit, variant, matured.decision().atMs(), matured.reward());
        }
    }

    private Group group(TreatmentTests tests, int variant) {
        if (variant == control) {
            return Group.CONTROL;
        }
        return spec.variants().get(variant).variant().equals(tests.treatment()) ? Group.TREATMENT : Group.OTHER;
    }

    /** Whether {@link #drain} would change anything. */
    boolean due(long nowMs) {
        return windows.due(nowMs);
    }

    /** Enters the units whose window is over; every decision in it has had its time. */
    void drain(long nowMs) {
        windows.drain(nowMs, this::enter);
    }

    private void enter(UnitOutcome unit) {
        treatments.forEach(each -> each.unit(group(each, unit.variant()), unit.outcome()));
    }

    List<VariantTests> variants() {
        return variants;
    }

    List<TreatmentTests> treatments() {
        return treatments;
    }

    SampleRatio allocated() {
        return allocated;
    }

    SampleRatio entered() {
        return entered;
    }

    Units units() {
        return units;
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .parts("variants", variants.stream().map(VariantTests::snapshot).toList())
                .parts(
                        "treatments",
                        treatments.stream().map(TreatmentTests::snapshot).toList())
                .part("allocated", allocated.snapshot())
                .part("entered", entered.snapshot())
                .part("units", units.snapshot())
                .part("windows", windows.snapshot())
                .build();
    }

    /** Takes over what a snapshot kept; what it did not keep starts empty. */
    void restore(Snapshot kept) {
        List<Snapshot> ownVariants = kept.parts("variants");
        for (int i = 0; i < Math.min(ownVariants.size(), variants.size()); i++) {
            variants.get(i).restore(ownVariants.get(i));
        }
        List<Snapshot> ownTreatments = kept.parts("treatments");
        for (int i = 0; i < Math.min(ownTreatments.size(), treatments.size()); i++) {
            treatments.get(i).restore(ownTreatments.get(i));
        }
        allocated.restore(kept.part("allocated"));
        entered.restore(kept.part("entered"));
        units.restore(kept.part("units"));
        windows.restore(kept.part("windows"));
    }
}
