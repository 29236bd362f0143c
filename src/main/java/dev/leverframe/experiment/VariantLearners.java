package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Flags;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Snapshot;
import dev.leverframe.policy.Candidates;
import dev.leverframe.policy.Learner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What each variant of an experiment has learned. */
final class VariantLearners {
    private final Map<String, Learner> learners = new LinkedHashMap<>();
    private final ToIntFunction<String> armNumbers;

    /** @param armNumbers the number of an arm by its name, for the policies that name arms */
    VariantLearners(ExperimentSpec spec, ToIntFunction<String> armNumbers) {
        this.armNumbers = armNumbers;
        spec.variants().forEach(variant -> learners.put(variant.variant(), learner(variant.policy())));
    }

    private Learner learner(PolicySpec policy) {
        return new Learner(policy, armNumbers);
    }

    Snapshot snapshot() {
        Snapshot.Builder learned = Snapshot.builder();
        learners.forEach((variant, learner) -> learned.part(variant, learner.snapshot()));
        return learned.build();
    }

    void restore(Snapshot learned) {
        learners.forEach((variant, learner) -> learned.restore(variant, learner::restore));
    }

    /** Variants whose policy stays keep what they learned. */
    void configure(ExperimentSpec changed) {
        Map<String, Learner> before = Map.copyOf(learners);
        learners.clear();
        for (Variant variant : changed.variants()) {
            Learner known = before.get(variant.variant());
            boolean keep = known != null && known.spec().equals(variant.policy());
            learners.put(variant.variant(), keep ? known : learner(variant.policy()));
        }
    }

    void forgetContexts() {
        learners.replaceAll((variant, learner) -> learner.contextual() ? learner(learner.spec()) : learner);
    }

    @Nullable
    Learner find(String variant) {
        return learners.get(variant);
    }

    boolean contextual() {
        for (Learner learner : learners.values()) {
            if (learner.contextual()) {
                return true;
            }
        }
        return false;
    }

    double propensityError() {
        double largest = 0;
        for (Learner learner : learners.values()) {
            // Not a number stays, as it would where the largest of all is taken.
            largest = Math.max(largest, learner.propensityError());
        }
        return largest;
    }

    void forEach(Consumer<Learner> action) {
        learners.values().forEach(action);
    }

    /** What a variant has for a select; the control, or the core policy after it, where it has nothing. */
    Proposal propose(
            String variant,
            String control,
            double share,
            Flags flags,
            Candidates candidates,
            ExperimentState.Substitute core) {
        Learner learner = known(variant);
        Learner.Attempt attempt = learner.attempt(flags, candidates);
        if (attempt.distribution() != null) {
            return new Proposal(variant, share, learner.type(), attempt.distribution(), attempt.cause());
        }
        Learner instead = known(control);
        Learner.Attempt substitute = instead.attempt(flags, candidates);
        return substitute.distribution() != null
                ? new Proposal(variant, share, instead.type(), substitute.distribution(), attempt.cause())
                : new Proposal(variant, share, core.policy(), core.distribution(), attempt.cause());
    }

    private Learner known(String variant) {
        Learner learner = learners.get(variant);
        if (learner == null) {
            throw new IllegalArgumentException("there is no variant '" + variant + "'");
        }
        return learner;
    }

    /** Those that had no usable distribution for a decision are looked after. */
    void fellBack(Proposals proposals) {
        for (Proposal proposal : proposals.variants()) {
            Learner learner = learners.get(proposal.variant());
            if (learner != null && proposal.substituted() == FallbackCause.POLICY_STATE) {
                learner.fellBack();
            }
        }
    }

    /** Runs an action for those that learn from a decision. */
    void taught(Proposals proposals, LearningScope scope, Consumer<Learner> action) {
        for (Proposal proposal : proposals.variants()) {
            Learner learner = learners.get(proposal.variant());
            if (learner != null && teaches(proposals, scope, proposal)) {
                action.accept(learner);
            }
        }
    }

    boolean teaches(Proposals proposals, LearningScope scope, String variant) {
        return proposals.variants().stream()
                .anyMatch(each -> each.variant().equals(variant) && teaches(proposals, scope, each));
    }

    private static boolean teaches(Proposals proposals, LearningScope scope, Proposal proposal) {
        boolean all = proposals.assigned() == null || scope == LearningScope.SHARED;
        // Where a flag is off, it is off for learning too; a policy whose state broke learns its way back.
        boolean learns = proposal.substituted() != FallbackCause.FLAG_OFF;
        return learns && (all || proposal.variant().equals(proposals.assigned()));
    }
}
