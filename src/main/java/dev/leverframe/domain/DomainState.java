package dev.leverframe.domain;

import static java.util.Objects.requireNonNull;

import dev.leverframe.domain.DecisionTable.Entry;
import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.Context;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.Explanation;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.Fact.VerdictActed;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import dev.leverframe.model.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
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
    private final Conclusions conclusions;
    private long sequence;

    /**
     * @param facts told of every fact right after it was applied
     */
    public DomainState(DomainSpec spec, Limits limits, Consumer<Fact> facts) {
        this(new Knowledge(spec), new Records(limits), limits, facts);
    }

    private DomainState(Knowledge knowledge, Records records, Limits limits, Consumer<Fact> facts) {
        this.limits = limits;
        this.facts = facts;
        this.knowledge = knowledge;
        this.records = records;
        this.applier = new FactApplier(knowledge, records);
        this.changes = new DomainChanges(knowledge, limits, this::emit);
        this.conclusions = new Conclusions(knowledge, records, this::emit);
    }

    /** Starts a domain and tells of its first fact, so that its facts alone say everything. */
    public static DomainState create(DomainSpec spec, Limits limits, Consumer<Fact> facts, long nowMs) {
        Fact.DomainConfigured first = new Fact.DomainConfigured(nowMs, spec);
        DomainState state = begin(first, limits, facts);
        facts.accept(first);
        return state;
    }

    /** A domain as it was after its first fact; nobody is told of that again. */
    public static DomainState begin(Fact.DomainConfigured first, Limits limits, Consumer<Fact> facts) {
        DomainState state = new DomainState(first.spec(), limits, facts);
        state.sequence = 1;
        return state;
    }

    /**
     * The state that a snapshot was taken of; with the facts after it applied, the state that served.
     *
     * <p>What is remembered stays bounded as it was, until {@link #bound} says otherwise.
     *
     * @param limits of commands from now on
     * @param decisions the decision of a number that the snapshot refers to
     * @param facts told of every fact right after it was applied
     * @throws IllegalArgumentException if the snapshot cannot be understood; the message says where
     */
    public static DomainState restore(
            Snapshot state, Limits limits, LongFunction<DecisionMade> decisions, Consumer<Fact> facts) {
        Knowledge knowledge = state.read("knowledge", Knowledge::restored);
        LongFunction<DecisionMade> decision =
                number -> requireNonNull(decisions.apply(number), () -> "there is no decision " + number);
        Records records = state.read("records", part -> Records.restored(part, limits, decision));
        DomainState restored = new DomainState(knowledge, records, limits, facts);
        restored.sequence = state.count("sequence", 0);
        return restored;
    }

    /** The whole state. It refers to the decisions that are remembered by the numbers of their facts. */
    public Snapshot snapshot() {
        return Snapshot.builder()
                .counts("sequence", sequence)
                .part("knowledge", knowledge.snapshot())
                .part("records", records.snapshot())
                .build();
    }

    /** How many facts were applied since the domain began: the number of the last one. */
    public long sequence() {
        return sequence;
    }

    /** Number of the oldest decision that is remembered; one more than {@link #sequence} where there is none. */
    public long remembersFrom() {
        return records.table.first(sequence + 1);
    }

    /** The decisions that are remembered, by the numbers of their facts, in their order. */
    public List<Remembered> remembered() {
        return records.table.remembered().toList();
    }

    /**
     * Acts on other bounds of what is remembered from here on. No fact says so and replay goes by the bounds of the snapshot
     * that it starts from, so a snapshot is to be taken right after.
     *
     * @return whether that changed anything
     */
    public boolean bound(Limits limits) {
        return records.bound(limits);
    }

    /**
     * What this state would decide for the same select at the same time; changes nothing. Equals the decision that was served
     * if the state is that of right before it.
     *
     * @param served as it was recorded, with its whole context
     * @throws IllegalArgumentException if this state does not know one of the candidates
     */
    public DecisionMade redecide(DecisionMade served) {
        List<String> candidates = served.candidates();
        Select select =
                new Select(served.decisionId(), candidates, served.context(), served.key(), served.tenant(), false);
        return new DecisionMaker(knowledge, select, candidates, served.atMs()).decide();
    }

    /** How a decision came about as far as its record alone tells: no scores, and no names of features. */
    public static Explanation explanation(DecisionMade recorded) {
        return Decisions.recorded(recorded);
    }

    /**
     * Learns from a logged reward as a warm start, or says why not. No estimate uses it.
     *
     * @param decisionId as it was logged
     * @param reward in [0, 1]
     * @return why it cannot be learned from, or empty where it was
     */
    public Optional<Refusal> importReward(String decisionId, Context context, String arm, double reward, long nowMs) {
        Refusal refusal = new CandidateResolver(knowledge, limits).importProblem(context, arm, reward);
        if (refusal == null) {
            emit(new Fact.RewardImported(nowMs, decisionId, context, arm, reward));
        } else {
            records.counts.refused(refusal);
        }
        return Optional.ofNullable(refusal);
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
            Refusal refusal = new CandidateResolver(knowledge, limits).noArm(outcome.arm());
            records.counts.refused(refusal);
            return refusal;
        }
        DomainSpec spec = knowledge.configured();
        Fact fact = new OutcomeJudge(records.table, records.outcomeIds, spec.decisionTtlMs(), spec.reward())
                .judge(outcome, nowMs);
        Refusal refusal = fact instanceof OutcomeRecorded recorded ? combineProblem(outcome, recorded) : null;
        if (refusal != null) {
            records.counts.refused(refusal);
            return refusal;
        }
        emit(fact);
        return answer(outcome, fact);
    }

    private @Nullable Refusal combineProblem(Outcome outcome, OutcomeRecorded recorded) {
        Entry entry = recorded.decisionId() == null ? null : records.table.find(recorded.decisionId());
        return entry == null
                ? null
                : OutcomeJudge.problem(
                        records.table.joined(entry), knowledge.configured().reward(), outcome, recorded.reward());
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

    /** Ends the time of decisions and units whose time is over. To be called now and then. */
    public void expire(long nowMs) {
        conclusions.expire(nowMs);
    }

    /**
     * Judges the experiments, and acts where a verdict needs nobody's consent: back to the core policy, or on with the winner
     * as that. To be called now and then; costs some hundred microseconds a treatment.
     *
     * @return what was done, in order
     */
    public List<VerdictActed> judge(long nowMs) {
        return conclusions.judge(nowMs);
    }

    /** Memory that is taken by what is remembered of decisions and outcomes, as estimated, bytes. */
    public long rememberedBytes() {
        return records.bytes();
    }

    /** Forgets the oldest until so much memory is free, or nothing is left. */
    public void forget(long bytes, long nowMs) {
        if (bytes > 0 && records.bytes() > 0) {
            emit(records.forgetting(bytes, nowMs, nowMs - knowledge.configured().decisionTtlMs()));
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
        return new Figures(knowledge, records).all();
    }

    /** The figures of one tenant: its own selects, outcomes and arms. */
    public DomainStats stats(String tenant) {
        return new Figures(knowledge, records).of(tenant);
    }

    /** All that is known about an experiment now; empty where there is none of this name. */
    public Optional<ExperimentReport> report(String experiment, long nowMs) {
        return Optional.ofNullable(knowledge.experiment(experiment))
                .map(each -> each.report(new Figures(knowledge, records).around(nowMs)));
    }

    /** Changes the state by what happened. */
    public void apply(Fact fact) {
        applier.apply(fact, sequence + 1);
        sequence++;
    }

    private String domain() {
        return knowledge.domain();
    }

    private void emit(Fact fact) {
        apply(fact);
        facts.accept(fact);
    }

    /** A decision that is remembered, as it waits ({@link DecisionMade#forWaiting}), and the number of its fact. */
    public record Remembered(long sequence, DecisionMade decision) {}
}
