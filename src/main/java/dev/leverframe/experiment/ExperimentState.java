package dev.leverframe.experiment;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.VerdictActed;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Snapshot;
import dev.leverframe.model.Verdict;
import dev.leverframe.policy.Candidates;
import dev.leverframe.policy.Learner;
import dev.leverframe.policy.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One experiment: its phase, its variants with what each has learned, and its ledgers and tests by segment.
 *
 * <p>In shadow every variant proposes and is valued and the core policy decides; a variant learns from what the core policy
 * served, else it would never learn anything. While active, the hash of the unit assigns a variant and its proposal is what
 * is drawn from; the others are still valued.
 */
public final class ExperimentState {
    private final VariantLearners learners;
    private final Segments segments = new Segments();
    private final long serial;
    private ExperimentSpec spec;
    private Allocation allocation;
    private Phase phase = Phase.SHADOW;
    private long version;
    private @Nullable VerdictActed acted;
    /** Of this process only: how it was judged last. */
    private Verdict judged = Verdict.CONTINUE;

    private Map<String, Boolean> weightsFired = Map.of();

    /**
     * Starts in shadow.
     *
     * @param armNumbers the number of an arm by its name, for the policies that name arms
     * @param serial no other experiment of the domain has had it
     */
    public ExperimentState(
            ExperimentSpec spec, ToIntFunction<String> armNumbers, long serial, long atMs, Maturing maturing) {
        this(spec, armNumbers, serial);
        openSegment(atMs, maturing);
    }

    private ExperimentState(ExperimentSpec spec, ToIntFunction<String> armNumbers, long serial) {
        this.serial = serial;
        this.spec = spec;
        this.allocation = Allocation.of(spec);
        this.learners = new VariantLearners(spec, armNumbers);
    }

    /**
     * The experiment that a snapshot was taken of.
     *
     * @param armNumbers as for one that starts; every arm has its number already
     * @throws IllegalArgumentException if the snapshot cannot be understood; the message says where
     */
    public static ExperimentState restored(Snapshot kept, ToIntFunction<String> armNumbers, Maturing maturing) {
        ExperimentState experiment = new ExperimentState(Kept.spec(kept), armNumbers, kept.count("serial", 0));
        experiment.phase = Kept.phase(kept);
        experiment.version = kept.count("version", 0);
        experiment.acted = kept.fact("acted") instanceof VerdictActed known ? known : null;
        experiment.segments.restore(kept.readEach("segments", part -> Segment.restored(part, maturing)));
        experiment.learners.restore(kept.part("learners"));
        return experiment;
    }

    public Snapshot snapshot() {
        Snapshot.Builder kept = Snapshot.builder()
                .fact("spec", new Fact.ExperimentConfigured(0, spec))
                .counts("serial", serial)
                .text("phase", phase.word())
                .counts("version", version)
                .part("learners", learners.snapshot())
                .parts("segments", segments.snapshots());
        return (acted == null ? kept : kept.fact("acted", acted)).build();
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
        return phase != Phase.STOPPED && learners.contextual();
    }

    /**
     * The largest numerical error that a variant estimated for what it last proposed; right after {@link #propose} that of
     * its proposals.
     */
    public double propensityError() {
        return learners.propensityError();
    }

    /** Runs an action for the learner of each variant. */
    public void forEachLearner(Consumer<Learner> action) {
        learners.forEach(action);
    }

    /**
     * Changes the specification. Variants whose policy stays keep what they learned. A new segment starts, of the same epoch
     * where only the weights are others; where not even these are, but the exposure, units are only added and the segment
     * goes on.
     */
    public void configure(ExperimentSpec changed, long atMs, Maturing maturing) {
        if (changed.equals(spec)) {
            return;
        }
        boolean goesOn = SpecChange.goesOn(spec, changed);
        boolean sameEpoch = SpecChange.reweighs(spec, changed);
        learners.configure(changed);
        spec = changed;
        allocation = Allocation.of(changed);
        if (goesOn) {
            version++;
        } else {
            open(atMs, sameEpoch, maturing);
        }
    }

    /** Variants that look at contexts start over, since contexts are encoded in another way from now on. */
    public void forgetContexts() {
        learners.forgetContexts();
    }

    /** Moves to another phase; a new segment starts, and its ledgers are empty. */
    public void changePhase(Phase next, long atMs, Maturing maturing) {
        if (next != phase) {
            phase = next;
            openSegment(atMs, maturing);
        }
    }

    /** Closes segment and epoch because something outside changed what their numbers mean, such as the reward. */
    public void openSegment(long atMs, Maturing maturing) {
        open(atMs, false, maturing);
    }

    private void open(long atMs, boolean sameEpoch, Maturing maturing) {
        segments.open(phase, atMs, spec, allocation, sameEpoch, maturing);
        judged = Verdict.CONTINUE;
        weightsFired = Map.of();
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
        Proposal[] proposals = new Proposal[spec.variants().size()];
        for (int v = 0; v < proposals.length; v++) {
            String variant = spec.variants().get(v).variant();
            proposals[v] = learners.propose(variant, spec.control(), allocation.share(v), flags, candidates, core);
        }
        return new Proposals(spec.experiment(), serial, segment(), phase, assigned, List.of(proposals));
    }

    /** Scores of a variant's policy; null where it has none, or where there is no such variant any more. */
    public double @Nullable [] scores(String variant, Candidates candidates) {
        Learner learner = learners.find(variant);
        return learner == null ? null : learner.scores(candidates);
    }

    /** No other experiment of the domain has had it. */
    public long serial() {
        return serial;
    }

    /** Whether a variant learns from a decision with these proposals. */
    public boolean teaches(Proposals proposals, String variant) {
        return learners.teaches(proposals, spec.learningScope(), variant);
    }

    /** Whether these proposals are this experiment's own, and not those of one that had its name before it. */
    public boolean owns(Proposals proposals) {
        return proposals.serial() == serial;
    }

    /** A decision that this experiment had a part in was made. */
    public void made(DecisionMade decision, Proposals proposals, int arm) {
        learners.fellBack(proposals);
        learners.taught(proposals, spec.learningScope(), learner -> learner.pulled(arm));
        segments.current().made(decision, proposals);
    }

    /** A decision that this experiment had a part in waits no longer. */
    public void settled(Proposals proposals, int arm) {
        learners.taught(proposals, spec.learningScope(), learner -> learner.settled(arm));
    }

    /** The time of a decision is over; it enters ledgers and tests, before the reward model learns from it. */
    public void mature(Matured matured, Proposals proposals) {
        Segment segment = segments.of(proposals);
        if (segment != null) {
            segment.mature(matured, proposals);
        }
    }

    /** Whether {@link #drain} would change anything. */
    public boolean due(long nowMs) {
        SegmentTests tests = segments.reported().tests();
        return tests != null && tests.due(nowMs);
    }

    /** Enters the units whose window is over. */
    public void drain(long nowMs) {
        segments.reported().drain(nowMs);
    }

    /** Teaches the variants that this decision is for. */
    public void learn(Proposals proposals, Observation observation) {
        learners.taught(proposals, spec.learningScope(), learner -> learner.learn(observation));
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

    /** How it stands, as of the last time that it was judged. */
    public DomainStats.Watch watch() {
        SegmentTests tests = segments.reported().tests();
        return new DomainStats.Watch(
                spec.experiment(),
                acted == null ? judged : acted.verdict(),
                tests != null && tests.allocated().fired(),
                tests != null && tests.entered().fired(),
                spec.variants().stream()
                        .map(Variant::variant)
                        .collect(Collectors.toMap(each -> each, each -> weightsFired.getOrDefault(each, false))),
                acted == null ? null : acted.verdict());
    }

    /** All that is known now. */
    public ExperimentReport report(Surroundings around) {
        return new ReportWriter(spec, phase, segments, acted, around).write();
    }

    /**
     * Judges the evidence, and says what is to be done without anybody's consent: while active, what protects, and the rest
     * where the specification says so. Changes nothing but what {@link #watch} says.
     */
    public Optional<VerdictActed> judge(Surroundings around) {
        if (phase == Phase.STOPPED) {
            return Optional.empty();
        }
        Rulings rulings = Rulings.of(spec, segments.reported(), around);
        judged = rulings.overall().verdict();
        weightsFired = rulings.weightsFired();
        boolean acts = judged.protects() || (judged.stops() && spec.evidence().autoPromote());
        if (phase != Phase.ACTIVE || !acts) {
            return Optional.empty();
        }
        String promoted = judged == Verdict.WIN ? rulings.winner() : null;
        if (judged == Verdict.WIN && (promoted == null || !sound(promoted))) {
            return Optional.empty();
        }
        return Optional.of(new VerdictActed(
                around.nowMs(),
                spec.experiment(),
                judged,
                rulings.treatment(),
                promoted,
                rulings.overall().reason()));
    }

    private boolean sound(String variant) {
        Learner learner = learners.find(variant);
        return learner != null && !learner.quarantined() && !learner.givenUp();
    }

    /** A verdict on it was acted on. */
    public void acted(VerdictActed done) {
        acted = done;
    }

    /** What a variant learned with. */
    public Learner learner(String variant) {
        Learner learner = learners.find(variant);
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
