package dev.leverframe.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The contextual policies learn on real data, with their defaults and no exploration floor. The full replays, and the figures
 * of independent implementations, stand in src/docs/learning.md; these are shorter and seeded.
 */
class RealDataGateTest {
    private static final int SEEDS = 10;
    /** The worst of 60 seeds was 8.7 for the diagonal policy, 6.6 for the full one and 5.1 for LinUCB; skipping always is 52.6. */
    private static final double MUSHROOMS_MAX = 10;

    private static final World.Named MUSHROOMS = new World.Named("Mushroom", seed -> new Mushrooms(seed, 8_000));
    private static final World.Named PROMPTS = new World.Named("pareto_k4", Prompts::new);

    private static double[] percents(World.Named world, PolicySpec spec) {
        return Replay.percents(world, spec.with("exploration_floor", 0), SEEDS);
    }

    private static double mean(double[] percents) {
        return Arrays.stream(percents).average().orElseThrow();
    }

    /** The known means of the file: .9626 a prompt for the best model of each, .8740 for a uniform draw. */
    @Test
    void promptsAreReadAsOthersReadThem() {
        Prompts prompts = new Prompts(0);
        assertThat(prompts.steps()).isEqualTo(3_559);
        assertThat(prompts.knownMeans()).containsExactly(new double[] {0.9626, 0.8740}, within(5e-5));
        assertThat(new Replay(prompts).bestFixedArmPercent()).isCloseTo(45.3, within(0.05));
    }

    @Test
    void diagonalLinTsTellsMushroomsApart() {
        assertThat(mean(percents(MUSHROOMS, PolicySpec.of(PolicyType.LIN_TS_DIAG))))
                .isLessThan(MUSHROOMS_MAX);
    }

    @Test
    void fullLinTsTellsMushroomsApart() {
        assertThat(mean(percents(MUSHROOMS, PolicySpec.of(PolicyType.LIN_TS_FULL))))
                .isLessThan(MUSHROOMS_MAX);
    }

    @Test
    void linUcbTellsMushroomsApart() {
        assertThat(mean(percents(MUSHROOMS, PolicySpec.of(PolicyType.LIN_UCB)))).isLessThan(MUSHROOMS_MAX);
    }

    /** The prompt's surface carries little: what is asked is not to lose more than 5 points by looking at it. */
    @Test
    void lookingAtPromptsCostsAtMostFivePoints() {
        double contextual = mean(percents(PROMPTS, PolicySpec.of(PolicyType.LIN_TS_FULL)));
        double without =
                mean(percents(PROMPTS, PolicySpec.of(PolicyType.EPSILON_GREEDY).with("epsilon", 0.05)));
        assertThat(contextual).isLessThan(without + 5);
    }
}
