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

    final ArmTable arms = new ArmTable();
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

    Knowledge(DomainSpec spec) {
        this.spec = spec;
        this.encoding = new Encoding(spec);
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
     * what the experiments' numbers mean, so they start a segment; another encoding resets whoever looks at contexts.
     */
    void configure(DomainSpec changed, long atMs) {
        boolean recoded = !changed.context().equals(spec.context());
        if (!changed.policy().equals(spec.policy()) || (recoded && core.contextual())) {
            core = learner(changed.policy());
        }
        if (recoded) {
            experiments.values().forEach(ExperimentState::forgetContexts);
        }
        if (recoded || !changed.reward().equals(spec.reward())) {
            experiments.values().forEach(experiment -> experiment.openSegment(atMs));
        }
        encoding.configure(changed);
        spec = changed;
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

    private void forLearners(Consumer<Learner> action) {
        action.accept(core);
        action.accept(reserve);
        experiments.values().forEach(experiment -> experiment.forEachLearner(action));
    }

    /** The largest numerical error that a policy estimates for the distribution that it computed last. */
    double propensityError() {
        double[] max = {0};
        // Compared so that an error that is not a number changes nothing; there is no distribution then.
        forLearners(learner -> max[0] = learner.propensityError() > max[0] ? learner.propensityError() : max[0]);
        return max[0];
    }

    void configure(ExperimentSpec changed, long atMs) {
        ExperimentState known = experiments.get(changed.experiment());
        if (known == null) {
            experiments.put(
                    changed.experiment(), new ExperimentState(changed, arms::numberOrNew, ++experimentsCreated, atMs));
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

    /** The candidates as the policies see them; with nothing but the constant where no policy looks at the context. */
    Candidates candidates(Context context, List<String> names, long nowMs) {
        int[] numbers = arms.numbers(names);
        boolean looked = core.contextual() || experiments.values().stream().anyMatch(ExperimentState::contextual);
        return looked
                ? encoding.candidates(context, names, numbers, nowMs)
                : Candidates.sharing(FeatureVector.CONSTANT, nowMs, numbers);
    }

    /** What is to be learned of the served arm: encoded anew where the encoding has changed since the decision. */
    FeatureVector features(DecisionMade decision) {
        return decision.encoding().equals(encoding.version())
                ? decision.features()
                : encoding.encode(decision.context(), decision.served());
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

    /** Whether the core policy learns from a decision: it does from those that it served. */
    static boolean teachesCore(DecisionMade decision) {
        return decision.variant() == null;
    }
}
