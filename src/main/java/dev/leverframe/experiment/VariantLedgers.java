package dev.leverframe.experiment;

import dev.leverframe.evidence.CompensatedSum;
import dev.leverframe.evidence.CounterfactualLedger;
import dev.leverframe.evidence.MissingOutcomes;
import dev.leverframe.evidence.RealisedLedger;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Snapshot;

/** The two ledgers of a variant in one segment, never mixed, and what is counted beside them. */
final class VariantLedgers {
    final RealisedLedger realised = new RealisedLedger();
    final CounterfactualLedger counterfactual = new CounterfactualLedger();
    final MissingOutcomes outcomes = new MissingOutcomes();
    private final CompensatedSum pseudoRegret = new CompensatedSum();
    private final ExperimentSpec.Variant variant;
    private final String matchPurpose;
    private final double share;
    private long pending;
    private long matchedPulls;

    VariantLedgers(ExperimentSpec.Variant variant, double share) {
        this.variant = variant;
        this.matchPurpose = "match." + variant.variant();
        this.share = share;
    }

    /** Purpose of the keyed uniform that says whether it would have served the same arm. */
    String matchPurpose() {
        return matchPurpose;
    }

    ExperimentSpec.Variant variant() {
        return variant;
    }

    double share() {
        return share;
    }

    void made() {
        pending++;
    }

    /** One of its served decisions, or in shadow of those that it watched, has had its time. */
    void matured(Matured matured) {
        pending--;
        if (matured.missing()) {
            outcomes.missing();
        } else {
            outcomes.observed(matured.reward());
        }
    }

    /** Values a decision that anybody served; {@code own}: what the variant would have drawn from. */
    void value(Distribution own, Matured matured, double behaviour, double unsupported, boolean matches) {
        if (matured.valued()) {
            counterfactual.record(
                    own,
                    matured.served(),
                    behaviour * matured.observedRate(),
                    matured.reward(),
                    matured.predictions(),
                    matured.best(),
                    unsupported);
        } else {
            counterfactual.recordUnobserved(own, matured.predictions(), matured.best(), unsupported);
        }
        matchedPulls += matches ? 1 : 0;
        pseudoRegret.add(modelRegret(own, matured.predictions()));
    }

    private static double modelRegret(Distribution own, double[] predictions) {
        double best = Double.NEGATIVE_INFINITY;
        double expected = 0;
        for (int a = 0; a < predictions.length; a++) {
            best = Math.max(best, predictions[a]);
            expected += own.get(a) * predictions[a];
        }
        return Math.max(0, best - expected);
    }

    /** What the reward model thinks that it loses to the best arm, per decision, 0 or more. */
    double pseudoRegretModel() {
        return pseudoRegret.value() / counterfactual.n();
    }

    long pending() {
        return pending;
    }

    long matchedPulls() {
        return matchedPulls;
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .text("variant", variant.variant())
                .counts("pending", pending)
                .counts("matched_pulls", matchedPulls)
                .numbers("pseudo_regret", pseudoRegret.toArray())
                .part("outcomes", outcomes.snapshot())
                .part("realised", realised.snapshot())
                .part("counterfactual", counterfactual.snapshot())
                .build();
    }

    void restore(Snapshot kept) {
        pending = kept.count("pending", 0);
        matchedPulls = kept.count("matched_pulls", 0);
        double[] regret = kept.numbers("pseudo_regret");
        if (regret.length == 2) {
            pseudoRegret.restore(regret[0], regret[1]);
        }
        outcomes.restore(kept.part("outcomes"));
        realised.restore(kept.part("realised"));
        counterfactual.restore(kept.part("counterfactual"));
    }

    DomainStats.VariantStats stats(Phase phase) {
        return new DomainStats.VariantStats(
                variant.variant(),
                variant.policy().type().word(),
                variant.weight(),
                share,
                phase == Phase.ACTIVE,
                pending,
                matchedPulls,
                new DomainStats.Realised(
                        realised.n(), realised.rewardSum(), realised.standardError(), realised.regretSum()),
                counterfactualStats());
    }

    private DomainStats.Counterfactual counterfactualStats() {
        CounterfactualLedger c = counterfactual;
        return new DomainStats.Counterfactual(
                c.n(),
                c.rewardSum(),
                c.standardError(),
                c.ips(),
                c.snips(),
                c.effectiveSampleSize(),
                c.maxWeight(),
                c.meanWeight(),
                c.unsupportedShare(),
                c.regretSum());
    }
}
