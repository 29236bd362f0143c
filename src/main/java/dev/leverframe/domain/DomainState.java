package dev.leverframe.domain;

import dev.leverframe.domain.DecisionTable.Entry;
import dev.leverframe.evidence.PropensityAudit;
import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one domain. A command goes in; an answer comes out, and facts go to the listener given at construction.
 * State changes only in {@link #apply}, so applying the same facts to a fresh state gives the same state.
 *
 * <p>Not thread-safe and without a lock: one verticle owns it. Time is an argument; randomness is keyed by decision id.
 */
public final class DomainState {
    private final Limits limits;
    private final Consumer<Fact> facts;
    private final Knowledge knowledge;
    private final Records records;
    private final FactApplier applier;
    private final DomainChanges changes;

    /**
     * @param facts told of every fact right after it was applied
     */
    public DomainState(DomainSpec spec, Limits limits, Consumer<Fact> facts) {
        this.limits = limits;
        this.facts = facts;
        this.knowledge = new Knowledge(spec);
        this.records = new Records(limits);
        this.applier = new FactApplier(knowledge, records);
        this.changes = new DomainChanges(knowledge, limits, this::emit);
    }

    /** Decides, or says why not. The same decision id gives the same decision again, for as long as it is remembered. */
    public SelectAnswer select(Select select, long nowMs) {
        Entry known = records.table.find(select.decisionId());
        if (known != null) {
            return Decisions.answer(knowledge, known.decision, select.explain());
        }
        CandidateResolver.Resolved resolved = new CandidateResolver(knowledge, limits).resolve(select);
        if (resolved.refusal() != null) {
            records.counts.refused(resolved.refusal());
            return resolved.refusal();
        }
        resolved.added().forEach(arm -> emit(new Fact.ArmAdded(nowMs, arm)));
        DecisionMade decision = new DecisionMaker(knowledge, select, resolved.candidates(), nowMs).decide();
        // Explained before it is applied: scores are those that the draw was made with.
        SelectAnswer answer = Decisions.answer(knowledge, decision, select.explain());
        emit(decision);
        return answer;
    }

    /** Takes an outcome, or says why not. */
    public OutcomeAnswer record(Outcome outcome, long nowMs) {
        if (outcome.arm() != null && !knowledge.arms.isKnown(outcome.arm())) {
            Refusal refusal = Refusal.field(
                    Refusal.Code.UNPROCESSABLE, "/arm", "domain '" + domain() + "' has no arm '" + outcome.arm() + "'");
            records.counts.refused(refusal);
            return refusal;
        }
        DomainSpec spec = knowledge.configured();
        Fact fact = new OutcomeJudge(records.table, records.outcomeIds, spec.decisionTtlMs(), spec.reward())
                .judge(outcome, nowMs);
        emit(fact);
        return answer(outcome, fact);
    }

    private OutcomeAnswer answer(Outcome outcome, Fact fact) {
        if (fact instanceof OutcomeRecorded recorded) {
            return new OutcomeReceipt(
                    OutcomeReceipt.Status.RECORDED,
                    recorded.reward(),
                    recorded.missing(),
                    recorded.decisionId() != null);
        }
        return switch (((Fact.OutcomeDiscarded) fact).cause()) {
            case DUPLICATE -> OutcomeReceipt.of(OutcomeReceipt.Status.DUPLICATE);
            case LATE -> OutcomeReceipt.of(OutcomeReceipt.Status.LATE);
            case UNKNOWN ->
                Refusal.field(
                        Refusal.Code.UNKNOWN_DECISION,
                        "/decision_id",
                        "domain '" + domain() + "' remembers no decision '" + outcome.decisionId()
                                + "'; outcomes are taken for "
                                + knowledge.configured().decisionTtlMs() + " ms");
        };
    }

    /** Ends the wait of decisions whose outcome did not come in time. To be called now and then. */
    public void expire(long nowMs) {
        long ttlMs = knowledge.configured().decisionTtlMs();
        if (records.table.hasMadeBefore(nowMs - ttlMs)) {
            emit(new Fact.DecisionsExpired(nowMs, nowMs - ttlMs));
        }
    }

    /** The commands that change how the domain is set up. */
    public DomainChanges changes() {
        return changes;
    }

    /** The specification, with the arms that are live now. */
    public DomainSpec spec() {
        return knowledge.spec();
    }

    /** Counts the changes of the specification and of the live arms. */
    public long version() {
        return knowledge.version();
    }

    public List<ExperimentState> experiments() {
        return List.copyOf(knowledge.experiments());
    }

    public @Nullable ExperimentState experiment(String name) {
        return knowledge.experiment(name);
    }

    /** What the domain knows; for tests that break it. */
    Knowledge knowledge() {
        return knowledge;
    }

    /** The figures now. */
    public DomainStats stats() {
        return new DomainStats(
                domain(),
                knowledge.core().type(),
                records.counts.stats(records.tallies),
                auditStats(),
                knowledge.encoding().counts.stats(),
                records.tallies.stats(knowledge.arms),
                knowledge.experiments().stream().map(ExperimentState::stats).toList(),
                BrokenPolicies.of(knowledge));
    }

    /** The figures of one tenant: its own selects, outcomes and arms. */
    public DomainStats stats(String tenant) {
        Tallies own = records.tenants.read(tenant);
        return new DomainStats(
                domain(),
                knowledge.core().type(),
                Counts.ofTenant(own),
                auditStats(),
                knowledge.encoding().counts.stats(),
                own.stats(knowledge.arms),
                List.of(),
                List.of());
    }

    private DomainStats.Audit auditStats() {
        PropensityAudit.Verdict verdict = records.audit.verdict();
        boolean any = verdict.n() > 0;
        return new DomainStats.Audit(
                verdict.n(),
                verdict.fired(),
                verdict.logE(),
                any ? knowledge.arms.name(verdict.arm()) : null,
                records.counts.propensityErrorMax());
    }

    /** Changes the state by what happened. */
    public void apply(Fact fact) {
        applier.apply(fact);
    }

    private String domain() {
        return knowledge.domain();
    }

    private void emit(Fact fact) {
        apply(fact);
        facts.accept(fact);
    }
}
