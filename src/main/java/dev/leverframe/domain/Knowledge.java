package dev.leverframe.domain;

import dev.leverframe.evidence.ArmMeans;
import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.experiment.Maturing;
import dev.leverframe.model.Context;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.DomainConfigured;
import dev.leverframe.model.Fact.FlagsChanged;
import dev.leverframe.model.Fact.VerdictActed;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Snapshot;
import dev.leverframe.policy.Candidates;
import dev.leverframe.policy.Learner;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a domain is told and what it has learned: specification, flags, arms, policies, experiments. Decisions that wait are
 * not part of it.
 */
final class Knowledge {
    /** An arm that starts like another has learned as much as from this many rewards, at most. */
    private static final double LIKE_PULLS_MAX = 20;

    final ArmTable arms;
    /** Means of the arms, the reward model of the ledgers and the reference of their regret. */
    final ArmMeans armMeans = new ArmMeans();

    /** Serves where neither core policy nor control can: no context, no flag, and it learns from every outcome. */
    final Learner reserve = new Learner(PolicySpec.of(PolicyType.EPSILON_GREEDY));

    private final Map<String, ExperimentState> experiments = new LinkedHashMap<>();
    private DomainSpec spec;
    private Flags flags = Flags.OFF;
    private Learner core;
    private final Encoding encoding;
    private long version = 1;
    private long experimentsCreated;
    /** The experiment whose variant took over as the core policy; 0 where none did, or another one serves since. */
    private long promotedSerial;

    private @Nullable String promotedVariant;

    Knowledge(DomainSpec spec) {
        this(spec, new Encoding(spec), ArmTable.of(spec.arms()));
    }

    private Knowledge(DomainSpec spec, Encoding encoding, ArmTable arms) {
        this.spec = spec;
        this.encoding = encoding;
        this.arms = arms;
        this.core = learner(spec.policy());
    }

    /** The knowledge that a snapshot was taken of. */
    static Knowledge restored(Snapshot kept) {
        DomainSpec spec = told(kept, "spec", DomainConfigured.class).spec();
        Encoding encoding = kept.read("encoding", part -> new Encoding(spec, part));
        Knowledge knowledge = new Knowledge(spec, encoding, kept.read("arms", ArmTable::restored));
        knowledge.flags = told(kept, "flags", FlagsChanged.class).flags();
        knowledge.version = kept.count("version", 1);
        knowledge.experimentsCreated = kept.count("experiments_created", 0);
        kept.restore("arm_means", knowledge.armMeans::restore);
        kept.restore("core", knowledge.core::restore);
        kept.restore("reserve", knowledge.reserve::restore);
        knowledge.promotedSerial = kept.count("promoted_serial", 0);
        knowledge.promotedVariant = kept.text("promoted_variant");
        kept.readEach(
                        "experiments",
                        part -> ExperimentState.restored(part, knowledge.arms::numberOrNew, knowledge.maturing()))
                .forEach(each -> knowledge.experiments.put(each.spec().experiment(), each));
        return knowledge;
    }

    private static <F extends Fact> F told(Snapshot kept, String name, Class<F> kind) {
        Fact fact = kept.fact(name);
        if (!kind.isInstance(fact)) {
            throw new IllegalArgumentException(name + " must be " + kind.getSimpleName() + ", got " + fact);
        }
        return kind.cast(fact);
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .fact("spec", new DomainConfigured(0, spec))
                .fact("flags", new FlagsChanged(0, flags))
                .counts("version", version)
                .counts("experiments_created", experimentsCreated)
                .counts("promoted_serial", promotedSerial)
                .text("promoted_variant", promotedVariant)
                .part("arms", arms.snapshot())
                .part("encoding", encoding.snapshot())
                .part("arm_means", armMeans.snapshot())
                .part("core", core.snapshot())
                .part("reserve", reserve.snapshot())
                .parts(
                        "experiments",
                        experiments.values().stream()
                                .map(ExperimentState::snapshot)
                                .toList())
                .build();
    }

    private Learner learner(PolicySpec policy) {
        return new Learner(policy, arms::numberOrNew);
    }

    /** The specification as it was last configured; its arms may have changed since. */
    DomainSpec configured() {
        return spec;
    }

    /** The specification, with the arms that are live now. */
    DomainSpec spec() {
        return spec.withArms(arms.liveNames());
    }

    String domain() {
        return spec.domain();
    }

    Flags flags() {
        return flags;
    }

    /** How decisions mature. */
    Maturing maturing() {
        return new Maturing(spec.reward().missing(), spec.decisionTtlMs());
    }

    Learner core() {
        return core;
    }

    Encoding encoding() {
        return encoding;
    }

    /** Counts the changes of specification and arms. */
    long version() {
        return version;
    }

    void changeFlags(Flags changed) {
        flags = changed;
    }

    /**
     * Changes the specification. A core policy that stays keeps what it learned. Another reward or another encoding changes
     * what the experiments' numbers mean, so they start a segment, as one in shadow does where another core policy serves;
     * another encoding resets whoever looks at contexts.
     */
    void configure(DomainSpec changed, long atMs) {
        boolean recoded = !changed.context().equals(spec.context());
        boolean revalued = recoded || !changed.reward().equals(spec.reward());
        boolean reserved = !changed.policy().equals(spec.policy());
        if (reserved || (recoded && core.contextual())) {
            core = learner(changed.policy());
            promotedSerial = 0;
            promotedVariant = null;
        }
        if (recoded) {
            experiments.values().forEach(ExperimentState::forgetContexts);
        }
        spec = changed;
        for (ExperimentState experiment : experiments.values()) {
            if (revalued || (reserved && experiment.phase() == Phase.SHADOW)) {
                experiment.openSegment(atMs, maturing());
            }
        }
        encoding.configure(changed);
        int known = arms.size();
        arms.setLive(changed.arms());
        seedFrom(known);
        version++;
    }

    void addArm(String arm) {
        int known = arms.size();
        arms.add(arm);
        seedFrom(known);
        version++;
    }

    /** Starts the arms from this number on like those that the specification names, where these are known. */
    private void seedFrom(int first) {
        for (int arm = first; arm < arms.size(); arm++) {
            String like = spec.armLike().get(arms.name(arm));
            if (like != null && arms.isKnown(like)) {
                int number = arm;
                int likeNumber = arms.number(like);
                forLearners(learner -> learner.seed(number, likeNumber, LIKE_PULLS_MAX));
            }
        }
    }

    /** Runs an action for the learners of the core policy, of the reserve and of every variant. */
    void forLearners(Consumer<Learner> action) {
        action.accept(core);
        action.accept(reserve);
        experiments.values().forEach(experiment -> experiment.forEachLearner(action));
    }

    void configure(ExperimentSpec changed, long atMs) {
        ExperimentState known = experiments.get(changed.experiment());
        if (known == null) {
            experiments.put(
                    changed.experiment(),
                    new ExperimentState(changed, arms::numberOrNew, ++experimentsCreated, atMs, maturing()));
        } else {
            known.configure(changed, atMs, maturing());
        }
    }

    void changePhase(String experiment, Phase next, long atMs) {
        ExperimentState known = experiments.get(experiment);
        if (known != null) {
            known.changePhase(next, atMs, maturing());
        }
    }

    /** A verdict was acted on: where a variant is promoted, its policy and all that it learned is the core's from now on. */
    void act(VerdictActed acted) {
        ExperimentState experiment = experiments.get(acted.experiment());
        if (experiment == null) {
            return;
        }
        experiment.acted(acted);
        if (acted.promoted() != null) {
            promote(experiment, acted.promoted());
        }
    }

    private void promote(ExperimentState experiment, String variant) {
        Learner winner = experiment.learner(variant);
        core = learner(winner.spec());
        core.restore(winner.snapshot());
        promotedSerial = experiment.serial();
        promotedVariant = variant;
        spec = spec.withPolicy(winner.spec());
        version++;
    }

    void deleteExperiment(String experiment) {
        experiments.remove(experiment);
    }

    Collection<ExperimentState> experiments() {
        return experiments.values();
    }

    @Nullable
    ExperimentState experiment(String name) {
        return experiments.get(name);
    }

    Optional<ExperimentState> active() {
        return experiments.values().stream()
                .filter(experiment -> experiment.phase() == Phase.ACTIVE)
                .findFirst();
    }

    /** The candidates as the policies see them; with nothing but the constant where no policy looks at the context. */
    Candidates candidates(Context context, List<String> names, long nowMs) {
        int[] numbers = arms.numbers(names);
        return core.contextual() || watchedInContext()
                ? encoding.candidates(context, names, numbers, nowMs)
                : Candidates.sharing(FeatureVector.CONSTANT, nowMs, numbers);
    }

    private boolean watchedInContext() {
        for (ExperimentState experiment : experiments.values()) {
            if (experiment.contextual()) {
                return true;
            }
        }
        return false;
    }

    /** What is to be learned of the served arm: encoded anew where the encoding has changed since the decision. */
    FeatureVector features(DecisionMade decision) {
        return decision.encoding().equals(encoding.version())
                ? decision.features()
                : encoding.encode(decision.context(), decision.served());
    }

    /** Number of the served arm. */
    int arm(DecisionMade decision) {
        return arms.number(decision.served());
    }

    /** Runs an action for every experiment that had a part in the decision and still exists. */
    void forExperiments(DecisionMade decision, BiConsumer<ExperimentState, Proposals> action) {
        for (Proposals proposals : decision.proposals()) {
            ExperimentState experiment = experiments.get(proposals.experiment());
            if (experiment != null && experiment.owns(proposals)) {
                action.accept(experiment, proposals);
            }
        }
    }

    /**
     * Runs an action for the core policy where it is what a decision teaches: it is where the core policy served. One that was
     * a variant before also learns the rest of what it would have learned as that.
     */
    void forCore(DecisionMade decision, Consumer<Learner> action) {
        if (teachesCore(decision)) {
            action.accept(core);
        } else if (promotedVariant != null) {
            String variant = promotedVariant;
            forExperiments(decision, (experiment, proposals) -> {
                if (experiment.serial() == promotedSerial && experiment.teaches(proposals, variant)) {
                    action.accept(core);
                }
            });
        }
    }

    /** Whether the core policy served. */
    static boolean teachesCore(DecisionMade decision) {
        return decision.variant() == null;
    }
}
