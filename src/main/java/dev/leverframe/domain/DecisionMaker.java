package dev.leverframe.domain;

import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Reason;
import dev.leverframe.model.Select;
import dev.leverframe.model.StableHash;
import dev.leverframe.policy.Candidates;
import dev.leverframe.policy.Learner;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Works out a decision from what is known, and changes nothing. The arm is drawn from exactly the distribution that is
 * recorded as the behaviour, by a uniform number keyed by the decision id: same knowledge, same id, same decision.
 */
final class DecisionMaker {
    /** Purpose of the draw's keyed uniform. */
    static final String DRAW = "arm";

    private final Knowledge knowledge;
    private final Select select;
    private final List<String> candidates;
    private final Candidates arms;
    private final long nowMs;
    private @Nullable Served core;
    /** The largest that was estimated for a distribution of this decision. */
    private double propensityError;

    /**
     * @param candidates the live candidates, in the caller's order, at least one
     */
    DecisionMaker(Knowledge knowledge, Select select, List<String> candidates, long nowMs) {
        this.knowledge = knowledge;
        this.select = select;
        this.candidates = candidates;
        this.nowMs = nowMs;
        this.arms = knowledge.candidates(select.context(), candidates, nowMs);
    }

    DecisionMade decide() {
        List<Proposals> proposals = proposals();
        Proposals deciding = null;
        for (Proposals each : proposals) {
            deciding = deciding == null || each.assigned() != null ? each : deciding;
        }
        Served served = deciding == null || deciding.assigned() == null ? core() : variant(deciding);
        int arm = served.distribution().draw(draw(select.decisionId()));
        Reason reason = served.cause() != null ? Reason.FALLBACK : reason(deciding);
        return new DecisionMade(
                nowMs,
                select.decisionId(),
                select.key(),
                select.tenant(),
                candidates,
                select.context(),
                arms.features(arm),
                knowledge.encoding().version(),
                arm,
                served.distribution(),
                propensityError,
                served.policy(),
                reason,
                served.cause(),
                deciding == null ? null : deciding.experiment(),
                deciding == null ? null : deciding.assigned(),
                deciding == null ? null : deciding.phase(),
                proposals);
    }

    /** The uniform number that picks the arm of a decision. */
    static double draw(String decisionId) {
        return StableHash.uniform(decisionId, DRAW, 0);
    }

    private List<Proposals> proposals() {
        if (!knowledge.flags().experimentHarness() || knowledge.experiments().isEmpty()) {
            return List.of();
        }
        String domain = knowledge.domain();
        String unit = select.key() == null ? select.decisionId() : select.key();
        Proposals[] all = new Proposals[knowledge.experiments().size()];
        int size = 0;
        for (ExperimentState experiment : knowledge.experiments()) {
            Proposals proposals = experiment.propose(domain, unit, knowledge.flags(), arms, new CoreSubstitute());
            if (proposals != null) {
                consider(experiment.propensityError());
                all[size++] = proposals;
            }
        }
        return List.of(size == all.length ? all : Arrays.copyOf(all, size));
    }

    private static Reason reason(@Nullable Proposals deciding) {
        if (deciding == null) {
            return Reason.CORE_POLICY;
        }
        return deciding.phase() == Phase.ACTIVE ? Reason.VARIANT : Reason.SHADOW;
    }

    private static Served variant(Proposals deciding) {
        Proposal proposal = deciding.of(Objects.requireNonNull(deciding.assigned(), "active assigns"));
        return new Served(proposal.policy(), proposal.distribution(), proposal.substituted());
    }

    /** The core policy, or the reserve where it cannot serve, or all alike where even that broke. */
    private Served core() {
        if (core == null) {
            core = attempt(knowledge.core());
        }
        return core;
    }

    private Served attempt(Learner learner) {
        Learner.Attempt attempt = learner.attempt(knowledge.flags(), arms);
        consider(learner.propensityError());
        if (attempt.distribution() != null) {
            return new Served(learner.type(), attempt.distribution(), attempt.cause());
        }
        Learner reserve = knowledge.reserve;
        Distribution instead = reserve.attempt(knowledge.flags(), arms).distribution();
        consider(reserve.propensityError());
        return instead == null
                ? new Served("uniform", Distribution.uniform(arms.size()), attempt.cause())
                : new Served(reserve.type(), instead, attempt.cause());
    }

    /** An error that is not a number changes nothing: it comes without a distribution. */
    private void consider(double error) {
        propensityError = error > propensityError ? error : propensityError;
    }

    private record Served(
            String policy,
            Distribution distribution,
            @Nullable FallbackCause cause) {}

    private final class CoreSubstitute implements ExperimentState.Substitute {
        @Override
        public String policy() {
            return core().policy();
        }

        @Override
        public Distribution distribution() {
            return core().distribution();
        }
    }
}
