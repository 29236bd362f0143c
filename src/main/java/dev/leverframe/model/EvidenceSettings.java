package dev.leverframe.model;

import java.util.List;

/**
 * How an experiment is judged; declared before the data, since a rule that is changed after looking proves nothing.
 *
 * @param alpha probability that any of the treatments that differ nowhere is ever told apart from the control, in (0, 1)
 * @param correction how {@code alpha} is shared by several treatments
 * @param autoPromote whether a win takes over and a futility ends the experiment without anybody's consent
 * @param plannedUnits mature units that the tests are tightest at, 1 or more
 * @param unitAnalysis what stands for a unit that stays on its variant
 * @param unitWindowMs milliseconds after its first decision in which a unit's decisions count where one outcome stands for
 *     it, 1 or more
 * @param rules what a verdict asks for
 * @param guardrails what no treatment may make worse
 */
public record EvidenceSettings(
        double alpha,
        Correction correction,
        boolean autoPromote,
        long plannedUnits,
        UnitAnalysis unitAnalysis,
        long unitWindowMs,
        VerdictRules rules,
        List<Guardrail> guardrails) {
    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    /** Five percent for all treatments together, tuned for 2,000 units, no guardrail. */
    public static final EvidenceSettings DEFAULT = new EvidenceSettings(
            0.05, Correction.BONFERRONI, false, 2_000, UnitAnalysis.CLUSTERED, DAY_MS, VerdictRules.DEFAULT, List.of());

    public EvidenceSettings {
        guardrails = List.copyOf(guardrails);
    }

    /** How several treatments share one alpha. */
    public enum Correction implements Worded {
        /** Each has its part of it: no false discovery at all, with probability 1 - alpha. */
        BONFERRONI,
        /** By e-values (Wang and Ramdas 2022): a bounded share of false discoveries, for many exploratory variants. */
        E_BH
    }

    /** What stands for a unit that stays on its variant and decides often. */
    public enum UnitAnalysis implements Worded {
        /** All of its decisions so far, with the spread between units: asymptotic, and known at once. */
        CLUSTERED,
        /** One outcome, the mean of its decisions within a window after the first: exact, and known once that is over. */
        FIRST_WINDOW
    }
}
