package dev.leverframe.config;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An experiment as it is written in the management API:
 *
 * <pre>
 *   {"control": "control", "allocation": "modulo", "salt": "s1", "resolution": 10000, "exposure_bps": 10000,
 *    "learning_scope": "isolated", "alpha": 0.05, "verdict": {"units_min": 200}, "guardrails": [{"guardrail": "error_rate"}],
 *    "variants": [{"variant": "control", "weight": 1, "policy": {"type": "thompson"}}, ...]}
 * </pre>
 *
 * Only {@code variants} has to be there, and {@code control} where no variant is called so. How it is judged is read by
 * {@link EvidenceBody}.
 */
public final class ExperimentBody {
    /** The variant that is the control where the body does not say. */
    private static final String CONTROL = "control";

    private static final int VARIANTS_MIN = 2;
    private static final int SALT_CHARS_MAX = 200;
    private static final int BASIS_POINTS = 10_000;
    private static final Kind.Whole RESOLUTION = new Kind.Whole(10_000, 1_000_000, "slots");
    private static final Kind.Whole EXPOSURE = new Kind.Whole(0, BASIS_POINTS, "basis points");
    /** Bounded so that no sum of weights loses the smallest of them. */
    private static final Kind.Numeric WEIGHT = new Kind.Numeric(0, 1e9, "relative share");

    private ExperimentBody() {}

    /**
     * Reads an experiment.
     *
     * @param experiment its name, which is not part of the body; an error in it has the pointer {@code ""}
     * @throws InvalidBody with everything that is wrong
     */
    public static ExperimentSpec parse(String experiment, JsonObject body, Settings settings) {
        Fields fields = Fields.of(body);
        fields.checkName("experiment", experiment);
        Scheme scheme = fields.word("allocation", Scheme.class, Scheme.MODULO);
        List<Variant> variants = variants(fields, scheme, settings.experiments().variantsMax());
        ExperimentSpec spec = new ExperimentSpec(
                experiment,
                control(fields, variants),
                scheme,
                fields.read("salt", new Kind.Text(SALT_CHARS_MAX), experiment),
                whole(fields, "resolution", RESOLUTION),
                whole(fields, "exposure_bps", EXPOSURE),
                fields.word("learning_scope", LearningScope.class, LearningScope.ISOLATED),
                variants,
                EvidenceBody.read(fields));
        fields.refuseUnknown();
        return fields.orThrow(spec);
    }

    /** Every part spelled out, of the policies what was given; {@link #parse} reads it back to an equal one. */
    public static JsonObject toJson(ExperimentSpec spec) {
        JsonArray variants = new JsonArray();
        spec.variants().forEach(variant -> variants.add(toJson(variant)));
        return new JsonObject()
                .put("control", spec.control())
                .put("allocation", spec.allocation().word())
                .put("salt", spec.salt())
                .put("resolution", spec.resolution())
                .put("exposure_bps", spec.exposureBps())
                .put("learning_scope", spec.learningScope().word())
                .put("variants", variants)
                .mergeIn(EvidenceBody.toJson(spec.evidence()));
    }

    private static JsonObject toJson(Variant variant) {
        return new JsonObject()
                .put("variant", variant.variant())
                .put("weight", variant.weight())
                .put("policy", PolicyBody.toJson(variant.policy()));
    }

    private static List<Variant> variants(Fields fields, Scheme scheme, int max) {
        List<Variant> variants = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Fields section : fields.sections("variants", "variant", new Kind.Listing(VARIANTS_MIN, max, "variants"))) {
            Variant variant = variant(section, scheme);
            if (!variant.variant().isEmpty() && !names.add(variant.variant())) {
                section.refuse(
                        "variant", "variant must be named once, got " + OneLine.quoted(variant.variant()) + " again");
            }
            variants.add(variant);
        }
        if (!variants.isEmpty()
                && variants.stream().mapToDouble(Variant::weight).sum() <= 0) {
            fields.refuse("variants", "variants must have weights that sum to more than 0, got 0");
        }
        return variants;
    }

    private static Variant variant(Fields section, Scheme scheme) {
        String name = section.require("variant", Kind.Name.IDENTIFIER, "");
        double weight = section.read("weight", WEIGHT, 1.0);
        if (scheme == Scheme.MODULO_RAW && weight != Math.rint(weight)) {
            section.refuse("weight", "weight must be a whole number where allocation is modulo_raw, got " + weight);
        }
        PolicySpec policy =
                section.requireSection("policy").map(PolicyBody::read).orElse(PolicySpec.of(PolicyType.THOMPSON));
        section.refuseUnknown();
        return new Variant(name, weight, policy);
    }

    private static String control(Fields fields, List<Variant> variants) {
        List<String> names = variants.stream().map(Variant::variant).toList();
        if (names.isEmpty()) {
            // The variants are refused already; what could be said of the control would only repeat it.
            return fields.read("control", Kind.Name.IDENTIFIER, "");
        }
        Kind.Word oneOfThem = new Kind.Word(names);
        return names.contains(CONTROL)
                ? fields.read("control", oneOfThem, CONTROL)
                : fields.require("control", oneOfThem, "");
    }

    /** The largest exposure and the least resolution are the defaults: both 10,000. */
    private static int whole(Fields fields, String name, Kind.Whole kind) {
        return Math.toIntExact(fields.read(name, kind, 10_000L));
    }
}
