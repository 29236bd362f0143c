package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeedTest {
    private static final FeatureVector X = FeatureVector.dense(1, 0.5, -1);
    private static final double PULLS = 20;

    /** Arm 0 pays 0.8 and arm 1 pays 0.3, a thousand times each. */
    private static Policy taught(PolicyType type) {
        Policy policy = Policies.create(PolicySpec.of(type));
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            policy.learn(
                    "d" + i, X, i % 2, Math.min(1, Math.max(0, (i % 2 == 0 ? 0.8 : 0.3) + random.nextGaussian() / 10)));
        }
        return policy;
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyType.class,
            names = {
                "EPSILON_GREEDY",
                "GREEDY",
                "SOFTMAX",
                "SQUARE_CB",
                "THOMPSON",
                "GAUSSIAN_THOMPSON",
                "LIN_TS_DIAG",
                "LIN_TS_FULL"
            })
    void aSeededArmScoresLikeTheOtherAndIsSoonCorrected(PolicyType type) {
        Policy policy = taught(type);
        policy.seed(2, 0, PULLS);
        double[] scores = policy.scores(X, new int[] {0, 1, 2});
        assertThat(scores[2]).isCloseTo(scores[0], within(0.05));
        for (int i = 0; i < 100; i++) {
            policy.learn("n" + i, X, 2, 0.1);
        }
        // 20 rewards of 0.8 and 100 of 0.1 have the mean 0.217
        assertThat(policy.scores(X, new int[] {2})[0]).isBetween(0.1, 0.3);
    }

    @ParameterizedTest
    @EnumSource(PolicyType.class)
    void anArmThatHasLearnedIsNotSeeded(PolicyType type) {
        Policy policy = taught(type);
        Distribution before = policy.distribution(X, new int[] {0, 1});
        policy.seed(1, 0, PULLS);
        assertThat(policy.distribution(X, new int[] {0, 1})).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(PolicyType.class)
    void anArmLikeOneThatLearnedNothingHasThePrior(PolicyType type) {
        Policy seeded = taught(type);
        seeded.seed(3, 2, PULLS);
        int[] arms = {0, 3};
        assertThat(seeded.distribution(X, arms)).isEqualTo(taught(type).distribution(X, arms));
    }

    @Test
    void betaIsScaledDownToTwentyRewards() {
        BetaThompson policy = new BetaThompson(PolicySpec.of(PolicyType.THOMPSON));
        for (int i = 0; i < 80; i++) {
            policy.learn("d" + i, X, 0, 0.75);
        }
        policy.seed(1, 0, PULLS);
        assertThat(policy.alpha(1, 0)).isEqualTo(16);
        assertThat(policy.beta(1, 0)).isEqualTo(6);
        policy.learn("few", X, 2, 0.75);
        policy.seed(3, 2, PULLS);
        assertThat(policy.alpha(3, 0)).as("what is less stays as it is").isEqualTo(1.75);
    }

    /** Prior of weight 2 and 1/4: (2 * 0.25 + M2) / (2 + n) / (1 + n), with M2 of 20 rewards as spread as the 100. */
    @Test
    void gaussianKeepsMeanAndVarianceOfOneReward() {
        GaussianThompson policy = new GaussianThompson(PolicySpec.of(PolicyType.GAUSSIAN_THOMPSON));
        for (int i = 0; i < 100; i++) {
            policy.learn("d" + i, X, 0, i % 2 == 0 ? 0.4 : 0.6);
        }
        policy.seed(1, 0, PULLS);
        assertThat(policy.variance(1, 0)).isCloseTo((0.5 + 20 * 0.01) / 22 / 21, within(1e-12));
        assertThat(policy.scores(X, new int[] {1})[0]).isCloseTo(0.5, within(1e-12));
    }

    /** Only the constant: after 20 rewards its variance, in units of the noise's, is 1 / (1/prior + 20). */
    @Test
    void regressionKnowsNoMoreThanTwentyRewardsTell() {
        DiagonalRegression taught = new DiagonalRegression(0.5, 2, 4);
        for (int i = 0; i < 500; i++) {
            taught.learn(FeatureVector.CONSTANT, i % 2 == 0 ? 0.4 : 0.6);
        }
        DiagonalRegression copy = taught.discounted(PULLS);
        assertThat(copy.mean(0)).isEqualTo(taught.mean(0));
        assertThat(copy.variance(0)).isCloseTo(1 / (0.5 + 20), within(1e-12));
        // A guess of 0 leaves what was learned: (0 + B) / (2 + n / 2), with a twenty-fifth of both.
        double evidence = taught.noiseVariance(0) * (2 + 250);
        assertThat(copy.noiseVariance(0)).isCloseTo(evidence / 25 / (2 + 10), within(1e-15));
        assertThat(taught.variance(0)).as("the original is as it was").isLessThan(1 / 500.0);
        DiagonalRegression young = new DiagonalRegression(0.5, 2, 4);
        young.learn(X, 0.7);
        for (int j = 0; j < 4; j++) {
            assertThat(young.discounted(PULLS).variance(j)).isCloseTo(young.variance(j), within(1e-15));
        }
    }

    /** Of 500 rewards a twenty-fifth is left of what the prior did not know, in every direction. */
    @Test
    void fullRegressionKeepsItsCoefficientsAndKnowsNoMoreThanTwentyRewardsTell() {
        FullRegression taught = new FullRegression(new RegressionPrior(0.5, 4, 16), 0.3);
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            taught.learn(FeatureVector.dense(1, random.nextDouble(), random.nextGaussian()), random.nextDouble());
        }
        FullRegression copy = taught.discounted(PULLS);
        for (int i = 0; i < 3; i++) {
            FeatureVector unit = FeatureVector.of(new int[] {i}, new double[] {1});
            assertThat(copy.predict(unit)).isCloseTo(taught.predict(unit), within(1e-12));
            for (int j = 0; j < 3; j++) {
                double prior = i == j ? 0.5 : 0;
                assertThat(entry(copy, i, j) - prior).isCloseTo((entry(taught, i, j) - prior) / 25, within(1e-9));
            }
        }
        copy.learn(X, 0.9);
        assertThat(taught.predict(X)).as("the original is as it was").isNotEqualTo(copy.predict(X));
        FullRegression young = new FullRegression(new RegressionPrior(0.5, 4, 16), 0.3);
        young.learn(X, 0.7);
        assertThat(young.discounted(PULLS).predict(X)).isEqualTo(young.predict(X));
        assertThat(young.discounted(PULLS).spread(X)).isEqualTo(young.spread(X));
    }

    private static double entry(FullRegression regression, int row, int column) {
        double[] unit = new double[3];
        unit[column] = 1;
        regression.precision().multiply(unit);
        return unit[row];
    }

    /** The constant alone, lambda 1: the mean is all but learned, and the width that of twenty rewards. */
    @Test
    void linUcbIsAsWideAsAfterTwentyRewards() {
        LinUcb policy = new LinUcb(
                PolicySpec.of(PolicyType.LIN_UCB).with("noise", "fixed").with("alpha", 2));
        for (int i = 0; i < 999; i++) {
            policy.learn("d" + i, FeatureVector.CONSTANT, 0, 0.5);
        }
        policy.seed(1, 0, PULLS);
        double[] indices = policy.scores(FeatureVector.CONSTANT, new int[] {0, 1, 2});
        assertThat(indices[0]).isCloseTo(0.4995 + 2 / Math.sqrt(1_000), within(1e-12));
        assertThat(indices[1]).isCloseTo(0.4995 + 2 / Math.sqrt(21), within(1e-12));
        assertThat(indices[2]).isEqualTo(2);
    }

    @Test
    void aSeedFadesWithTheArmThatItIsFrom() {
        PolicySpec spec = PolicySpec.of(PolicyType.LIN_TS_FULL).with("initial_pulls", 0);
        for (PolicySpec forgetful : List.of(spec.with("half_life_s", 100), spec.with("window_s", 100))) {
            Policy policy = Policies.create(forgetful);
            for (int i = 0; i < 15; i++) {
                policy.learn(new Observation("d" + i, X, 0, 0.8, 1_000L * i));
            }
            policy.seed(1, 0, PULLS);
            for (long nowMs : new long[] {14_000, 60_000, 100_000, 300_000}) {
                double[] scores = policy.scores(Candidates.sharing(X, nowMs, 0, 1));
                assertThat(scores[1]).isCloseTo(scores[0], within(1e-9));
            }
        }
    }

    @Test
    void anIndexCountsTheSeedAsTwentyPulls() {
        Policy policy = taught(PolicyType.UCB1);
        policy.seed(2, 0, PULLS);
        double[] indices = policy.scores(X, new int[] {0, 2});
        // 2,020 pulls in all; the means are the same
        double apart = Math.sqrt(2 * Math.log(2_020) / 20) - Math.sqrt(2 * Math.log(2_020) / 1_000);
        assertThat(indices[1] - indices[0]).isCloseTo(apart, within(1e-12));
    }
}
