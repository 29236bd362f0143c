package dev.leverframe.config;

import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.EvidenceSettings.Correction;
import dev.leverframe.model.EvidenceSettings.UnitAnalysis;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.VerdictRules;
import dev.leverframe.model.Worded;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of an experiment that say how it is judged:
 *
 * <pre>
 *   {"alpha": 0.05, "correction": "bonferroni", "auto_promote": false, "planned_units": 2000,
 *    "unit_analysis": "clustered", "unit_window_s": 86400,
 *    "verdict": {"units_min": 200, "ess_min": 50, "runtime_min_s": 86400, "delta_harm": 0, "delta_min": 0, "rope": 0.01,
 *                "units_max": 20000},
 *    "guardrails": [{"guardrail": "latency_over_slo", "limit": 2000, "tolerance": 0.01, "alpha": 0.01}]}
 * </pre>
 *
 * Each may be left out.
 */
final class EvidenceBody {
    private static final EvidenceSettings DEFAULT = EvidenceSettings.DEFAULT;
    private static final VerdictRules RULES = VerdictRules.DEFAULT;
    private static final long MS_PER_S = 1000;
    private static final long DAY_S = 86_400;

    /** Past one half it would no longer be a claim; below the least nothing is ever shown. */
    private static final Kind.Numeric ALPHA = new Kind.Numeric(1e-6, 0.5, "");

    private static final Kind.Whole PLANNED = new Kind.Whole(1, 1_000_000_000, "mature units");
    private static final Kind.Whole WINDOW = new Kind.Whole(1, 90 * DAY_S, "s");
    private static final Kind.Whole UNITS = new Kind.Whole(0, 1_000_000_000, "mature units");
    private static final Kind.Whole UNITS_MAX = new Kind.Whole(1, 100_000_000_000L, "mature units");
    private static final Kind.Whole RUNTIME = new Kind.Whole(0, 365 * DAY_S, "s");
    private static final Kind.Numeric SAMPLE_SIZE = new Kind.Numeric(0, 1e9, "decisions");
    private static final Kind.Numeric DELTA = new Kind.Numeric(0, 1, "reward");
    private static final Kind.Numeric ROPE = new Kind.Numeric(1e-6, 1, "reward");

    private static final Kind.Listing GUARDRAILS = new Kind.Listing(0, 8, "guardrails");
    private static final Kind.Numeric LIMIT = new Kind.Numeric(1e-9, 1e9, "ms or US dollars");
    private static final Kind.Numeric TOLERANCE = new Kind.Numeric(0, 0.5, "difference of rates");
    /** How much longer than planned an experiment may take where it does not say. */
    private static final long OVERTIME = 10;

    private EvidenceBody() {}

    static EvidenceSettings read(Fields fields) {
        long planned = fields.read("planned_units", PLANNED, DEFAULT.plannedUnits());
        return new EvidenceSettings(
                fields.read("alpha", ALPHA, DEFAULT.alpha()),
                fields.word("correction", Correction.class, DEFAULT.correction()),
                fields.read("auto_promote", new Kind.Truth(), DEFAULT.autoPromote()),
                planned,
                fields.word("unit_analysis", UnitAnalysis.class, DEFAULT.unitAnalysis()),
                MS_PER_S * fields.read("unit_window_s", WINDOW, DEFAULT.unitWindowMs() / MS_PER_S),
                rules(fields, Math.max(RULES.unitsMax(), OVERTIME * planned)),
                guardrails(fields));
    }

    static JsonObject toJson(EvidenceSettings settings) {
        JsonArray guardrails = new JsonArray();
        settings.guardrails().forEach(guardrail -> guardrails.add(toJson(guardrail)));
        return new JsonObject()
                .put("alpha", settings.alpha())
                .put("correction", settings.correction().word())
                .put("auto_promote", settings.autoPromote())
                .put("planned_units", settings.plannedUnits())
                .put("unit_analysis", settings.unitAnalysis().word())
                .put("unit_window_s", settings.unitWindowMs() / MS_PER_S)
                .put("verdict", toJson(settings.rules()))
                .put("guardrails", guardrails);
    }

    private static JsonObject toJson(VerdictRules rules) {
        return new JsonObject()
                .put("units_min", rules.unitsMin())
                .put("ess_min", rules.essMin())
                .put("runtime_min_s", rules.runtimeMinMs() / MS_PER_S)
                .put("delta_harm", rules.deltaHarm())
                .put("delta_min", rules.deltaMin())
                .put("rope", rules.rope())
                .put("units_max", rules.unitsMax());
    }

    private static JsonObject toJson(Guardrail guardrail) {
        JsonObject json = new JsonObject().put("guardrail", guardrail.kind().word());
        if (limited(guardrail.kind())) {
            json.put("limit", guardrail.limit());
        }
        return json.put("tolerance", guardrail.tolerance()).put("alpha", guardrail.alpha());
    }

    private static VerdictRules rules(Fields fields, long unitsMax) {
        Optional<Fields> section = fields.section("verdict");
        if (section.isEmpty()) {
            return new VerdictRules(
                    RULES.unitsMin(),
                    RULES.essMin(),
                    RULES.runtimeMinMs(),
                    RULES.deltaHarm(),
                    RULES.deltaMin(),
                    RULES.rope(),
                    unitsMax);
        }
        Fields verdict = section.get();
        VerdictRules rules = new VerdictRules(
                verdict.read("units_min", UNITS, RULES.unitsMin()),
                verdict.read("ess_min", SAMPLE_SIZE, RULES.essMin()),
                MS_PER_S * verdict.read("runtime_min_s", RUNTIME, RULES.runtimeMinMs() / MS_PER_S),
                verdict.read("delta_harm", DELTA, RULES.deltaHarm()),
                verdict.read("delta_min", DELTA, RULES.deltaMin()),
                verdict.read("rope", ROPE, RULES.rope()),
                verdict.read("units_max", UNITS_MAX, unitsMax));
        verdict.refuseUnknown();
        if (rules.unitsMax() < 2 * rules.unitsMin()) {
            verdict.refuse(
                    "units_max",
                    "units_max must be at least twice units_min, which treatment and control need each, got "
                            + rules.unitsMax() + " and " + rules.unitsMin());
        }
        return rules;
    }

    private static List<Guardrail> guardrails(Fields fields) {
        List<Guardrail> guardrails = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Fields section : fields.sectionsIfAny("guardrails", "guardrail", GUARDRAILS)) {
            Optional<Guardrail> guardrail = guardrail(section);
            section.refuseUnknown();
            guardrail.ifPresent(guardrails::add);
            if (guardrail.isPresent()
                    && !seen.add(guardrail.get().kind().word() + guardrail.get().limit())) {
                section.refuseWhole("a guardrail must be declared once, got "
                        + guardrail.get().kind().word() + " again");
            }
        }
        return guardrails;
    }

    /** Empty where its kind is wrong: then nobody knows what else there has to be. */
    private static Optional<Guardrail> guardrail(Fields section) {
        double tolerance = section.read("tolerance", TOLERANCE, Guardrail.DEFAULT_TOLERANCE);
        double alpha = section.read("alpha", ALPHA, Guardrail.DEFAULT_ALPHA);
        String word = section.require("guardrail", new Kind.Word(Worded.words(Guardrail.Kind.class)), "");
        Optional<Guardrail.Kind> kind = Worded.parse(Guardrail.Kind.class, word);
        if (kind.isEmpty()) {
            section.any("limit");
            return Optional.empty();
        }
        return kind.map(known -> new Guardrail(known, limit(section, known), tolerance, alpha));
    }

    private static double limit(Fields section, Guardrail.Kind kind) {
        if (limited(kind)) {
            return section.require("limit", LIMIT, 1.0);
        }
        if (section.any("limit") != null) {
            section.refuse(
                    "limit", "limit must be left out where the guardrail is " + kind.word() + ", which has none");
        }
        return 0;
    }

    private static boolean limited(Guardrail.Kind kind) {
        return kind == Guardrail.Kind.LATENCY_OVER_SLO || kind == Guardrail.Kind.COST_OVER_BUDGET;
    }
}
