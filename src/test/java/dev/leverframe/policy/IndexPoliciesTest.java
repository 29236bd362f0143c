package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class IndexPoliciesTest {
    private final IndexPolicy tuned = new Ucb1Tuned(PolicySpec.of(PolicyType.UCB1_TUNED));
    private final IndexPolicy kl = new KlUcb(PolicySpec.of(PolicyType.KL_UCB));

    @Test
    void tunedIndicesAreThoseOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("ucb1_tuned");
        assertIndices(tuned, vector, StatisticsVectors.doubles(vector.getJsonArray("var")));
    }

    @Test
    void klIndicesAreThoseOfTheVectors() {
        assertIndices(kl, StatisticsVectors.object("kl_ucb"), new double[3]);
    }

    private static void assertIndices(IndexPolicy policy, JsonObject vector, double[] variances) {
        double[] expected = StatisticsVectors.doubles(vector.getJsonArray("score"));
        for (int i = 0; i < expected.length; i++) {
            double mean = vector.getJsonArray("mean").getDouble(i);
            long pulls = vector.getJsonArray("n").getLong(i);
            assertThat(policy.index(mean, variances[i], pulls, Math.log(vector.getLong("t"))))
                    .isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void klIndexAtTheEdgesIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("kl_ucb");
        assertThat(kl.index(0, 0, 5, Math.log(35))).isCloseTo(vector.getDouble("edge_mean0"), within(1e-12));
        assertThat(kl.index(1, 0, 5, Math.log(35))).isEqualTo(vector.getDouble("edge_mean1"));
    }

    @Test
    void logLogTermWidensTheKlBound() {
        IndexPolicy wider = new KlUcb(PolicySpec.of(PolicyType.KL_UCB).with("c", 3));
        assertThat(wider.index(0.6, 0, 10, Math.log(35))).isGreaterThan(kl.index(0.6, 0, 10, Math.log(35)));
        assertThat(wider.index(0.6, 0, 1, Math.log(2))).isEqualTo(kl.index(0.6, 0, 1, Math.log(2)));
    }

    @Test
    void untriedArmsComeFirstAndShareEqually() {
        tuned.learn("d", FeatureVector.CONSTANT, 1, 1);
        assertThat(tuned.distribution(FeatureVector.CONSTANT, new int[] {0, 1, 2})
                        .toArray())
                .containsExactly(0.5, 0, 0.5);
    }

    @Test
    void pullsInFlightMoveTheBurstOn() {
        kl.pulled(0);
        assertThat(kl.distribution(FeatureVector.CONSTANT, new int[] {0, 1}).toArray())
                .containsExactly(0, 1);
        kl.settled(0);
        kl.settled(0);
        assertThat(kl.distribution(FeatureVector.CONSTANT, new int[] {0, 1}).toArray())
                .containsExactly(0.5, 0.5);
    }

    @Test
    void varianceIsThatOfTheRewardsOfTheArm() {
        for (double reward : new double[] {0, 1, 0, 1}) {
            tuned.learn("d", FeatureVector.CONSTANT, 0, reward);
        }
        assertThat(tuned.scores(FeatureVector.CONSTANT, new int[] {0})[0])
                .isCloseTo(tuned.index(0.5, 0.25, 4, Math.log(4)), within(1e-15));
    }
}
