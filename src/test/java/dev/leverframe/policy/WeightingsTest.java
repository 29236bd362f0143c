package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The policies that weigh the arms by a formula: softmax, inverse gaps, top two, fixed. */
class WeightingsTest {
    private static final int[] ARMS = {0, 1, 2};

    @Test
    void softmaxIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("softmax");
        double[] means = StatisticsVectors.doubles(vector.getJsonArray("pred"));
        assertThat(Softmax.probabilities(means, vector.getDouble("tau")))
                .containsExactly(StatisticsVectors.doubles(vector.getJsonArray("p")), within(1e-12));
    }

    @Test
    void softmaxDoesNotOverflowAtTheLeastTemperature() {
        assertThat(Softmax.probabilities(new double[] {1, 0.2, 1}, 1e-6)).containsExactly(0.5, 0, 0.5);
    }

    @Test
    void inverseGapsAreThoseOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("squarecb");
        double[] predictions = StatisticsVectors.doubles(vector.getJsonArray("pred"));
        assertThat(SquareCb.probabilities(predictions, vector.getDouble("gamma"), 1e-12))
                .containsExactly(StatisticsVectors.doubles(vector.getJsonArray("p")), within(1e-12));
    }

    @Test
    void gammaGrowsAsInTheVectors() {
        JsonObject vector = StatisticsVectors.object("squarecb_gamma");
        SquareCb policy = new SquareCb(PolicySpec.of(PolicyType.SQUARE_CB));
        for (int i = 0; i < vector.getJsonArray("t").size(); i++) {
            assertThat(policy.gamma(vector.getJsonArray("t").getLong(i)))
                    .isCloseTo(vector.getJsonArray("gamma").getDouble(i), within(1e-9));
        }
    }

    @Test
    void inverseGapWeightingStartsUniformAndSharesTheRestAmongTies() {
        assertThat(SquareCb.probabilities(new double[] {0.9, 0.1}, 0, 1e-12)).containsExactly(0.5, 0.5);
        assertThat(SquareCb.probabilities(new double[] {0.5, 0.1, 0.5}, 10, 1e-12))
                .containsExactly(new double[] {3.0 / 7, 1.0 / 7, 3.0 / 7}, within(1e-15));
    }

    @Test
    void regressorOfMeansDoesNotLookAtTheContext() {
        PolicySpec spec = PolicySpec.of(PolicyType.SQUARE_CB);
        assertThat(Policies.create(spec).contextual()).isTrue();
        assertThat(Policies.create(spec.with("regressor", "means")).contextual())
                .isFalse();
    }

    @Test
    void topTwoIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("top_two");
        double[] first = StatisticsVectors.doubles(vector.getJsonArray("P"));
        assertThat(TopTwoThompson.probabilities(first, vector.getDouble("beta")))
                .containsExactly(StatisticsVectors.doubles(vector.getJsonArray("p")), within(1e-12));
    }

    @Test
    void anArmThatIsSurelyBestLeavesTheChallengersTheirShare() {
        assertThat(TopTwoThompson.probabilities(new double[] {1, 0, 0}, 0.5)).containsExactly(0.5, 0.25, 0.25);
        assertThat(TopTwoThompson.probabilities(new double[] {1 - 1e-9, 0.75e-9, 0.25e-9}, 0.5))
                .containsExactly(new double[] {0.5, 0.375, 0.125}, within(1e-8));
    }

    @Test
    void greedyPlaysTheBestMeanOnly() {
        Policy policy = new Greedy(PolicySpec.of(PolicyType.GREEDY));
        policy.learn("d", FeatureVector.CONSTANT, 1, 0.9);
        assertThat(policy.distribution(FeatureVector.CONSTANT, ARMS).toArray()).containsExactly(0, 1, 0);
    }

    @Test
    void fixedProbabilitiesAreRescaledToTheCandidatesAndNeverLearn() {
        PolicySpec spec = PolicySpec.of(PolicyType.FIXED)
                .with("exploration_floor", 0)
                .withShares(Map.of("a", 0.6, "b", 0.2, "c", 0.2));
        Policy policy = Policies.create(spec, arm -> arm.charAt(0) - 'a');
        policy.learn("d", FeatureVector.CONSTANT, 1, 1);
        assertThat(policy.distribution(FeatureVector.CONSTANT, ARMS).toArray())
                .containsExactly(new double[] {0.6, 0.2, 0.2}, within(1e-15));
        assertThat(policy.distribution(FeatureVector.CONSTANT, new int[] {7, 1, 0})
                        .toArray())
                .containsExactly(new double[] {0, 0.25, 0.75}, within(1e-15));
        assertThat(policy.distribution(FeatureVector.CONSTANT, new int[] {7, 8}).toArray())
                .containsExactly(0.5, 0.5);
    }
}
