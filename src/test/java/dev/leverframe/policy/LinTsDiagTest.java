package dev.leverframe.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class LinTsDiagTest {
    private static final PolicySpec SPEC = PolicySpec.of(PolicyType.LIN_TS_DIAG);
    private static final PolicySpec FIXED = SPEC.with("noise", "fixed");

    @Test
    void withFixedNoiseEveryUpdateIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("lints_diag");
        double noise = vector.getDouble("sigma2");
        LinTsDiag policy = golden(vector);
        for (int i = 0; i < vector.getJsonArray("updates").size(); i++) {
            learn(policy, vector.getJsonArray("updates").getJsonArray(i));
            DiagonalRegression regression = requireNonNull(policy.regression(1));
            JsonObject expected = vector.getJsonArray("trace").getJsonObject(i);
            for (int j = 0; j < 3; j++) {
                assertThat(regression.mean(j))
                        .isCloseTo(expected.getJsonArray("m").getDouble(j), within(1e-12));
                assertThat(regression.variance(j) * noise)
                        .isCloseTo(expected.getJsonArray("S").getDouble(j), within(1e-12));
            }
        }
    }

    @Test
    void withFixedNoiseTheScoreIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("lints_diag");
        double noise = vector.getDouble("sigma2");
        LinTsDiag policy = golden(vector);
        for (int i = 0; i < vector.getJsonArray("updates").size(); i++) {
            learn(policy, vector.getJsonArray("updates").getJsonArray(i));
        }
        FeatureVector x = FeatureVector.dense(StatisticsVectors.doubles(vector.getJsonArray("x")));
        assertThat(policy.scores(x, new int[] {1})[0]).isCloseTo(vector.getDouble("score_mean"), within(1e-12));
        assertThat(requireNonNull(policy.regression(1)).predictionVariance(x, noise))
                .isCloseTo(vector.getDouble("score_var_v1"), within(1e-12));
    }

    private static LinTsDiag golden(JsonObject vector) {
        return new LinTsDiag(
                FIXED.with("prior_scale", vector.getDouble("S0")).with("noise_variance", vector.getDouble("sigma2")));
    }

    private static void learn(LinTsDiag policy, JsonArray update) {
        policy.learn(
                "d", FeatureVector.dense(StatisticsVectors.doubles(update.getJsonArray(0))), 1, update.getDouble(1));
    }

    /**
     * With only the constant, the learned noise is the normal-inverse-gamma posterior of a mean, which the vectors
     * have.
     */
    @Test
    void withLearnedNoiseTheConstantAloneIsTheNormalInverseGammaOfTheVectors() {
        JsonObject gaussian = StatisticsVectors.object("gauss_ts_welford");
        DiagonalRegression regression = new DiagonalRegression(0.5, 1, 2);
        for (double reward : StatisticsVectors.doubles(gaussian.getJsonArray("rewards"))) {
            regression.learn(FeatureVector.CONSTANT, reward);
        }
        assertThat(regression.mean(0)).isCloseTo(0.574, within(1e-12));
        assertThat(regression.variance(0)).isCloseTo(1.0 / 5, within(1e-12));
        assertThat(regression.noiseVariance(0.125)).isCloseTo(0.32176 / 3, within(1e-12));
    }

    @Test
    void anArmThatComesLaterStartsAtTheMeanOfTheRewardsSoFar() {
        LinTsDiag policy = new LinTsDiag(SPEC);
        policy.learn("d", FeatureVector.CONSTANT, 0, 0.4);
        policy.learn("d", FeatureVector.CONSTANT, 0, 1);
        double mean = (0.5 + 0.4 + 1) / 3;
        assertThat(policy.scores(FeatureVector.CONSTANT, new int[] {5})[0]).isCloseTo(mean, within(1e-12));
    }

    @Test
    void anArmThatHasLearnedIsMovedByItsOwnRewardsOnly() {
        LinTsDiag policy = new LinTsDiag(SPEC);
        policy.learn("d", FeatureVector.CONSTANT, 0, 0.4);
        double before = policy.scores(FeatureVector.CONSTANT, new int[] {0})[0];
        policy.learn("d", FeatureVector.CONSTANT, 1, 1);
        assertThat(policy.scores(FeatureVector.CONSTANT, new int[] {0})[0]).isEqualTo(before);
    }

    @Test
    void positionsNeverSeenStillWidenTheScore() {
        LinTsDiag policy = new LinTsDiag(FIXED.with("prior_scale", 0.25));
        policy.learn("d", FeatureVector.CONSTANT, 0, 1);
        DiagonalRegression regression = requireNonNull(policy.regression(0));
        double known = regression.predictionVariance(FeatureVector.CONSTANT, 0.09);
        FeatureVector x = FeatureVector.of(new int[] {0, 400}, new double[] {1, 2});
        assertThat(regression.predictionVariance(x, 0.09)).isCloseTo(known + 4 * 0.25, within(1e-12));
        assertThat(regression.predict(x)).isEqualTo(regression.predict(FeatureVector.CONSTANT));
    }

    @Test
    void separatesContextsThatPayDifferently() {
        LinTsDiag policy = new LinTsDiag(SPEC);
        FeatureVector left = FeatureVector.dense(1, 1);
        FeatureVector right = FeatureVector.dense(1, 0, 1);
        for (int i = 0; i < 200; i++) {
            policy.learn("d", left, i % 2, i % 2 == 0 ? 0.9 : 0.1);
            policy.learn("d", right, i % 2, i % 2 == 0 ? 0.1 : 0.9);
        }
        assertThat(policy.contextual()).isTrue();
        assertThat(policy.distribution(left, new int[] {0, 1}).get(0)).isGreaterThan(0.999);
        assertThat(policy.distribution(right, new int[] {0, 1}).get(1)).isGreaterThan(0.999);
    }

    /** By hand: S' = S D_without / D, D = 1 + 1 + 1e24 with all variances 1 at first. */
    @Test
    void aHugeFeatureLeavesItsVarianceEveryDigit() {
        DiagonalRegression regression = new DiagonalRegression(0, 1, 4);
        regression.learn(FeatureVector.dense(1, 1e12), 0.5);
        assertThat(regression.variance(1)).isCloseTo(2e-24, withinPercentage(1e-10));
        regression.learn(FeatureVector.dense(1, 1e12), 0.5);
        assertThat(regression.variance(1)).isCloseTo(2e-24 * 2 / 4, withinPercentage(1e-10));
        assertThat(regression.isSound()).isTrue();
    }

    /** The first reward is far off what follows; a coefficient without a variance would never leave it. */
    @Test
    void aHugeFeatureGoesOnBeingLearned() {
        LinTsDiag policy = new LinTsDiag(SPEC);
        policy.learn("d", FeatureVector.dense(1, 1e12), 0, 0.1);
        for (int i = 0; i < 200; i++) {
            policy.learn("d", FeatureVector.dense(1, i % 2 == 0 ? 1e12 : -1e12), 0, i % 2 == 0 ? 0.8 : 0.2);
        }
        assertThat(policy.scores(FeatureVector.dense(1, 1e12), new int[] {0})[0])
                .isCloseTo(0.8, within(0.02));
        assertThat(policy.scores(FeatureVector.dense(1, -1e12), new int[] {0})[0])
                .isCloseTo(0.2, within(0.02));
    }

    @Test
    void featuresTooLargeForADoubleLeaveTheStateAlone() {
        LinTsDiag policy = new LinTsDiag(SPEC);
        policy.learn("d", FeatureVector.dense(1, 1), 0, 0.8);
        double before = policy.scores(FeatureVector.dense(1, 1), new int[] {0})[0];
        policy.learn("d", FeatureVector.dense(1, 1e200), 0, 0.8);
        policy.learn("d", FeatureVector.dense(1, -Double.MAX_VALUE, Double.MAX_VALUE), 0, 0.8);
        assertThat(policy.scores(FeatureVector.dense(1, 1), new int[] {0})[0]).isEqualTo(before);
        policy.learn("d", FeatureVector.dense(1, 1e150), 0, 0.8);
        assertThat(policy.distribution(FeatureVector.CONSTANT, new int[] {0, 1}).size())
                .isEqualTo(2);
    }
}
