package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.EvidenceSettings.Correction;
import dev.leverframe.model.EvidenceSettings.UnitAnalysis;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.VerdictRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The message {@code EvidenceSettings}, with its rules and guardrails. */
final class EvidenceWire {
    private static final long DAY_MS = 86_400_000;

    /**
     * What the schema says that an absent message stands for: the settings of experiments that were kept before there were
     * any. It stays as it is, whatever becomes of the defaults.
     */
    static final EvidenceSettings ABSENT = new EvidenceSettings(
            0.05,
            Correction.BONFERRONI,
            false,
            2_000,
            UnitAnalysis.CLUSTERED,
            DAY_MS,
            new VerdictRules(200, 50, DAY_MS, 0, 0, 0.01, 20_000),
            List.of());

    private static final Words<Correction> CORRECTIONS = Words.of(Correction.class);
    private static final Words<UnitAnalysis> ANALYSES = Words.of(UnitAnalysis.class);
    private static final Words<Guardrail.Kind> KINDS = Words.of(Guardrail.Kind.class);

    private EvidenceWire() {}

    static void write(MessageWriter out, EvidenceSettings settings) {
        out.number(1, settings.alpha());
        CORRECTIONS.write(out, 2, settings.correction());
        out.flag(3, settings.autoPromote());
        out.whole(4, settings.plannedUnits());
        ANALYSES.write(out, 5, settings.unitAnalysis());
        out.whole(6, settings.unitWindowMs());
        out.message(7, settings.rules(), EvidenceWire::write);
        out.messages(8, settings.guardrails(), EvidenceWire::write);
    }

    static EvidenceSettings read(MessageReader in) throws IOException {
        double alpha = 0;
        Correction correction = null;
        boolean autoPromote = false;
        long plannedUnits = 0;
        UnitAnalysis unitAnalysis = null;
        long unitWindowMs = 0;
        VerdictRules rules = null;
        List<Guardrail> guardrails = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> alpha = in.number();
                case 2 -> correction = CORRECTIONS.read(in);
                case 3 -> autoPromote = in.flag();
                case 4 -> plannedUnits = in.whole();
                case 5 -> unitAnalysis = ANALYSES.read(in);
                case 6 -> unitWindowMs = in.whole();
                case 7 -> rules = in.message(EvidenceWire::readRules);
                case 8 -> guardrails.add(in.message(EvidenceWire::readGuardrail));
                default -> in.skip();
            }
        }
        return new EvidenceSettings(
                alpha,
                required(correction, "a correction"),
                autoPromote,
                plannedUnits,
                required(unitAnalysis, "an analysis of units"),
                unitWindowMs,
                required(rules, "rules of a verdict"),
                guardrails);
    }

    private static void write(MessageWriter out, VerdictRules rules) {
        out.whole(1, rules.unitsMin());
        out.number(2, rules.essMin());
        out.whole(3, rules.runtimeMinMs());
        out.number(4, rules.deltaHarm());
        out.number(5, rules.deltaMin());
        out.number(6, rules.rope());
        out.whole(7, rules.unitsMax());
    }

    private static VerdictRules readRules(MessageReader in) throws IOException {
        long[] wholes = new long[8];
        double[] numbers = new double[7];
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1, 3, 7 -> wholes[field] = in.whole();
                case 2, 4, 5, 6 -> numbers[field] = in.number();
                default -> in.skip();
            }
        }
        return new VerdictRules(wholes[1], numbers[2], wholes[3], numbers[4], numbers[5], numbers[6], wholes[7]);
    }

    private static void write(MessageWriter out, Guardrail guardrail) {
        KINDS.write(out, 1, guardrail.kind());
        out.number(2, guardrail.limit());
        out.number(3, guardrail.tolerance());
        out.number(4, guardrail.alpha());
    }

    private static Guardrail readGuardrail(MessageReader in) throws IOException {
        Guardrail.Kind kind = null;
        double limit = 0;
        double tolerance = 0;
        double alpha = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> kind = KINDS.read(in);
                case 2 -> limit = in.number();
                case 3 -> tolerance = in.number();
                case 4 -> alpha = in.number();
                default -> in.skip();
            }
        }
        return new Guardrail(required(kind, "a kind of guardrail"), limit, tolerance, alpha);
    }
}
