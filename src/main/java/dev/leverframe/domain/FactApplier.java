package dev.leverframe.domain;

import dev.leverframe.domain.DecisionTable.Entry;
import dev.leverframe.evidence.PropensityAudit;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.DecisionsExpired;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.RewardSettings.Combine;
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
    private final Maturity maturity;

    FactApplier(Knowledge knowledge, Records records) {
        this.knowledge = knowledge;
        this.table = records.table;
        this.outcomeIds = records.outcomeIds;
        this.tallies = records.tallies;
        this.tenants = records.tenants;
        this.audit = records.audit;
        this.counts = records.counts;
        this.maturity = new Maturity(knowledge, records);
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
        } else if (fact instanceof Fact.VerdictActed acted) {
            knowledge.act(acted);
        } else {
            throw new IllegalArgumentException("a fact must be of a domain, got " + fact);
        }
    }

    private void applyDecision(DecisionMade decision, long number) {
        while (table.isFull()) {
            evict(table.oldest(), decision.atMs());
        }
        table.add(decision, number);
        int[] candidates = knowledge.arms.numbers(decision.candidates());
        int arm = candidates[decision.arm()];
        counts.decided(decision);
        forTallies(decision, each -> each.selected(arm));
        audit.record(candidates, decision.arm(), decision.behaviour());
        knowledge.encoding().observe(decision.context());
        if (Knowledge.teachesCore(decision)) {
            if (decision.fallbackCause() == FallbackCause.POLICY_STATE) {
                knowledge.core().fellBack();
            }
            knowledge.core().pulled(arm);
        }
        knowledge.forExperiments(decision, (experiment, proposals) -> experiment.made(decision, proposals, arm));
    }

    /** Its time is over before it is: there is no room. */
    private void evict(Entry oldest, long atMs) {
        if (table.waits(oldest)) {
            counts.evicted();
            end(oldest, atMs);
        }
        maturity.advance();
        table.forgetOldest();
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
        JoinedOutcome before = table.joined(entry);
        JoinedOutcome joined = before == null ? new JoinedOutcome() : before;
        joined.add(outcome.reward(), outcome.components());
        table.join(entry, joined);
        if (knowledge.configured().reward().combine() == Combine.FIRST) {
            settle(entry, joined, outcome.atMs());
            maturity.advance();
        }
    }

    /** All is known of its outcome: policies learn. */
    private void settle(Entry entry, JoinedOutcome joined, long atMs) {
        table.settle(entry);
        DecisionMade decision = entry.decision;
        double reward = joined.reward(knowledge.configured().reward().combine());
        int arm = knowledge.arm(entry.decision);
        forTallies(decision, each -> each.recorded(arm, reward));
        release(entry);
        learn(entry, new Observation(decision.decisionId(), knowledge.features(decision), arm, reward, atMs));
    }

    private void learn(Entry entry, Observation observation) {
        knowledge.forCore(entry.decision, core -> core.learn(observation));
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
        table.end(expired.madeBeforeMs(), entry -> {
            if (table.joined(entry) == null) {
                counts.expired();
            }
            end(entry, expired.atMs());
        });
        maturity.advance();
        table.forget(expired.madeBeforeMs() - knowledge.configured().decisionTtlMs());
        for (int i = 0; i < expired.forgottenDecisions() && !table.isEmpty(); i++) {
            evict(table.oldest(), expired.atMs());
        }
        outcomeIds.forget(expired.forgottenIds());
        knowledge.experiments().forEach(each -> each.drain(expired.atMs()));
    }

    /** Its time is over: what was told of its outcome is all, or it is missing. */
    private void end(Entry entry, long atMs) {
        JoinedOutcome joined = table.joined(entry);
        if (joined != null) {
            settle(entry, joined, atMs);
            return;
        }
        table.expire(entry);
        forTallies(entry.decision, Tallies::expired);
        release(entry);
    }

    private void release(Entry entry) {
        int arm = knowledge.arm(entry.decision);
        knowledge.forCore(entry.decision, core -> core.settled(arm));
        knowledge.forExperiments(entry.decision, (experiment, proposals) -> experiment.settled(proposals, arm));
    }

    private void forTallies(DecisionMade decision, Consumer<Tallies> action) {
        action.accept(tallies);
        if (decision.tenant() != null) {
            action.accept(tenants.of(decision.tenant()));
        }
    }
}
