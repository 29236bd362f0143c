package dev.leverframe.domain;

import dev.leverframe.domain.DecisionTable.Entry;
import dev.leverframe.experiment.Matured;
import dev.leverframe.experiment.Matured.Worth;
import dev.leverframe.experiment.Maturing;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.Missing;
import org.jspecify.annotations.Nullable;

/**
 * Brings decisions whose time is over into ledgers and tests, in the order in which they were made: outcomes that come sooner
 * from one variant than from another then prove nothing. The reward model predicts, ledgers and tests take the decision in, and
 * only then the model learns of it.
 */
final class Maturity {
    private static final double[] NOBODY = {};

    private final Knowledge knowledge;
    private final DecisionTable table;
    private final ArmEvidence arms;

    Maturity(Knowledge knowledge, Records records) {
        this.knowledge = knowledge;
        this.table = records.table;
        this.arms = records.arms;
    }

    /** To be called after whatever may have ended a decision's time. */
    void advance() {
        for (Entry entry = table.mature(); entry != null; entry = table.mature()) {
            mature(entry);
        }
    }

    private void mature(Entry entry) {
        JoinedOutcome joined = table.joined(entry);
        table.join(entry, null);
        if (joined == null && table.isSettled(entry)) {
            // It was valued when its outcome arrived, by a version that did so.
            return;
        }
        RewardSettings rules = knowledge.configured().reward();
        FeatureVector features = knowledge.features(entry.decision);
        Matured matured = matured(entry, joined, rules, features);
        knowledge.forExperiments(entry.decision, (experiment, proposals) -> experiment.mature(matured, proposals));
        int arm = knowledge.arm(entry.decision);
        count(arm, matured);
        if (matured.worth() == Worth.VALUED) {
            arms.valued(arm, matured.reward());
            knowledge.armMeans.learn(features, arm, matured.reward());
        }
    }

    private Matured matured(Entry entry, @Nullable JoinedOutcome joined, RewardSettings rules, FeatureVector features) {
        int[] candidates = knowledge.arms.numbers(entry.decision.candidates());
        boolean watched = !entry.decision.proposals().isEmpty();
        boolean weighed = rules.missing() == Missing.IPW_OBSERVED;
        return new Matured(
                entry.decision,
                joined == null,
                worth(joined, rules.missing()),
                joined == null ? rules.missingValue() : joined.reward(rules.combine()),
                weighed ? Math.max(Maturing.OBSERVED_MIN, arms.observedRate(candidates[entry.decision.arm()])) : 1,
                joined == null ? null : joined.components(),
                watched ? knowledge.armMeans.predict(features, candidates) : NOBODY,
                watched ? knowledge.armMeans.best(candidates) : 0);
    }

    private static Worth worth(@Nullable JoinedOutcome joined, Missing rule) {
        if (joined != null) {
            return Worth.VALUED;
        }
        return switch (rule) {
            case AS_VALUE -> Worth.VALUED;
            case IPW_OBSERVED -> Worth.UNOBSERVED;
            case EXCLUDE -> Worth.LEFT_OUT;
        };
    }

    private void count(int arm, Matured matured) {
        if (matured.missing()) {
            arms.missing(arm);
        } else {
            arms.observed(arm, matured.reward());
        }
    }
}
