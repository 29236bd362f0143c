package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class GaussianThompsonTest {
    private static final FeatureVector X = FeatureVector.CONSTANT;
    private static final PolicySpec SPEC = PolicySpec.of(PolicyType.GAUSSIAN_THOMPSON);

    @Test
    void posteriorFollowsTheVectorsRewardByReward() {
        JsonObject vector = StatisticsVectors.object("gauss_ts_welford");
        double[] rewards = StatisticsVectors.doubles(vector.getJsonArray("rewards"));
        GaussianThompson policy = new GaussianThompson(SPEC);
        for (int i = 0; i < rewards.length; i++) {
            policy.learn("d", X, 2, rewards[i]);
            double[] expected =
                    StatisticsVectors.doubles(vector.getJsonArray("trace").getJsonArray(i));
            assertThat(policy.scores(X, new int[] {2})[0]).isCloseTo(expected[4], within(1e-12));
            assertThat(policy.variance(2, 0)).isCloseTo(expected[5], within(1e-12));
        }
    }

    @Test
    void fixedVarianceShrinksWithTheNumberOfRewardsOnly() {
        GaussianThompson policy = new GaussianThompson(SPEC.with("variance", "fixed"));
        policy.learn("d", X, 0, 0.1);
        policy.learn("d", X, 0, 0.9);
        assertThat(policy.variance(0, 0)).isCloseTo(0.25 / 3, within(1e-15));
    }

    @Test
    void learningReplacesTheCachedDistribution() {
        GaussianThompson policy = new GaussianThompson(SPEC);
        int[] arms = {0, 1};
        assertThat(policy.distribution(X, arms).toArray()).containsExactly(new double[] {0.5, 0.5}, within(1e-14));
        policy.learn("d", X, 1, 1);
        assertThat(policy.distribution(X, arms).get(1)).isGreaterThan(0.5);
    }
}
