package dev.leverframe.experiment;

import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Variant;
import java.util.ArrayList;
import java.util.List;

/** What a change of an experiment's specification means for its evidence. */
final class SpecChange {
    private SpecChange() {}

    /**
     * Whether every test can go on as it is: only more or fewer units take part, which moves none, or what is done about a
     * verdict is another thing.
     */
    static boolean goesOn(ExperimentSpec before, ExperimentSpec after) {
        return with(before, weights(after), after).equals(after)
                && weights(before).equals(weights(after));
    }

    /** Whether evidence goes on where tests cannot: only the weights are others, so policies and rewards mean the same. */
    static boolean reweighs(ExperimentSpec before, ExperimentSpec after) {
        return before.variants().size() == after.variants().size()
                && with(before, weights(after), after).equals(after);
    }

    private static List<Double> weights(ExperimentSpec spec) {
        return spec.variants().stream().map(Variant::weight).toList();
    }

    /** The same but for its weights, its exposure and what is done by itself. */
    private static ExperimentSpec with(ExperimentSpec spec, List<Double> weights, ExperimentSpec other) {
        List<Variant> variants = new ArrayList<>();
        for (int v = 0; v < spec.variants().size(); v++) {
            Variant each = spec.variants().get(v);
            double weight = v < weights.size() ? weights.get(v) : each.weight();
            variants.add(new Variant(each.variant(), weight, each.policy()));
        }
        EvidenceSettings e = spec.evidence();
        EvidenceSettings evidence = new EvidenceSettings(
                e.alpha(),
                e.correction(),
                other.evidence().autoPromote(),
                e.plannedUnits(),
                e.unitAnalysis(),
                e.unitWindowMs(),
                e.rules(),
                e.guardrails());
        return new ExperimentSpec(
                spec.experiment(),
                spec.control(),
                spec.allocation(),
                spec.salt(),
                spec.resolution(),
                other.exposureBps(),
                spec.learningScope(),
                variants,
                evidence);
    }
}
