package dev.leverframe.domain;

import dev.leverframe.evidence.ArmMeans;
import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.Context;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Proposals;
import dev.leverframe.policy.FeatureEncoder;
import dev.leverframe.policy.Learner;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a domain is told and what it has learned: specification, flags, arms, policies, experiments. Decisions that wait are
 * not part of it.
 */
final class Knowledge {
    final ArmTable arms = new ArmTable();
    /** Means of the arms, the reward model of the ledgers and the reference of their regret. */
    final ArmMeans armMeans = new ArmMeans();

    /** Serves where neither core policy nor control can: no context, no flag, and it learns from every outcome. */
    final Learner reserve = new Learner(PolicySpec.of(PolicyType.EPSILON_GREEDY));

    private final Map<String, ExperimentState> experiments = new LinkedHashMap<>();
    private DomainSpec spec;
    private Flags flags = Flags.OFF;
    private Learner core;
    private FeatureEncoder encoder;
    private long version = 1;

    Knowledge(DomainSpec spec) {
        this.spec = spec;
        this.encoder = new FeatureEncoder(spec.context().dimension());
        arms.setLive(spec.arms());
        this.core = learner(spec.policy());
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

    Learner core() {
        return core;
    }

    FeatureEncoder encoder() {
        return encoder;
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
     * what the experiments' numbers mean, so they start a segment; another encoding resets whoever looks at contexts.
     */
    void configure(DomainSpec changed, long atMs) {
        boolean recoded = !changed.context().equals(spec.context());
        if (!changed.policy().equals(spec.policy()) || (recoded && core.contextual())) {
            core = learner(changed.policy());
        }
        if (recoded) {
            encoder = new FeatureEncoder(changed.context().dimension());
            experiments.values().forEach(ExperimentState::forgetContexts);
        }
        if (recoded || !changed.reward().equals(spec.reward())) {
            experiments.values().forEach(experiment -> experiment.openSegment(atMs));
        }
        spec = changed;
        arms.setLive(changed.arms());
        version++;
    }

    void addArm(String arm) {
        arms.add(arm);
        version++;
    }

    void configure(ExperimentSpec changed, long atMs) {
        ExperimentState known = experiments.get(changed.experiment());
        if (known == null) {
            experiments.put(changed.experiment(), new ExperimentState(changed, arms::numberOrNew, atMs));
        } else {
            known.configure(changed, atMs);
        }
    }

    void changePhase(String experiment, Phase next, long atMs) {
        ExperimentState known = experiments.get(experiment);
        if (known != null) {
            known.changePhase(next, atMs);
        }
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

    /** The context as the policies see it; only the constant where no policy looks at it. */
    FeatureVector encode(Context context) {
        boolean looked = core.contextual() || experiments.values().stream().anyMatch(ExperimentState::contextual);
        return looked ? encoder.encode(context) : FeatureVector.CONSTANT;
    }

    /** Runs an action for every experiment that had a part in the decision and still exists. */
    void forExperiments(DecisionMade decision, BiConsumer<ExperimentState, Proposals> action) {
        for (Proposals proposals : decision.proposals()) {
            ExperimentState experiment = experiments.get(proposals.experiment());
            if (experiment != null && proposals.segment() <= experiment.segment()) {
                action.accept(experiment, proposals);
            }
        }
    }

    /** Whether the core policy learns from a decision: it does from those that it served. */
    static boolean teachesCore(DecisionMade decision) {
        return decision.variant() == null;
    }
}
