package dev.leverframe.experiment;

import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Outcome.Components;
import org.jspecify.annotations.Nullable;

/**
 * A decision whose time is over, in the order of decisions, and what ledgers and tests make of it.
 *
 * @param missing whether no outcome came
 * @param worth what it counts as
 * @param reward in [0, 1]; of no meaning but for {@link Worth#VALUED}
 * @param observedRate share of the arm's decisions whose outcome came, as known before this one, where those that came are
 *     weighed up for the rest; else 1
 * @param components raw parts of its outcome; null where there are none
 * @param predictions the reward model's, per candidate, made without this reward
 * @param best the best arm's running mean before this reward
 */
@SuppressWarnings("ArrayRecordComponent") // made for one decision, handed on once, and compared by nobody
public record Matured(
        DecisionMade decision,
        boolean missing,
        Worth worth,
        double reward,
        double observedRate,
        @Nullable Components components,
        double[] predictions,
        double best) {
    /** What a decision counts as. */
    public enum Worth {
        /** It has a reward. */
        VALUED,
        /** It has none, and others are weighed up for it: it counts with what the model says. */
        UNOBSERVED,
        /** It counts nowhere but among the missing. */
        LEFT_OUT
    }

    int served() {
        return decision.arm();
    }

    boolean valued() {
        return worth == Worth.VALUED;
    }

    /**
     * What an estimate of sums, which needs no bound, takes for the reward (Robins, Rotnitzky and Zhao, 1994): the model's
     * prediction, and the rest weighed by how often it is seen.
     */
    double weighed() {
        double prediction = predictions[served()];
        return valued() ? prediction + (reward - prediction) / observedRate : prediction;
    }
}
