package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class EpsilonGreedyTest {
    private static final FeatureVector X = FeatureVector.CONSTANT;
    private static final PolicySpec SPEC = PolicySpec.of(PolicyType.EPSILON_GREEDY);

    private static void learn(Policy policy, int arm, double... rewards) {
        for (double reward : rewards) {
            policy.learn("d", X, arm, reward);
        }
    }

    @Test
    void sharesTheBestAmongTiesAsTheVectorsDo() {
        JsonObject vector = StatisticsVectors.object("eps_greedy");
        Policy policy = new EpsilonGreedy(SPEC.with("epsilon", vector.getDouble("eps")));
        learn(policy, 1, 0.9);
        learn(policy, 2, 0.9);
        learn(policy, 3, 0.05, 0.05);
        int[] arms = {0, 1, 2, 3};
        assertThat(policy.scores(X, arms))
                .containsExactly(StatisticsVectors.doubles(vector.getJsonArray("means")), within(1e-12));
        assertThat(policy.distribution(X, arms).toArray())
                .containsExactly(StatisticsVectors.doubles(vector.getJsonArray("p")), within(1e-12));
    }

    @Test
    void epsilonDecaysOverThePullsOfAllArmsAsTheVectorsDo() {
        JsonObject vector = StatisticsVectors.object("eps_schedule");
        double[] times = StatisticsVectors.doubles(vector.getJsonArray("t"));
        double[] epsilons = StatisticsVectors.doubles(vector.getJsonArray("eps"));
        Policy policy = new EpsilonGreedy(SPEC);
        int learned = 0;
        for (int i = 0; i < times.length; i++) {
            for (; learned < times[i]; learned++) {
                policy.learn("d", X, 1 + learned % 2, 1);
            }
            double worst = policy.distribution(X, new int[] {0, 1, 2}).get(0);
            boolean allTied = learned == 0;
            assertThat(worst).isCloseTo(allTied ? 1.0 / 3 : epsilons[i] / 3, within(1e-12));
        }
    }

    @Test
    void optimisticMeansFollowTheVectors() {
        JsonObject vector = StatisticsVectors.object("optimistic_init");
        double[] rewards = StatisticsVectors.doubles(vector.getJsonArray("rewards"));
        double[] means = StatisticsVectors.doubles(vector.getJsonArray("mean"));
        Policy policy = new EpsilonGreedy(SPEC.with("prior_mean", vector.getDouble("q0")));
        assertThat(policy.scores(X, new int[] {7})[0]).isEqualTo(means[0]);
        for (int i = 0; i < rewards.length; i++) {
            policy.learn("d", X, 7, rewards[i]);
            assertThat(policy.scores(X, new int[] {7})[0]).isCloseTo(means[i + 1], within(1e-12));
        }
    }

    @Test
    void armsWithinTheToleranceAreTied() {
        Policy policy = new EpsilonGreedy(SPEC.with("epsilon", 0).with("tie_tolerance", 0.1));
        learn(policy, 0, 0.6);
        learn(policy, 1, 0.7);
        learn(policy, 2, 0.3);
        assertThat(policy.distribution(X, new int[] {0, 1, 2}).toArray()).containsExactly(0.5, 0.5, 0);
    }
}
