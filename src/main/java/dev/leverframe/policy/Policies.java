package dev.leverframe.policy;

import dev.leverframe.model.PolicySpec;
import java.util.function.ToIntFunction;

/** Makes policies from their specifications: the one place that knows the classes behind the types. */
public final class Policies {
    private Policies() {}

    /** As {@link #create(PolicySpec, ToIntFunction)}, for a specification that names no arms. */
    public static Policy create(PolicySpec spec) {
        return create(spec, Policies::unknown);
    }

    /**
     * A policy that has learned nothing yet, its exploration floor applied.
     *
     * @param armNumbers the number of an arm by its name, for the arms that the specification names
     * @throws IllegalArgumentException if the specification lacks a parameter that has no default
     */
    public static Policy create(PolicySpec spec, ToIntFunction<String> armNumbers) {
        return new FlooredPolicy(bare(spec, armNumbers), spec.number("exploration_floor"));
    }

    private static Policy bare(PolicySpec spec, ToIntFunction<String> armNumbers) {
        return switch (spec.type()) {
            case EPSILON_GREEDY -> new EpsilonGreedy(spec);
            case GREEDY -> new Greedy(spec);
            case FIXED -> new FixedShares(spec, armNumbers);
            case UCB1 -> new Ucb1(spec);
            case UCB1_TUNED -> new Ucb1Tuned(spec);
            case KL_UCB -> new KlUcb(spec);
            case THOMPSON -> new BetaThompson(spec);
            case GAUSSIAN_THOMPSON -> new GaussianThompson(spec);
            case TOP_TWO_THOMPSON -> new TopTwoThompson(spec);
            case SOFTMAX -> new Softmax(spec);
            case SQUARE_CB -> new SquareCb(spec);
            case LIN_UCB -> new LinUcb(spec);
            case LIN_TS_DIAG -> new InitialPulls(new LinTsDiag(spec), spec);
            case LIN_TS_FULL -> new InitialPulls(new LinTsFull(spec), spec);
        };
    }

    private static int unknown(String arm) {
        throw new IllegalArgumentException("no arm '" + arm + "'");
    }
}
