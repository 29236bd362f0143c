package dev.leverframe.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Outcome.Components;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.LatencyShape;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RewardComposerTest {
    private static final int SEEDS = 2000;

    @Test
    void equalsVectorReward() {
        JsonObject vector = StatisticsVectors.object("reward");
        for (JsonObject row : StatisticsVectors.objects(vector.getJsonArray("cases"))) {
            RewardSettings settings = new RewardSettings(
                    row.getDouble("wc"),
                    row.getDouble("wl"),
                    row.getDouble("wq"),
                    vector.getDouble("W"),
                    vector.getDouble("C"),
                    0,
                    LatencyShape.LINEAR_CLIP);
            Composed composed = RewardComposer.compose(
                    settings, components(row.getDouble("lat"), row.getDouble("cost"), row.getDouble("q")));
            assertThat(composed.reward()).as(row.encode()).isEqualTo(row.getDouble("r"), within(1e-15));
            assertThat(composed.missing()).isEmpty();
        }
    }

    @Test
    void equalsVectorLatencyShapes() {
        JsonObject vector = StatisticsVectors.object("latency_shapes");
        double[] latencies = StatisticsVectors.doubles(vector.getJsonArray("lat"));
        Map<LatencyShape, String> names =
                Map.of(LatencyShape.LINEAR_CLIP, "linear", LatencyShape.EXP, "exp", LatencyShape.HYPERBOLIC, "hyper");
        for (LatencyShape shape : LatencyShape.values()) {
            double[] expected = StatisticsVectors.doubles(vector.getJsonArray(names.get(shape)));
            RewardSettings onlyLatency = new RewardSettings(0, 1, 0, vector.getDouble("W"), 0.01, 0, shape);
            for (int i = 0; i < latencies.length; i++) {
                double reward = RewardComposer.compose(onlyLatency, components(latencies[i], null, null))
                        .reward();
                assertThat(reward).as("%s %s", shape, latencies[i]).isEqualTo(expected[i], within(1e-15));
            }
        }
    }

    @Test
    void aFailureIsWorthTheFailureValueWhateverElseWasSent() {
        RewardSettings settings = new RewardSettings(1, 1, 1, 2000, 0.01, 0.1, LatencyShape.EXP);
        Composed composed = RewardComposer.compose(settings, new Components(1.0, 0.0, 1.0, true));
        assertThat(composed.reward()).isEqualTo(0.1);
        assertThat(composed.missing()).isEmpty();
        assertThat(RewardComposer.compose(settings, new Components(0.0, 0.0, 1.0, false))
                        .reward())
                .isEqualTo(1);
    }

    @Test
    void aWeightedComponentThatWasNotSentIsNeutralAndNamed() {
        RewardSettings settings = new RewardSettings(0.2, 0.2, 0.6, 2000, 0.01, 0, LatencyShape.LINEAR_CLIP);
        Composed nothing = RewardComposer.compose(settings, components(null, null, null));
        assertThat(nothing.reward()).isEqualTo(0.5, within(1e-15));
        assertThat(nothing.missing()).containsExactly("latency_ms", "cost_usd", "quality");
        Composed fast = RewardComposer.compose(settings, components(0.0, null, 1.0));
        assertThat(fast.reward()).isEqualTo(0.9, within(1e-15));
        assertThat(fast.missing()).containsExactly("cost_usd");
    }

    @Test
    void aComponentWithoutWeightIsNotMissed() {
        Composed composed = RewardComposer.compose(RewardSettings.DEFAULT, components(500.0, 0.002, null));
        assertThat(composed.reward()).isEqualTo(0.775, within(1e-15));
        assertThat(composed.missing()).isEmpty();
    }

    @Test
    void staysWithinItsBounds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double reward =
                    RewardComposer.compose(settings(random), partial(random)).reward();
            assertThat(reward).as("seed %d", seed).isBetween(0.0, 1.0);
        }
    }

    @Test
    void isMonotoneAndMovesNoMoreThanTheTermThatMoved() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RewardSettings settings = settings(random);
            double latency = amount(random, settings.latencyMsWindow());
            double cost = amount(random, settings.costRefUsd());
            double quality = random.nextDouble();
            double reward = reward(settings, latency, cost, quality);
            double later = latency + amount(random, settings.latencyMsWindow());
            double dearer = cost + amount(random, settings.costRefUsd());
            double better = quality + random.nextDouble() * (1 - quality);
            double total = settings.costWeight() + settings.latencyWeight() + settings.qualityWeight();
            assertMoves(
                    seed,
                    reward(settings, later, cost, quality) - reward,
                    -settings.latencyWeight() / total,
                    (later - latency) / settings.latencyMsWindow());
            assertMoves(
                    seed,
                    reward(settings, latency, dearer, quality) - reward,
                    -settings.costWeight() / total,
                    (dearer - cost) / settings.costRefUsd());
            assertMoves(
                    seed,
                    reward(settings, latency, cost, better) - reward,
                    settings.qualityWeight() / total,
                    better - quality);
        }
    }

    /** The move has the sign of the slope and is no larger than slope times distance, round-off aside. */
    private static void assertMoves(int seed, double move, double slope, double distance) {
        double along = move * Math.signum(slope);
        assertThat(along).as("seed %d", seed).isGreaterThanOrEqualTo(-1e-15);
        assertThat(along).as("seed %d", seed).isLessThanOrEqualTo(Math.abs(slope) * distance + 1e-14);
    }

    @Test
    void refusesComponentsOutOfRange() {
        RewardSettings settings = RewardSettings.DEFAULT;
        assertThatThrownBy(() -> RewardComposer.compose(settings, components(-1.0, null, null)))
                .hasMessageContaining("latency_ms must be finite and 0 or more, got -1.0");
        assertThatThrownBy(() -> RewardComposer.compose(settings, components(1.0, Double.POSITIVE_INFINITY, null)))
                .hasMessageContaining("cost_usd must be finite and 0 or more, got Infinity");
        assertThatThrownBy(() -> RewardComposer.compose(settings, components(1.0, 1.0, Double.NaN)))
                .hasMessageContaining("quality must be in [0, 1], got NaN");
    }

    @Test
    void refusesWeightsThatSumToNothing() {
        RewardSettings none = new RewardSettings(0, 0, 0, 2000, 0.01, 0, LatencyShape.EXP);
        assertThatThrownBy(() -> RewardComposer.compose(none, components(1.0, 1.0, 1.0)))
                .hasMessageContaining("positive, finite sum, got 0.0");
    }

    private static double reward(RewardSettings settings, double latency, double cost, double quality) {
        return RewardComposer.compose(settings, components(latency, cost, quality))
                .reward();
    }

    private static Components components(Double latency, Double cost, Double quality) {
        return new Components(latency, cost, quality, null);
    }

    private static Components partial(SplittableRandom random) {
        return components(
                random.nextBoolean() ? amount(random, 1000) : null,
                random.nextBoolean() ? amount(random, 0.01) : null,
                random.nextBoolean() ? random.nextDouble() : null);
    }

    /** 0 now and then, mostly about the scale, sometimes far beyond it. */
    private static double amount(SplittableRandom random, double scale) {
        return random.nextInt(10) == 0 ? 0 : scale * Math.pow(10, random.nextDouble(-3, 2));
    }

    private static RewardSettings settings(SplittableRandom random) {
        return new RewardSettings(
                random.nextInt(3) * random.nextDouble(),
                random.nextInt(3) * random.nextDouble(),
                random.nextDouble(1e-6, 1),
                random.nextInt(5) == 0 ? 1 : random.nextDouble(1, 60_000),
                random.nextDouble(1e-6, 1),
                random.nextDouble(),
                LatencyShape.values()[random.nextInt(3)]);
    }
}
