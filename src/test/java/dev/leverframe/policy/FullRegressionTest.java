package dev.leverframe.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.Property;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FullRegressionTest {
    private static final PolicySpec LIN_TS = PolicySpec.of(PolicyType.LIN_TS_FULL);
    private static final JsonObject VECTOR = StatisticsVectors.object("lints_full");
    private static final FeatureVector X = FeatureVector.dense(StatisticsVectors.doubles(VECTOR.getJsonArray("x")));
    private static final int ARM = 1;

    private static void learnUpdates(Policy policy, JsonArray updates) {
        for (int i = 0; i < updates.size(); i++) {
            JsonArray update = updates.getJsonArray(i);
            FeatureVector x = FeatureVector.dense(StatisticsVectors.doubles(update.getJsonArray(0)));
            policy.learn("d", x, ARM, update.getDouble(1));
        }
    }

    private static LinTsFull golden() {
        double noise = VECTOR.getDouble("sigma2");
        LinTsFull policy = new LinTsFull(LIN_TS.with("noise", "fixed")
                .with("noise_variance", noise)
                .with("prior_scale", 1 / VECTOR.getDouble("prior_precision")));
        learnUpdates(policy, VECTOR.getJsonArray("updates"));
        return policy;
    }

    @Test
    void withFixedNoiseTheScoreIsThatOfTheVectors() {
        LinTsFull policy = golden();
        assertThat(policy.scores(X, new int[] {ARM})[0]).isCloseTo(VECTOR.getDouble("score_mean"), within(1e-12));
        assertThat(policy.variance(Candidates.sharing(X, 0, ARM), 0))
                .isCloseTo(VECTOR.getDouble("score_var_v1"), within(1e-12));
    }

    /** The factor is of the precision in units of the noise's; that of the vectors is in units of the reward. */
    @Test
    void theFactorIsThatOfTheVectors() {
        Cholesky factor = requireNonNull(golden().regressions().get(ARM)).precision();
        double deviation = Math.sqrt(VECTOR.getDouble("sigma2"));
        JsonArray expected = VECTOR.getJsonArray("chol_trace").getJsonArray(2);
        // Positions get their rows as they come: 0, 1, 2 here, as every update has all but one of them.
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(factor.get(i, j) / deviation)
                        .isCloseTo(expected.getJsonArray(i).getDouble(j), within(1e-12));
            }
        }
        assertThat(factor.logDeterminant() - 3 * Math.log(VECTOR.getDouble("sigma2")))
                .isCloseTo(VECTOR.getDouble("logdetA"), within(1e-12));
    }

    /** One observation a half-life of gamma; the precisions are in units of the noise's. */
    @Test
    void discountedPosteriorIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("lints_full_discount");
        double noise = VECTOR.getDouble("sigma2");
        FullRegression regression =
                new FullRegression(new RegressionPrior(noise * VECTOR.getDouble("prior_precision"), 4, 16), 0);
        JsonArray updates = VECTOR.getJsonArray("updates");
        for (int i = 0; i < updates.size(); i++) {
            JsonArray update = updates.getJsonArray(i);
            regression.fade(vector.getDouble("gamma"));
            regression.learn(
                    FeatureVector.dense(StatisticsVectors.doubles(update.getJsonArray(0))), update.getDouble(1));
        }
        for (int j = 0; j < 3; j++) {
            FeatureVector unit = FeatureVector.of(new int[] {j}, new double[] {1});
            assertThat(regression.predict(unit))
                    .isCloseTo(vector.getJsonArray("mu").getDouble(j), within(1e-9));
            double[] column = new double[3];
            column[j] = 1;
            regression.precision().multiply(column);
            for (int i = 0; i < 3; i++) {
                double expected = vector.getJsonArray("A").getJsonArray(j).getDouble(i);
                assertThat(column[i] / noise).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void linUcbIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("linucb_disjoint");
        LinUcb policy = new LinUcb(PolicySpec.of(PolicyType.LIN_UCB).with("noise", "fixed"));
        learnUpdates(policy, vector.getJsonArray("updates"));
        FullRegression regression = requireNonNull(policy.regressions().get(ARM));
        for (int j = 0; j < 3; j++) {
            assertThat(regression.predict(FeatureVector.of(new int[] {j}, new double[] {1})))
                    .isCloseTo(vector.getJsonArray("theta").getDouble(j), within(1e-12));
        }
        assertThat(regression.predict(X)).isCloseTo(vector.getDouble("mean"), within(1e-12));
        assertThat(Math.sqrt(regression.spread(X))).isCloseTo(vector.getDouble("width"), within(1e-12));
        assertThat(policy.radius(regression)).isCloseTo(vector.getDouble("alpha"), within(1e-12));
        assertThat(policy.scores(X, new int[] {ARM})[0]).isCloseTo(vector.getDouble("score"), within(1e-12));
    }

    @Test
    void radiusOfTheTheoryIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("linucb_disjoint");
        LinUcb policy = new LinUcb(
                PolicySpec.of(PolicyType.LIN_UCB).with("radius", "theory").with("noise_bound", 0.3));
        learnUpdates(policy, vector.getJsonArray("updates"));
        FullRegression regression = requireNonNull(policy.regressions().get(ARM));
        assertThat(policy.radius(regression)).isCloseTo(vector.getDouble("beta_oful"), within(1e-12));
        assertThat(policy.scores(X, new int[] {ARM})[0])
                .isCloseTo(
                        regression.predict(X) + vector.getDouble("beta_oful") * vector.getDouble("width"),
                        within(1e-12));
    }

    /**
     * The constant alone, lambda 1 and rewards .4 and .6 in turn: by hand, with the guess (.09 + sum of squares) / (1 + n) of a
     * policy whose rewards are all of this arm.
     */
    @Test
    void linUcbWithLearnedNoiseIsInItsUnits() {
        LinUcb policy = new LinUcb(PolicySpec.of(PolicyType.LIN_UCB).with("alpha", 2));
        int n = 400;
        // No reward but the first is known when the arm starts: so it starts there.
        double mean = 0.4;
        double surprise = 0;
        for (int i = 0; i < n; i++) {
            double reward = i % 2 == 0 ? 0.4 : 0.6;
            surprise += (reward - mean) * (reward - mean) / (2 * (1 + 1.0 / (1 + i)));
            mean += (reward - mean) / (2 + i);
            policy.learn("d", FeatureVector.CONSTANT, 0, reward);
        }
        double guess = (0.09 + n * 0.01) / (1 + n);
        double noise = (2 * guess + surprise) / (2 + n / 2.0);
        double[] indices = policy.scores(FeatureVector.CONSTANT, new int[] {0, 1});
        assertThat(indices[0]).isCloseTo(mean + 2 * Math.sqrt(noise / (1 + n)), within(1e-12));
        assertThat(indices[1]).isCloseTo(0.5 + 2 * Math.sqrt(guess), within(1e-12));
    }

    /** With only the constant it is the posterior of a mean with unknown variance, which the vectors have. */
    @Test
    void learnedNoiseIsTheNormalInverseGammaOfTheVectors() {
        FullRegression regression = new FullRegression(new RegressionPrior(1, 2, 16), 0.5);
        JsonArray rewards = StatisticsVectors.object("gauss_ts_welford").getJsonArray("rewards");
        for (double reward : StatisticsVectors.doubles(rewards)) {
            regression.learn(FeatureVector.CONSTANT, reward);
        }
        assertThat(regression.predict(FeatureVector.CONSTANT)).isCloseTo(0.574, within(1e-12));
        assertThat(regression.noiseVariance(0.125)).isCloseTo(0.32176 / 3, within(1e-12));
    }

    /** {@code A^-1} of {@code I + sum x x'} in fractions (Python), for the last of three features. */
    @Test
    void aHugeFeatureLeavesWhatIsKnownOfTheOthers() {
        FullRegression regression = new FullRegression(new RegressionPrior(1, 4, 16), 0);
        regression.learn(FeatureVector.dense(1, 2, 3), 0.5);
        regression.learn(FeatureVector.dense(1, -1, -2), 0.5);
        regression.learn(FeatureVector.dense(1, 1e20, 0.5), 0.5);
        FeatureVector last = FeatureVector.of(new int[] {2}, new double[] {1});
        assertThat(regression.spread(last)).isCloseTo(0.07317073170731707, within(1e-12));
    }

    /** Normal equations solved by elimination are the other side. */
    @Test
    void rankOneUpdatesEqualAFreshSolve() {
        Property.forAll(40, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int d = 1 + random.nextInt(12);
            FullRegression regression = new FullRegression(new RegressionPrior(0.5, 4, 64), 0);
            double[][] system = new double[d][d + 1];
            for (int i = 0; i < d; i++) {
                system[i][i] = 0.5;
            }
            for (int n = 0; n < 60; n++) {
                double[] x = random.doubles(d, -1, 1).toArray();
                double reward = random.nextDouble();
                regression.learn(FeatureVector.dense(x), reward);
                accumulate(system, x, reward);
            }
            double[] x = random.doubles(d, -1, 1).toArray();
            double expected = dot(solved(system), x);
            assertThat(regression.predict(FeatureVector.dense(x))).isCloseTo(expected, within(1e-9));
        });
    }

    private static void accumulate(double[][] system, double[] x, double reward) {
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                system[i][j] += x[i] * x[j];
            }
            system[i][x.length] += x[i] * reward;
        }
    }

    private static double[] solved(double[][] system) {
        int d = system.length;
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d; i++) {
                double factor = i == k ? 0 : system[i][k] / system[k][k];
                for (int j = 0; j <= d; j++) {
                    system[i][j] -= factor * system[k][j];
                }
            }
        }
        double[] w = new double[d];
        for (int i = 0; i < d; i++) {
            w[i] = system[i][d] / system[i][i];
        }
        return w;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void positionsBeyondTheBoundAreIgnoredAndCounted() {
        FullRegression regression = new FullRegression(new RegressionPrior(1, 4, 2), 0.5);
        FeatureVector x = FeatureVector.of(new int[] {0, 70, 9000}, new double[] {1, 1, 1});
        regression.learn(x, 0.8);
        assertThat(regression.precision().size()).isEqualTo(2);
        assertThat(regression.ignored()).isEqualTo(1);
        FeatureVector without = FeatureVector.of(new int[] {0, 70}, new double[] {1, 1});
        assertThat(regression.predict(x)).isEqualTo(regression.predict(without));
        assertThat(regression.spread(x)).isEqualTo(regression.spread(without));
    }

    @Test
    void positionsNeverSeenWidenThePrediction() {
        FullRegression regression = new FullRegression(new RegressionPrior(0.5, 4, 16), 0.5);
        regression.learn(FeatureVector.CONSTANT, 1);
        FeatureVector x = FeatureVector.of(new int[] {0, 400}, new double[] {1, 2});
        assertThat(regression.spread(x)).isCloseTo(regression.spread(FeatureVector.CONSTANT) + 4 / 0.5, within(1e-12));
    }

    @Test
    void restoredRegressionsGoOnBitForBit() {
        Property.forAll(20, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            LinTsFull one = new LinTsFull(LIN_TS);
            learnAtRandom(one, random, 100);
            LinTsFull two = new LinTsFull(LIN_TS);
            two.restore(one.memory());
            SplittableRandom again = random.split();
            long branch = again.nextLong();
            learnAtRandom(one, new SplittableRandom(branch), 100);
            learnAtRandom(two, new SplittableRandom(branch), 100);
            assertThat(two.memory()).isEqualTo(one.memory());
            assertThat(two.distribution(X, new int[] {0, 1, 2, 9}))
                    .isEqualTo(one.distribution(X, new int[] {0, 1, 2, 9}));
        });
    }

    private static void learnAtRandom(Policy policy, SplittableRandom random, int rewards) {
        for (int i = 0; i < rewards; i++) {
            FeatureVector x = FeatureVector.of(
                    new int[] {0, 1 + random.nextInt(4), 5 + random.nextInt(9)},
                    new double[] {1, random.nextDouble() - 0.5, 1});
            policy.learn("d" + i, x, random.nextInt(3), random.nextDouble());
        }
    }

    @Test
    void whatNobodyCanHaveLearnedIsNotRestored() {
        Memory memory = golden().memory();
        memory.forEach((broken, ignored) -> {
            for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThatThrownBy(() -> new LinTsFull(LIN_TS).restore(with(memory, broken, number)))
                        .as(broken)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        });
        assertThatThrownBy(() -> new LinTsFull(LIN_TS).restore(with(memory, "factor/1", 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Memory with(Memory memory, String broken, double number) {
        Memory.Builder changed = Memory.builder();
        memory.forEach((name, array) -> {
            if (name.equals(broken)) {
                Arrays.fill(array, number);
            }
            changed.put(name, array);
        });
        return changed.build();
    }

    @Test
    void soundRegressionsHaveNoFlaw() {
        assertThat(golden().flaw(ARM)).isEmpty();
        assertThat(golden().flaw(7)).isEmpty();
    }

    @Test
    void featuresTooLargeForADoubleLeaveTheStateAlone() {
        LinTsFull policy = golden();
        double before = policy.scores(X, new int[] {ARM})[0];
        policy.learn("d", FeatureVector.dense(1, 1e200), ARM, 0.8);
        assertThat(policy.scores(X, new int[] {ARM})[0]).isEqualTo(before);
    }
}
