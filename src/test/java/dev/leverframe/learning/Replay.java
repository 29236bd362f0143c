package dev.leverframe.learning;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.StableHash;
import dev.leverframe.policy.Policies;
import dev.leverframe.policy.Policy;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Lets a policy live through a world, one decision and one reward at a time. */
final class Replay {
    private final World world;
    private final int[] arms;

    Replay(World world) {
        this.world = world;
        this.arms = IntStream.range(0, world.arms()).toArray();
    }

    /**
     * Cumulative expected regret against the best arm of each step, in percent of that of uniform play.
     *
     * @param run keys the draws
     */
    double regretPercent(PolicySpec spec, String run) {
        Policy policy = Policies.create(spec);
        double regret = 0;
        double uniform = 0;
        for (int step = 0; step < world.steps(); step++) {
            Distribution p = policy.distribution(world.context(step), arms);
            String decision = run + "-" + step;
            int arm = p.draw(StableHash.uniform(decision, "arm", 0));
            regret += best(step) - world.expected(step, arm);
            uniform += best(step) - mean(step);
            policy.learn(decision, world.context(step), arm, world.reward(step, arm));
        }
        return 100 * regret / uniform;
    }

    /** What the best single arm would have cost, in the same unit. */
    double bestFixedArmPercent() {
        double uniform = IntStream.range(0, world.steps())
                .mapToDouble(step -> best(step) - mean(step))
                .sum();
        double least = Arrays.stream(arms)
                .mapToDouble(arm -> IntStream.range(0, world.steps())
                        .mapToDouble(step -> best(step) - world.expected(step, arm))
                        .sum())
                .min()
                .orElseThrow();
        return 100 * least / uniform;
    }

    private double best(int step) {
        return Arrays.stream(arms)
                .mapToDouble(arm -> world.expected(step, arm))
                .max()
                .orElseThrow();
    }

    private double mean(int step) {
        return Arrays.stream(arms)
                .mapToDouble(arm -> world.expected(step, arm))
                .average()
                .orElseThrow();
    }

    /** One figure a seed, in ascending order. */
    static double[] percents(World.Named world, PolicySpec spec, int seeds) {
        return LongStream.range(0, seeds)
                .parallel()
                .mapToDouble(seed -> new Replay(world.of().apply(seed)).regretPercent(spec, world.name() + seed))
                .sorted()
                .toArray();
    }
}
