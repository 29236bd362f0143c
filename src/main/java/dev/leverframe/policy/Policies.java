package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;

/** Makes policies from their specifications: the one place that knows the classes behind the types. */
public final class Policies {
    private Policies() {}

    /**
     * A policy that has learned nothing yet, its exploration floor applied.
     *
     * @throws IllegalArgumentException if the specification lacks a parameter that has no default
     */
    public static Policy create(PolicySpec spec) {
        return new FlooredPolicy(bare(spec), spec.number("exploration_floor"));
    }

    private static Policy bare(PolicySpec spec) {
        return switch (spec.type()) {
            case EPSILON_GREEDY -> new EpsilonGreedy(spec);
            case UCB1 -> new Ucb1(spec);
            case THOMPSON -> new BetaThompson(spec);
            case GAUSSIAN_THOMPSON -> new GaussianThompson(spec);
            case LIN_TS_DIAG -> new LinTsDiag(spec);
        };
    }
}
