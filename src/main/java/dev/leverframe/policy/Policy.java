package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import java.util.Optional;

/**
 * Maps a context and what was learned to a distribution over the candidates. A policy never picks an arm: the one
 * sampler draws from the distribution that it returned, so the logged propensity is what was sampled from.
 *
 * <p>Arms are small whole numbers that the domain hands out for good (an arm that goes and comes back keeps its
 * number), so that a policy keeps its statistics in arrays which grow when a number is first seen. An arm never seen
 * has the prior. Rewards are in [0, 1]. Not thread-safe: one owner.
 */
public interface Policy {
    /**
     * The probability with which each candidate is to be served.
     *
     * @param candidates at least one; context-free policies do not look at their features
     * @return probabilities in the order of the candidates; permuting them permutes the probabilities
     */
    Distribution distribution(Candidates candidates);

    /** As {@link #distribution(Candidates)}, for candidates that share a context, outside of time. */
    default Distribution distribution(FeatureVector x, int[] arms) {
        return distribution(Candidates.sharing(x, 0, arms));
    }

    /**
     * What the policy ranks arms by, in the order of the candidates: an index, or a posterior mean. For explanations
     * only.
     */
    double[] scores(Candidates candidates);

    /** As {@link #scores(Candidates)}, for candidates that share a context, outside of time. */
    default double[] scores(FeatureVector x, int[] arms) {
        return scores(Candidates.sharing(x, 0, arms));
    }

    /** Learns one reward. */
    void learn(Observation observation);

    /** As {@link #learn(Observation)}, outside of time. */
    default void learn(String decisionId, FeatureVector x, int arm, double reward) {
        learn(new Observation(decisionId, x, arm, reward, 0));
    }

    /** A decision for this arm was served whose reward this policy will learn; index policies count it as pulled. */
    default void pulled(int arm) {}

    /** A pull announced by {@link #pulled} ends: its reward is about to be learned, or will never come. */
    default void settled(int arm) {}

    /**
     * Starts an arm that has learned nothing like another one: what was learned of that one, discounted to so many rewards
     * at most, so that it is soon corrected where the two differ. Policies that cannot start it from the prior.
     *
     * @param pulls positive
     */
    default void seed(int arm, int like, double pulls) {}

    /** Whether the distribution depends on the context. */
    default boolean contextual() {
        return false;
    }

    /**
     * Estimated numerical error of the distribution computed last: how far the probabilities were from summing to 1
     * before they were normalised. At least 0; exactly 0 for closed forms. What is drawn from is the normalised
     * distribution, so this never biases a logged propensity.
     */
    default double propensityError() {
        return 0;
    }

    /**
     * Everything learned and the pulls in flight: {@link #restore} of it on a fresh policy of the same specification gives
     * this one, bit for bit.
     */
    Memory memory();

    /**
     * Takes over what another policy of the same specification had learned.
     *
     * @throws IllegalArgumentException if nobody can have learned that; this policy is not to be used afterwards
     */
    void restore(Memory memory);

    /**
     * What is wrong with the numbers learned about an arm (not finite, a variance that is not positive, a matrix that is
     * not definite), in a few words; empty where they are usable. Cheap: called after every update.
     */
    Optional<String> flaw(int arm);
}
