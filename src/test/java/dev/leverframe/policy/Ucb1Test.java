package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class Ucb1Test {
    private static final FeatureVector X = FeatureVector.CONSTANT;
    private static final int[] ARMS = {0, 1, 2};

    private final Policy policy = new Ucb1(PolicySpec.of(PolicyType.UCB1));

    private void learnMeanReward(int arm, double mean, int times) {
        for (int i = 0; i < times; i++) {
            policy.learn("d", X, arm, mean);
        }
    }

    private void learnTheVectors(JsonObject vector) {
        double[] counts = StatisticsVectors.doubles(vector.getJsonArray("n"));
        double[] means = StatisticsVectors.doubles(vector.getJsonArray("mean"));
        for (int arm : ARMS) {
            learnMeanReward(arm, means[arm], (int) counts[arm]);
        }
    }

    @Test
    void indicesAreThoseOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("ucb1");
        learnTheVectors(vector);
        double[] expected = StatisticsVectors.doubles(vector.getJsonArray("score"));
        assertThat(policy.scores(X, ARMS)).containsExactly(expected, within(1e-12));
        assertThat(policy.distribution(X, ARMS).toArray()).containsExactly(0, 0, 1);
    }

    @Test
    void pullsOfArmsThatAreNoCandidatesCountAsTime() {
        JsonObject vector = StatisticsVectors.object("ucb1");
        learnTheVectors(vector);
        double expected = vector.getJsonArray("score").getDouble(1);
        assertThat(policy.scores(X, new int[] {1})[0]).isCloseTo(expected, within(1e-12));
    }

    @Test
    void untriedArmsShareEverything() {
        policy.learn("d", X, 1, 1);
        assertThat(policy.distribution(X, ARMS).toArray()).containsExactly(0.5, 0, 0.5);
    }

    @Test
    void aBurstBeforeTheFirstRewardGoesRound() {
        policy.pulled(0);
        assertThat(policy.distribution(X, ARMS).toArray()).containsExactly(0, 0.5, 0.5);
        policy.pulled(1);
        assertThat(policy.distribution(X, ARMS).toArray()).containsExactly(0, 0, 1);
    }

    @Test
    void aPullInFlightCountsAsOneThatPaidTheMean() {
        learnMeanReward(0, 0.6, 3);
        learnMeanReward(1, 0.4, 2);
        Policy paid = new Ucb1(PolicySpec.of(PolicyType.UCB1));
        for (int i = 0; i < 4; i++) {
            paid.learn("d", X, 0, 0.6);
        }
        paid.learn("d", X, 1, 0.4);
        paid.learn("d", X, 1, 0.4);
        policy.pulled(0);
        assertThat(policy.scores(X, new int[] {0, 1})).containsExactly(paid.scores(X, new int[] {0, 1}), within(1e-12));
    }

    @Test
    void aSettledPullNoLongerCounts() {
        learnMeanReward(0, 0.6, 3);
        double[] before = policy.scores(X, ARMS);
        policy.pulled(0);
        policy.pulled(2);
        policy.settled(2);
        policy.settled(0);
        policy.settled(0);
        assertThat(policy.scores(X, ARMS)).containsExactly(before);
    }
}
