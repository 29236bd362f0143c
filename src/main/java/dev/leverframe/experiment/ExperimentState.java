package dev.leverframe.experiment;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Snapshot;
import dev.leverframe.policy.Candidates;
import dev.leverframe.policy.Learner;
import dev.leverframe.policy.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One experiment: its phase, its variants with what each has learned, and its ledgers by segment.
 *
 * <p>In shadow every variant proposes and is valued and the core policy decides; a variant learns from what the core policy
 * served, else it would never learn anything. While active, the hash of the unit assigns a variant and its proposal is what
 * is drawn from; the others are still valued.
 */
public final class ExperimentState {
    private final Map<String, Learner> learners = new LinkedHashMap<>();
    private final Segments segments = new Segments();
    private final long serial;
    private final ToIntFunction<String> armNumbers;
    private ExperimentSpec spec;
    private Allocation allocation;
    private Phase phase = Phase.SHADOW;
    private long version;

    /**
     * Starts in shadow.
     *
     * @param armNumbers the number of an arm by its name, for the policies that name arms
     * @param serial no other experiment of the domain has had it
     */
    public ExperimentState(ExperimentSpec spec, ToIntFunction<String> armNumbers, long serial, long atMs) {
        this(spec, armNumbers, serial);
        openSegment(atMs);
    }

    private ExperimentState(ExperimentSpec spec, ToIntFunction<String> armNumbers, long serial) {
        this.serial = serial;
        this.spec = spec;
        this.armNumbers = armNumbers;
        this.allocation = Allocation.of(spec);
        spec.variants().forEach(variant -> learners.put(variant.variant(), learner(variant.policy())));
    }

    /**
     * The experiment that a snapshot was taken of.
     *
     * @param armNumbers as for one that starts; every arm has its number already
     * @throws IllegalArgumentException if the snapshot cannot be understood; the message says where
     */
    public static ExperimentState restored(Snapshot kept, ToIntFunction<String> armNumbers) {
        ExperimentState experiment = new ExperimentState(Kept.spec(kept), armNumbers, kept.count("serial", 0));
        experiment.phase = Kept.phase(kept);
        experiment.version = kept.count("version", 0);
        experiment.segments.restore(kept.readEach("segments", Segment::restored));
        Snapshot learned = kept.part("learners");
        experiment.learners.forEach((variant, learner) -> learned.restore(variant, learner::restore));
        return experiment;
    }

    public Snapshot snapshot() {
        Snapshot.Builder learned = Snapshot.builder();
        learners.forEach((variant, learner) -> learned.part(variant, learner.snapshot()));
        return Snapshot.builder()
                .fact("spec", new Fact.ExperimentConfigured(0, spec))
                .counts("serial", serial)
                .text("phase", phase.word())
                .counts("version", version)
                .part("learners", learned.build())
                .parts("segments", segments.snapshots())
                .build();
    }

    private Learner learner(PolicySpec policy) {
        return new Learner(policy, armNumbers);
    }

    public ExperimentSpec spec() {
        return spec;
    }

    public Phase phase() {
        return phase;
    }

    public int segment() {
        return segments.current().number();
    }

    /** Counts the changes of specification and phase. */
    public long version() {
        return version;
    }

    /** Whether any variant looks at the context. */
    public boolean contextual() {
        if (phase == Phase.STOPPED) {
            return false;
        }
        for (Learner learner : learners.values()) {
            if (learner.contextual()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The largest numerical error that a variant estimated for what it last proposed; right after {@link #propose} that of
     * its proposals.
     */
    public double propensityError() {
        double largest = 0;
        for (Learner learner : learners.values()) {
            // Not a number stays, as it would where the largest of all is taken.
            largest = Math.max(largest, learner.propensityError());
        }
        return largest;
    }

    /** Runs an action for the learner of each variant. */
    public void forEachLearner(Consumer<Learner> action) {
        learners.values().forEach(action);
    }

    /** Changes the specification. Variants whose policy stays keep what they learned; a new segment starts. */
    public void configure(ExperimentSpec changed, long atMs) {
        if (changed.equals(spec)) {
            return;
        }
        Map<String, Learner> before = Map.copyOf(learners);
        learners.clear();
        for (Variant variant : changed.variants()) {
            Learner known = before.get(variant.variant());
            boolean keep = known != null && known.spec().equals(variant.policy());
            learners.put(variant.variant(), keep ? known : learner(variant.policy()));
        }
        spec = changed;
        allocation = Allocation.of(changed);
        openSegment(atMs);
    }

    /** Variants that look at contexts start over, since contexts are encoded in another way from now on. */
    public void forgetContexts() {
        learners.replaceAll((variant, learner) -> learner.contextual() ? learner(learner.spec()) : learner);
    }

    /** Moves to another phase; a new segment starts, and its ledgers are empty. */
    public void changePhase(Phase next, long atMs) {
        if (next != phase) {
            phase = next;
            openSegment(atMs);
        }
    }

    /** Closes the segment because something outside changed what its numbers mean, such as the reward. */
    public void openSegment(long atMs) {
        segments.open(phase, atMs, spec, allocation);
        version++;
    }

    /**
     * What the variants have for one select.
     *
     * @param unit the key, or the decision's own id
     * @param core the core policy's attempt, asked for only where a substitute is needed
     * @return null where the experiment has no part in the select
     */
    public @Nullable Proposals propose(
            String domain, String unit, Flags flags, Candidates candidates, Substitute core) {
        if (phase == Phase.STOPPED || (phase == Phase.ACTIVE && !allocation.exposed(domain, unit))) {
            return null;
        }
        String assigned = phase == Phase.ACTIVE
                ? spec.variants().get(allocation.variant(domain, unit)).variant()
                : null;
        List<Proposal> proposals = new ArrayList<>(spec.variants().size());
        for (int v = 0; v < spec.variants().size(); v++) {
            proposals.add(propose(spec.variants().get(v).variant(), allocation.share(v), flags, candidates, core));
        }
        return new Proposals(spec.experiment(), serial, segment(), phase, assigned, proposals);
    }

    private Proposal propose(String variant, double share, Flags flags, Candidates candidates, Substitute core) {
        Learner learner = learner(variant);
        Learner.Attempt attempt = learner.attempt(flags, candidates);
        if (attempt.distribution() != null) {
            return new Proposal(variant, share, learner.type(), attempt.distribution(), attempt.cause());
        }
        Learner control = learner(spec.control());
        Learner.Attempt substitute = control.attempt(flags, candidates);
        return substitute.distribution() != null
                ? new Proposal(variant, share, control.type(), substitute.distribution(), attempt.cause())
                : new Proposal(variant, share, core.policy(), core.distribution(), attempt.cause());
    }

    /** Scores of a variant's policy; null where it has none, or where there is no such variant any more. */
    public double @Nullable [] scores(String variant, Candidates candidates) {
        Learner learner = learners.get(variant);
        return learner == null ? null : learner.scores(candidates);
    }

    /** Whether these proposals are this experiment's own, and not those of one that had its name before it. */
    public boolean owns(Proposals proposals) {
        return proposals.serial() == serial;
    }

    /** A decision that this experiment had a part in was made. */
    public void made(Proposals proposals, int arm) {
        for (Proposal proposal : proposals.variants()) {
            Learner learner = learners.get(proposal.variant());
            if (learner != null && proposal.substituted() == FallbackCause.POLICY_STATE) {
                learner.fellBack();
            }
        }
        forLearners(proposals, learner -> learner.pulled(arm));
        segments.current().made(proposals);
    }

    /** A decision that this experiment had a part in waits no longer. */
    public void settled(Proposals proposals, int arm) {
        forLearners(proposals, learner -> learner.settled(arm));
        Segment segment = segments.of(proposals);
        if (segment != null) {
            segment.settled(proposals);
        }
    }

    /**
     * Enters a reward into the ledgers, before anybody learns from it.
     *
     * @param predictions the reward model's, per candidate, made without this reward
     * @param best the best arm's running mean before this reward
     */
    public void value(DecisionMade decision, Proposals proposals, double reward, double[] predictions, double best) {
        Segment segment = segments.of(proposals);
        if (segment != null) {
            segment.value(decision, proposals, reward, predictions, best);
        }
    }

    /** Teaches the variants that this decision is for. */
    public void learn(Proposals proposals, Observation observation) {
        forLearners(proposals, learner -> learner.learn(observation));
    }

    public DomainStats.ExperimentStats stats() {
        return new DomainStats.ExperimentStats(
                spec.experiment(),
                phase,
                spec.control(),
                segment(),
                segments.current().selects(),
                segments.current().variantStats(),
                segments.closedStats());
    }

    private void forLearners(Proposals proposals, Consumer<Learner> action) {
        boolean all = proposals.assigned() == null || spec.learningScope() == LearningScope.SHARED;
        for (Proposal proposal : proposals.variants()) {
            Learner learner = learners.get(proposal.variant());
            // Where a flag is off, it is off for learning too; a policy whose state broke learns its way back.
            boolean learns = proposal.substituted() != FallbackCause.FLAG_OFF;
            if (learner != null && learns && (all || proposal.variant().equals(proposals.assigned()))) {
                action.accept(learner);
            }
        }
    }

    /** What a variant learned with. */
    public Learner learner(String variant) {
        Learner learner = learners.get(variant);
        if (learner == null) {
            throw new IllegalArgumentException(
                    "experiment '" + spec.experiment() + "' has no variant '" + variant + "'");
        }
        return learner;
    }

    /** What serves where neither the variant nor the control can. */
    public interface Substitute {
        String policy();

        Distribution distribution();
    }
}
