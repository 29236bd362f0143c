package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Experiment specifications in which only the allocation matters. */
final class Specs {
    /** The variants of the golden vectors. */
    static final List<String> IDS = List.of("control", "treatA", "treatB");

    private static final int EVERYBODY = 10_000;

    private Specs() {}

    static ExperimentSpec of(Scheme scheme, String salt, int resolution, double... weights) {
        return of(scheme, salt, resolution, variants(IDS, weights));
    }

    static ExperimentSpec of(Scheme scheme, String salt, int resolution, List<Variant> variants) {
        return of(scheme, salt, resolution, EVERYBODY, variants);
    }

    static ExperimentSpec exposed(int bps, double... weights) {
        return of(Scheme.MODULO, "s", 10_000, bps, variants(IDS, weights));
    }

    private static ExperimentSpec of(Scheme scheme, String salt, int resolution, int bps, List<Variant> variants) {
        return new ExperimentSpec("e", IDS.get(0), scheme, salt, resolution, bps, LearningScope.ISOLATED, variants);
    }

    static List<Variant> variants(List<String> ids, double... weights) {
        List<Variant> variants = new ArrayList<>();
        for (int v = 0; v < weights.length; v++) {
            variants.add(new Variant(ids.get(v), weights[v], PolicySpec.of(PolicyType.THOMPSON)));
        }
        return variants;
    }

    /** Numbers separated by commas. */
    static double[] weights(String list) {
        return Stream.of(list.split(",")).mapToDouble(Double::parseDouble).toArray();
    }
}
