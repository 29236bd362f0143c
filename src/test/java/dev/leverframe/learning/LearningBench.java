package dev.leverframe.learning;

import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The full replays behind src/docs/learning.md: every policy with its defaults and no exploration floor on every world, ten
 * seeds each. Prints a table in Markdown; takes some minutes.
 */
public final class LearningBench {
    private static final int SEEDS = 10;
    private static final int MUSHROOM_STEPS = 50_000;
    private static final LinearWorld.Rewards SMALL = new LinearWorld.Rewards(0.9, 0.02, 0.5, false);
    private static final LinearWorld.Rewards NOISY = new LinearWorld.Rewards(0.3, 0.1, 1, false);
    private static final LinearWorld.Rewards BINARY = new LinearWorld.Rewards(0.5, 0.2, 0, true);

    private static final List<World.Named> WORLDS = List.of(
            new World.Named("Mushroom", seed -> new Mushrooms(seed, MUSHROOM_STEPS)),
            new World.Named("pareto_k4", Prompts::new),
            new World.Named("small scale", seed -> new LinearWorld(seed, 4_000, 4, 8, 0, SMALL)),
            new World.Named("noisy", seed -> new LinearWorld(seed, 10_000, 10, 15, 8, NOISY)),
            new World.Named("binary", seed -> new LinearWorld(seed, 4_000, 5, 4, 4, BINARY)));

    private LearningBench() {}

    public static void main(String[] arguments) {
        System.out.println("| policy | "
                + String.join(" | ", WORLDS.stream().map(World.Named::name).toList()) + " |");
        System.out.println("| --- |" + " --- |".repeat(WORLDS.size()));
        System.out.println(baseline());
        policies().forEach((name, spec) -> System.out.println(row(name, spec)));
    }

    private static Map<String, PolicySpec> policies() {
        Map<String, PolicySpec> policies = new LinkedHashMap<>();
        policies.put(
                "epsilon_greedy, epsilon .05",
                PolicySpec.of(PolicyType.EPSILON_GREEDY).with("epsilon", 0.05));
        for (PolicyType type : PolicyType.values()) {
            if (type != PolicyType.FIXED && type != PolicyType.EPSILON_GREEDY) {
                policies.put(type.word(), PolicySpec.of(type));
            }
            if (type == PolicyType.LIN_UCB) {
                policies.put("lin_ucb, noise fixed", PolicySpec.of(type).with("noise", "fixed"));
            }
        }
        return policies;
    }

    private static String baseline() {
        StringBuilder row = new StringBuilder("| best single arm |");
        for (World.Named world : WORLDS) {
            double percent = new Replay(world.of().apply(0)).bestFixedArmPercent();
            row.append(String.format(Locale.ROOT, " %.1f |", percent));
        }
        return row.toString();
    }

    private static String row(String name, PolicySpec spec) {
        StringBuilder row = new StringBuilder("| " + name + " |");
        for (World.Named world : WORLDS) {
            double[] percents = Replay.percents(world, spec.with("exploration_floor", 0), SEEDS);
            row.append(String.format(
                    Locale.ROOT, " %.1f ± %.1f (%.1f) |", mean(percents), deviation(percents), percents[SEEDS / 2]));
        }
        return row.toString();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
