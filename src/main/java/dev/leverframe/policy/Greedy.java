package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;

/**
 * The arm with the best mean, and no exploration but the floor (Sutton and Barto, "Reinforcement Learning: An
 * Introduction", 2nd edition 2018, section 2.2): a baseline, which locks itself in where the floor is 0. Optimistic
 * initialisation is {@code prior_mean = 1}. Deviation: arms within {@code tie_tolerance} of the best share equally.
 *
 * <pre>
 *   P(a) = [a is best] / number of best arms
 * </pre>
 */
final class Greedy extends MeansPolicy {
    private final double tieTolerance;

    Greedy(PolicySpec spec) {
        super(spec);
        tieTolerance = spec.number("tie_tolerance");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return Distribution.of(Ties.shareAmongBest(scores(candidates), tieTolerance));
    }
}
