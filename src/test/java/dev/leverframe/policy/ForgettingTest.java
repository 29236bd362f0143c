package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Parameter;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.StableHash;
import dev.leverframe.testing.Property;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ForgettingTest {
    private static final FeatureVector X = FeatureVector.CONSTANT;
    private static final int[] ARMS = {0, 1};
    /** Their indices have no prior: means stay where they were until the next reward. */
    private static final Set<PolicyType> FADING_INDICES =
            EnumSet.of(PolicyType.UCB1, PolicyType.UCB1_TUNED, PolicyType.KL_UCB);

    private static Observation reward(int arm, double reward, long atMs) {
        return new Observation("d" + atMs, X, arm, reward, atMs);
    }

    private static Candidates at(long nowMs) {
        return Candidates.sharing(X, nowMs, ARMS);
    }

    private static PolicySpec spec(PolicyType type, String parameter, double value) {
        return PolicySpec.of(type).with(parameter, value);
    }

    @Test
    void betaCountsFadeAsInTheVectors() {
        JsonObject vector = StatisticsVectors.object("beta_discount");
        long hourMs = 3_600_000;
        BetaThompson policy =
                new BetaThompson(spec(PolicyType.THOMPSON, "half_life_s", vector.getDouble("halfLife") * 3600));
        for (int i = 0; i < 16; i++) {
            policy.learn(reward(0, i < 12 ? 1 : 0, 0));
        }
        long later = (long) (vector.getDouble("dt") * hourMs);
        policy.learn(reward(0, 0.5, later));
        assertThat(policy.alpha(0, later) - 0.5).isCloseTo(vector.getDouble("alpha_after"), within(1e-12));
        assertThat(policy.beta(0, later) - 0.5).isCloseTo(vector.getDouble("beta_after"), within(1e-12));
    }

    @Test
    void meansAndSpreadsFadeAsInTheVectors() {
        JsonObject vector = StatisticsVectors.object("discounted_welford");
        RewardStatistics statistics = new RewardStatistics(
                Forgetting.of(spec(PolicyType.GAUSSIAN_THOMPSON, "half_life_s", vector.getDouble("halfLife"))));
        JsonArray observations = vector.getJsonArray("obs");
        for (int i = 0; i < observations.size(); i++) {
            double[] observation = StatisticsVectors.doubles(observations.getJsonArray(i));
            double[] expected =
                    StatisticsVectors.doubles(vector.getJsonArray("rows").getJsonArray(i));
            long atMs = (long) (1000 * observation[0]);
            statistics.add(2, observation[1], atMs);
            assertThat(statistics.count(2, atMs)).isCloseTo(expected[0], within(1e-12));
            assertThat(statistics.mean(2, atMs)).isCloseTo(expected[1], within(1e-12));
            assertThat(statistics.squares(2, atMs)).isCloseTo(expected[2], within(1e-12));
        }
    }

    @Test
    void discountedIndicesAreThoseOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("d_ucb");
        Ucb1 policy = new Ucb1(spec(PolicyType.UCB1, "discount", vector.getDouble("gamma")));
        JsonArray history = vector.getJsonArray("history");
        for (int i = 0; i < history.size(); i++) {
            JsonArray play = history.getJsonArray(i);
            policy.learn(reward(play.getInteger(0), play.getDouble(1), 7_000L * i));
        }
        double[] expected = StatisticsVectors.doubles(vector.getJsonArray("score"));
        assertThat(policy.scores(at(1_000_000))).containsExactly(expected, within(1e-12));
    }

    @Test
    void partsOfAWindowMergeAsInTheVectors() {
        JsonObject vector = StatisticsVectors.object("welford_merge");
        RewardStatistics statistics =
                new RewardStatistics(Forgetting.of(spec(PolicyType.GAUSSIAN_THOMPSON, "window_s", 100)));
        for (double reward : StatisticsVectors.doubles(vector.getJsonArray("a"))) {
            statistics.add(0, reward, 0);
        }
        for (double reward : StatisticsVectors.doubles(vector.getJsonArray("b"))) {
            statistics.add(0, reward, 15_000);
        }
        double[] merged = StatisticsVectors.doubles(vector.getJsonArray("merged"));
        double[] later = StatisticsVectors.doubles(vector.getJsonArray("B"));
        assertStatistics(statistics, 99_999, merged);
        assertStatistics(statistics, 100_000, later);
        assertStatistics(statistics, 109_999, later);
        assertThat(statistics.count(0, 110_000)).isZero();
    }

    private static void assertStatistics(RewardStatistics statistics, long nowMs, double[] expected) {
        assertThat(statistics.count(0, nowMs)).isEqualTo(expected[0]);
        assertThat(statistics.mean(0, nowMs)).isCloseTo(expected[1], within(1e-12));
        assertThat(statistics.squares(0, nowMs)).isCloseTo(expected[2], within(1e-12));
    }

    /** The index of Garivier and Moulines (2011) on the last 20 plays, with B = 1 and xi = 1/2. */
    @Test
    void windowedIndicesSeeTheLastPlaysOnly() {
        Ucb1 policy = new Ucb1(spec(PolicyType.UCB1, "window_pulls", 20));
        for (int i = 0; i < 100; i++) {
            policy.learn(reward(0, 0, 0));
        }
        for (int i = 0; i < 20; i++) {
            policy.learn(reward(i % 4 == 0 ? 1 : 0, i % 4 == 0 ? 0.5 : 1, 0));
        }
        double log = Math.log(20);
        assertThat(policy.scores(at(0)))
                .containsExactly(
                        new double[] {1 + Math.sqrt(0.5 * log / 15), 0.5 + Math.sqrt(0.5 * log / 5)}, within(1e-12));
    }

    @Test
    void coefficientsReturnToThePriorInPrecision() {
        DiagonalRegression regression = new DiagonalRegression(0.6, 2, 4);
        FeatureVector x = FeatureVector.dense(1, -0.5);
        regression.learn(x, 0.9);
        regression.learn(x, 0.2);
        double factor = 0.3;
        double[] precision = {1 / regression.variance(0), 1 / regression.variance(1)};
        double[] mean = {regression.mean(0), regression.mean(1)};
        double lookedThrough = regression.predict(x, factor, 0.4);
        double variance = regression.predictionVariance(x, factor, 0.1);
        regression.fade(factor, 0.4);
        for (int j = 0; j < 2; j++) {
            double expected = factor * precision[j] + (1 - factor) / 2;
            double prior = j == 0 ? (1 - factor) / 2 * 0.4 : 0;
            assertThat(1 / regression.variance(j)).isCloseTo(expected, within(1e-12));
            assertThat(regression.mean(j))
                    .isCloseTo((factor * precision[j] * mean[j] + prior) / expected, within(1e-12));
        }
        assertThat(regression.predict(x)).isCloseTo(lookedThrough, within(1e-12));
        assertThat(regression.predictionVariance(x, 0.1)).isCloseTo(variance, within(1e-12));
    }

    @Test
    void anEarlierTimeIsTakenForTheLaterOne() {
        BetaThompson policy = new BetaThompson(spec(PolicyType.THOMPSON, "half_life_s", 1));
        policy.learn(reward(0, 1, 60_000));
        policy.learn(reward(0, 1, 50_000));
        assertThat(policy.alpha(0, 10_000)).isEqualTo(3);
    }

    static List<PolicySpec> forgetful() {
        return List.of(
                spec(PolicyType.EPSILON_GREEDY, "half_life_s", 100).with("epsilon", 0.1),
                spec(PolicyType.EPSILON_GREEDY, "window_s", 100).with("epsilon", 0.1),
                spec(PolicyType.THOMPSON, "half_life_s", 100),
                spec(PolicyType.THOMPSON, "window_s", 100),
                spec(PolicyType.GAUSSIAN_THOMPSON, "half_life_s", 100),
                spec(PolicyType.GAUSSIAN_THOMPSON, "window_s", 100),
                spec(PolicyType.UCB1, "half_life_s", 100),
                spec(PolicyType.UCB1, "window_s", 100),
                spec(PolicyType.KL_UCB, "half_life_s", 100),
                spec(PolicyType.KL_UCB, "window_s", 100),
                spec(PolicyType.UCB1_TUNED, "half_life_s", 100),
                spec(PolicyType.UCB1_TUNED, "window_s", 100),
                spec(PolicyType.SOFTMAX, "half_life_s", 100),
                spec(PolicyType.SOFTMAX, "window_s", 100),
                spec(PolicyType.GREEDY, "half_life_s", 100),
                spec(PolicyType.GREEDY, "window_s", 100),
                spec(PolicyType.SQUARE_CB, "half_life_s", 100),
                spec(PolicyType.LIN_UCB, "half_life_s", 100),
                spec(PolicyType.LIN_UCB, "window_s", 100),
                spec(PolicyType.LIN_TS_FULL, "half_life_s", 100).with("initial_pulls", 0),
                spec(PolicyType.LIN_TS_FULL, "window_s", 100).with("initial_pulls", 0),
                spec(PolicyType.LIN_TS_DIAG, "half_life_s", 100).with("initial_pulls", 0));
    }

    @ParameterizedTest
    @MethodSource("forgetful")
    void whatIsLongPastHasNoSay(PolicySpec spec) {
        Policy policy = Policies.create(spec);
        for (int i = 0; i < 50; i++) {
            policy.learn(reward(0, 0.9, 1000L * i));
            policy.learn(reward(1, 0.1, 1000L * i));
        }
        long muchLater = 10_000_000;
        if (!FADING_INDICES.contains(spec.type()) || spec.numbers().containsKey("window_s")) {
            assertThat(policy.distribution(at(muchLater)).get(0)).isCloseTo(0.5, within(1e-9));
        }
        policy.learn(reward(0, 0.4, muchLater));
        policy.learn(reward(1, 0.6, muchLater));
        Policy young = Policies.create(spec);
        young.learn(reward(0, 0.4, muchLater));
        young.learn(reward(1, 0.6, muchLater));
        assertThat(policy.distribution(at(muchLater)).toArray())
                .containsExactly(young.distribution(at(muchLater)).toArray(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("forgetful")
    void aDistributionDependsOnTheTimeAndNotOnEarlierQuestions(PolicySpec spec) {
        Property.forAll(20, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy asked = Policies.create(spec);
            Policy unasked = Policies.create(spec);
            long nowMs = 0;
            for (int i = 0; i < 100; i++) {
                nowMs += random.nextInt(3000);
                Observation observation = reward(random.nextInt(2), random.nextDouble(), nowMs);
                asked.learn(observation);
                unasked.learn(observation);
                asked.distribution(at(nowMs + random.nextInt(50)));
            }
            Candidates then = at(nowMs + random.nextInt(5000));
            assertThat(asked.distribution(then)).isEqualTo(unasked.distribution(then));
        });
    }

    @ParameterizedTest
    @MethodSource("dev.leverframe.policy.PolicyPropertiesTest#specs")
    void withoutForgettingTimeChangesNothingBitForBit(PolicySpec spec) {
        if (spec.numbers().keySet().stream().anyMatch(Parameter.WAYS_TO_FORGET::contains)) {
            return;
        }
        Property.forAll(20, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy timed = Policies.create(spec);
            Policy timeless = Policies.create(spec);
            for (int i = 0; i < 150; i++) {
                int arm = random.nextInt(2);
                double reward = random.nextDouble();
                timed.learn(new Observation("d" + i, X, arm, reward, random.nextLong(1L << 40)));
                timeless.learn(new Observation("d" + i, X, arm, reward, 0));
            }
            assertThat(timed.distribution(at(random.nextLong(1L << 41)))).isEqualTo(timeless.distribution(at(0)));
        });
    }

    static Stream<PolicyType> typesThatFade() {
        return Arrays.stream(PolicyType.values())
                .filter(type -> type.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("half_life_s")));
    }

    /** An age of nothing and a half-life without end leave the same. */
    @ParameterizedTest
    @MethodSource("typesThatFade")
    void atOneInstantNothingFadesBitForBit(PolicyType type) {
        Property.forAll(20, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy fading = Policies.create(spec(type, "half_life_s", 1));
            Policy faithful = Policies.create(PolicySpec.of(type));
            for (int i = 0; i < 100; i++) {
                FeatureVector x = FeatureVector.dense(1, random.nextDouble());
                Observation observation = new Observation("d" + i, x, random.nextInt(2), random.nextDouble(), 12_345);
                fading.learn(observation);
                faithful.learn(observation);
            }
            Candidates then = Candidates.sharing(FeatureVector.dense(1, 0.3), 12_345, ARMS);
            assertThat(fading.distribution(then)).isEqualTo(faithful.distribution(then));
        });
    }

    /**
     * One decision a second between arms that pay .8 and .2, for 10,000 s; then they change places. With a half-life h the old
     * best arm's mean passes the .5 in the middle after one half-life at the latest (its old rewards then weigh as much as the
     * new ones), and the other arm's, which was hardly played, has returned to the prior .5 or is sought out; a second
     * half-life of its rewards, at .8, parts the two. So in the fourth the new best arm has to lead. A policy that never
     * forgets weighs 10,000 old rewards against 800 new ones.
     */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FIXED", "TOP_TWO_THOMPSON"})
    void anAbruptSwapIsFoundWithinThreeHalfLivesAndOnlyThen(PolicyType type) {
        assertFoundByForgetting(type, "half_life_s");
    }

    /** After a window only rewards of the new order are left. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FIXED", "TOP_TWO_THOMPSON", "SQUARE_CB", "LIN_TS_DIAG"})
    void anAbruptSwapIsFoundWithinThreeWindowsAndOnlyThen(PolicyType type) {
        assertFoundByForgetting(type, "window_s");
    }

    private static void assertFoundByForgetting(PolicyType type, String way) {
        double forgetful = 0;
        double faithful = 0;
        for (int seed = 0; seed < 5; seed++) {
            forgetful += shareAfterSwap(spec(type, way, 200), "swap-" + seed + "-") / 5;
            faithful += shareAfterSwap(PolicySpec.of(type), "swap-" + seed + "-") / 5;
        }
        assertThat(forgetful).isGreaterThan(0.6);
        assertThat(faithful).isLessThan(0.4);
    }

    /** Mean probability of the new best arm in seconds 600 to 800 after the swap. */
    private static double shareAfterSwap(PolicySpec spec, String run) {
        Policy policy = Policies.create(spec);
        double share = 0;
        for (int second = -10_000; second < 800; second++) {
            long nowMs = 1000L * (second + 10_000);
            String decision = run + second;
            var p = policy.distribution(at(nowMs));
            int arm = p.draw(StableHash.uniform(decision, "arm", 0));
            double mean = (second < 0) == (arm == 0) ? 0.8 : 0.2;
            double paid = StableHash.uniform(decision, "reward", arm) < mean ? 1 : 0;
            policy.learn(new Observation(decision, X, arm, paid, nowMs));
            share += second >= 600 ? p.get(1) / 200 : 0;
        }
        return share;
    }
}
