package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * The arm with the best mean, and no exploration but the floor (Sutton and Barto, "Reinforcement Learning: An
 * Introduction", 2nd edition 2018, section 2.2): a baseline, which locks itself in where the floor is 0. Optimistic
 * initialisation is {@code prior_mean = 1}. Deviation: arms within {@code tie_tolerance} of the best share equally.
 *
 * <pre>
 *   P(a) = [a is best] / number of best arms
 * </pre>
 */
final class Greedy implements Policy {
    private final RunningMeans means;
    private final double tieTolerance;

    Greedy(PolicySpec spec) {
        means = new RunningMeans(spec);
        tieTolerance = spec.number("tie_tolerance");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return Distribution.of(Ties.shareAmongBest(scores(candidates), tieTolerance));
    }

    @Override
    public double[] scores(Candidates candidates) {
        return means.of(candidates);
    }

    @Override
    public void learn(Observation observation) {
        means.learn(observation);
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        means.seed(arm, like, pulls);
    }

    @Override
    public Memory memory() {
        return means.memory();
    }

    @Override
    public void restore(Memory memory) {
        means.restore(memory);
    }

    @Override
    public Optional<String> flaw(int arm) {
        return means.flaw(arm);
    }
}
