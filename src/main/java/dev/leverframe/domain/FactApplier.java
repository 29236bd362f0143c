package dev.leverframe.domain;

import dev.leverframe.domain.DecisionTable.Entry;
import dev.leverframe.evidence.PropensityAudit;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.DecisionsExpired;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.policy.Observation;
import java.util.function.Consumer;

/**
 * Changes the state by what happened, and is the only one who does: serving, recovery and replay all come through here.
 *
 * <p>An outcome is first valued by the ledgers and only then learned, so that no estimate has seen the reward it is for.
 */
final class FactApplier {
    private final Knowledge knowledge;
    private final DecisionTable table;
    private final RecentIds outcomeIds;
    private final Tallies tallies;
    private final TenantTallies tenants;
    private final PropensityAudit audit;
    private final Counts counts;

    FactApplier(Knowledge knowledge, Records records) {
        this.knowledge = knowledge;
        this.table = records.table;
        this.outcomeIds = records.outcomeIds;
        this.tallies = records.tallies;
        this.tenants = records.tenants;
        this.audit = records.audit;
        this.counts = records.counts;
    }

    /** @param number of the fact, from 1 */
    void apply(Fact fact, long number) {
        if (fact instanceof DecisionMade decision) {
            applyDecision(decision, number);
        } else if (fact instanceof OutcomeRecorded outcome) {
            applyOutcome(outcome);
        } else if (fact instanceof Fact.OutcomeDiscarded discarded) {
            counts.discarded(discarded.cause());
        } else if (fact instanceof DecisionsExpired expired) {
            applyExpiry(expired);
        } else if (fact instanceof Fact.RewardImported imported) {
            applyImport(imported);
        } else {
            applyConfiguration(fact);
        }
    }

    private void applyConfiguration(Fact fact) {
        if (fact instanceof Fact.ArmAdded added) {
            knowledge.addArm(added.arm());
        } else if (fact instanceof Fact.FlagsChanged changed) {
            knowledge.changeFlags(changed.flags());
        } else if (fact instanceof Fact.DomainConfigured configured) {
            knowledge.configure(configured.spec(), configured.atMs());
        } else if (fact instanceof Fact.ExperimentConfigured configured) {
            knowledge.configure(configured.spec(), configured.atMs());
        } else if (fact instanceof Fact.ExperimentDeleted deleted) {
            knowledge.deleteExperiment(deleted.experiment());
        } else if (fact instanceof Fact.PhaseChanged changed) {
            knowledge.changePhase(changed.experiment(), changed.to(), changed.atMs());
        } else {
            throw new IllegalArgumentException("a fact must be of a domain, got " + fact);
        }
    }

    private void applyDecision(DecisionMade decision, long number) {
        while (table.isFull()) {
            evict();
        }
        Entry entry = new Entry(decision, knowledge.arms.numbers(decision.candidates()));
        table.add(entry, number);
        int arm = entry.arm();
        counts.decided(decision);
        forTallies(decision, each -> each.selected(arm));
        audit.record(entry.arms, decision.arm(), decision.behaviour());
        knowledge.encoding().observe(decision.context());
        if (Knowledge.teachesCore(decision)) {
            if (decision.fallbackCause() == FallbackCause.POLICY_STATE) {
                knowledge.core().fellBack();
            }
            knowledge.core().pulled(arm);
        }
        knowledge.forExperiments(decision, (experiment, proposals) -> experiment.made(proposals, arm));
    }

    private void applyOutcome(OutcomeRecorded outcome) {
        if (outcome.outcomeId() != null) {
            outcomeIds.add(outcome.outcomeId());
        }
        Entry entry = outcome.decisionId() == null ? null : table.find(outcome.decisionId());
        if (entry == null) {
            applyUnattributed(outcome);
            return;
        }
        table.settle(entry);
        DecisionMade decision = entry.decision;
        double reward = outcome.reward();
        int arm = entry.arm();
        forTallies(decision, each -> each.recorded(arm, reward));
        release(entry);
        FeatureVector features = knowledge.features(decision);
        value(entry, features, reward);
        learn(entry, new Observation(decision.decisionId(), features, arm, reward, outcome.atMs()));
    }

    private void value(Entry entry, FeatureVector features, double reward) {
        DecisionMade decision = entry.decision;
        if (!decision.proposals().isEmpty()) {
            double[] predictions = knowledge.armMeans.predict(features, entry.arms);
            double best = knowledge.armMeans.best(entry.arms);
            knowledge.forExperiments(
                    decision,
                    (experiment, proposals) -> experiment.value(decision, proposals, reward, predictions, best));
        }
        knowledge.armMeans.learn(features, entry.arm(), reward);
    }

    private void learn(Entry entry, Observation observation) {
        if (Knowledge.teachesCore(entry.decision)) {
            knowledge.core().learn(observation);
        }
        knowledge.reserve.learn(observation);
        knowledge.forExperiments(entry.decision, (experiment, proposals) -> experiment.learn(proposals, observation));
    }

    /** A reward without a decision teaches the core policy and is counted apart; no estimate can use it. */
    private void applyUnattributed(OutcomeRecorded outcome) {
        long nth = counts.unattributed();
        int arm = knowledge.arms.number(outcome.arm());
        String key = outcome.outcomeId() == null ? "unattributed." + nth : outcome.outcomeId();
        Observation observation = new Observation(key, FeatureVector.CONSTANT, arm, outcome.reward(), outcome.atMs());
        knowledge.core().learn(observation);
        knowledge.reserve.learn(observation);
    }

    /** Everybody starts with it, whoever would have served it; ledgers, reward model and audit never hear of it. */
    private void applyImport(Fact.RewardImported imported) {
        counts.imported();
        FeatureVector features = knowledge.encoding().encode(imported.context(), imported.arm());
        knowledge.encoding().observe(imported.context());
        int arm = knowledge.arms.number(imported.arm());
        Observation observation =
                new Observation(imported.decisionId(), features, arm, imported.reward(), imported.atMs());
        knowledge.forLearners(learner -> learner.learn(observation));
    }

    private void applyExpiry(DecisionsExpired expired) {
        long ttlMs = knowledge.configured().decisionTtlMs();
        table.expire(expired.madeBeforeMs(), expired.madeBeforeMs() - ttlMs, entry -> {
            counts.expired();
            abandon(entry);
        });
        for (int i = 0; i < expired.forgottenDecisions() && !table.isEmpty(); i++) {
            evict();
        }
        outcomeIds.forget(expired.forgottenIds());
    }

    private void evict() {
        Entry evicted = table.evict();
        if (evicted != null) {
            counts.evicted();
            abandon(evicted);
        }
    }

    /** No outcome will be taken for this decision any more. */
    private void abandon(Entry entry) {
        forTallies(entry.decision, Tallies::expired);
        release(entry);
    }

    private void release(Entry entry) {
        int arm = entry.arm();
        if (Knowledge.teachesCore(entry.decision)) {
            knowledge.core().settled(arm);
        }
        knowledge.forExperiments(entry.decision, (experiment, proposals) -> experiment.settled(proposals, arm));
    }

    private void forTallies(DecisionMade decision, Consumer<Tallies> action) {
        action.accept(tallies);
        if (decision.tenant() != null) {
            action.accept(tenants.of(decision.tenant()));
        }
    }
}
