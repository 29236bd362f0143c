package dev.leverframe.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Full regressions that forget, against the weighted regressions that they stand for. */
class FullRegressionsTest {
    private static final RegressionPrior PRIOR = new RegressionPrior(0.5, 4, 16);
    private static final FeatureVector X = FeatureVector.dense(1, 0.3, -0.7, 0.2);
    private static final double START = 0.4;
    private static final int ARM = 2;

    private static FullRegressions forgetting(String way, double seconds) {
        return new FullRegressions(
                PRIOR, Forgetting.of(PolicySpec.of(PolicyType.LIN_TS_FULL).with(way, seconds)));
    }

    /** Rewards of one arm at random times that go forward, the first at 0. */
    private static List<Observation> observations(SplittableRandom random, int gapMaxMs) {
        List<Observation> observations = new ArrayList<>();
        long atMs = 0;
        for (int i = 0; i < 80; i++) {
            FeatureVector x = FeatureVector.dense(1, random.nextDouble(), random.nextDouble() - 0.5, i % 3);
            observations.add(new Observation("d" + i, x, ARM, random.nextDouble(), atMs));
            atMs += random.nextInt(gapMaxMs);
        }
        return observations;
    }

    /** What one regression learns from all of them at once, each with its weight. */
    private static FullRegression weighted(List<Observation> observations, ToDoubleFunction<Observation> weight) {
        FullRegression regression = new FullRegression(PRIOR, START);
        for (Observation observation : observations) {
            double w = weight.applyAsDouble(observation);
            if (w > 0) {
                regression.learn(observation.features(), observation.reward(), w, null);
            }
        }
        return regression;
    }

    /** A half-life of 1000 s is looked at every 1442 ms, at which nothing is rounded. */
    @Test
    void lazilyFadedIsAsFadedAtOnce() {
        Property.forAll(20, seed -> {
            List<Observation> observations = observations(new SplittableRandom(seed), 20_000);
            FullRegressions lazy = forgetting("half_life_s", 1000);
            observations.forEach(observation -> lazy.learn(observation, START));
            long nowMs = 1442L * 1500;
            FullRegression expected =
                    weighted(observations, observation -> Math.pow(2, (observation.atMs() - nowMs) / 1e6));
            FullRegression faded = lazy.at(ARM, nowMs, START);
            assertThat(faded.predict(X)).isCloseTo(expected.predict(X), within(1e-9));
            assertThat(faded.spread(X)).isCloseTo(expected.spread(X), within(1e-9));
            assertThat(faded.precision().logDeterminant())
                    .isCloseTo(expected.precision().logDeterminant(), within(1e-9));
        });
    }

    @Test
    void aWindowKnowsWhatTheRewardsWithinItTell() {
        Property.forAll(20, seed -> {
            List<Observation> observations = observations(new SplittableRandom(seed), 5_000);
            FullRegressions windowed = forgetting("window_s", 100);
            observations.forEach(observation -> windowed.learn(observation, START));
            long last = observations.get(observations.size() - 1).atMs();
            for (long nowMs : new long[] {last, last + 30_000, last + 60_000, last + 95_000}) {
                long oldest = (nowMs / 10_000 - 9) * 10_000;
                FullRegression expected = weighted(observations, observation -> observation.atMs() >= oldest ? 1 : 0);
                FullRegression seen = windowed.at(ARM, nowMs, START);
                assertThat(seen.predict(X)).isCloseTo(expected.predict(X), within(1e-9));
                assertThat(seen.spread(X)).isCloseTo(expected.spread(X), within(1e-9));
            }
            assertThat(windowed.at(ARM, last + 110_000, START).predict(X)).isEqualTo(START);
        });
    }

    /** Natural parameters: a quarter of what was learned, three quarters of where an arm would start now. */
    @Test
    void theConstantGoesBackToWhereAnArmWouldStartNow() {
        FullRegressions regressions = forgetting("half_life_s", 10_000);
        for (int i = 0; i < 6; i++) {
            regressions.learn(new Observation("d" + i, FeatureVector.CONSTANT, ARM, 0.9, 0), 0.3);
        }
        // A half-life of 10,000 s is looked at every 14,426 ms.
        long twoHalfLives = 14_426L * 1387;
        double left = Math.pow(2, -twoHalfLives / 1e7);
        double precision = 0.5 + left * 6;
        double mean = (left * 6 * 0.9 + 0.5 * (left * 0.3 + (1 - left) * 0.7)) / precision;
        for (double start : new double[] {0.1, 0.7}) {
            double shifted = mean + 0.5 * (1 - left) * (start - 0.7) / precision;
            assertThat(regressions.at(ARM, twoHalfLives, start).predict(FeatureVector.CONSTANT))
                    .isCloseTo(shifted, within(1e-12));
        }
        regressions.learn(new Observation("later", FeatureVector.CONSTANT, ARM, 0.2, twoHalfLives), 0.7);
        assertThat(requireNonNull(regressions.get(ARM)).predict(FeatureVector.CONSTANT))
                .isCloseTo((precision * mean + 0.2) / (precision + 1), within(1e-12));
    }

    @Test
    void lookingDoesNotAge() {
        for (String way : List.of("half_life_s", "window_s")) {
            FullRegressions regressions = forgetting(way, 100);
            observations(new SplittableRandom(3), 2_000).forEach(observation -> regressions.learn(observation, START));
            regressions.learn(new Observation("alone in its part", X, ARM, 0.5, 175_000), START);
            for (int other = 0; other < 9; other++) {
                regressions.learn(new Observation("other", X, ARM + 1, 0.5, 180_000 + 9_000L * other), START);
            }
            Memory before = memory(regressions);
            regressions.at(ARM + 1, 253_000, 0.9).predict(X);
            regressions.at(ARM, 253_000, 0.9).predict(X);
            regressions.at(ARM, 500_000, 0.9).predict(X);
            regressions.at(ARM + 1, 265_000, 0.9).predict(X);
            assertThat(memory(regressions)).isEqualTo(before);
        }
    }

    private static Memory memory(FullRegressions regressions) {
        Memory.Builder memory = Memory.builder();
        regressions.keep(memory);
        return memory.build();
    }

    @Test
    void roundOffOfHugeFeaturesLeavesTheSumsDefinite() {
        FullRegressions regressions = forgetting("window_s", 100);
        for (int i = 0; i < 40; i++) {
            FeatureVector x = FeatureVector.dense(1, 1e8 + i, -1e8, 1e-8);
            regressions.learn(new Observation("d" + i, x, ARM, 0.5, 7_000L * i), START);
            assertThat(regressions.flaw(ARM)).isEmpty();
        }
    }
}
