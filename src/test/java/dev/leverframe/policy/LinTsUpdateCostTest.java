package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.FeatureVector;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an update touches, and hence costs, is one mean and one variance for each feature that is not 0. */
class LinTsUpdateCostTest {
    @Test
    void onlyCoefficientsOfFeaturesThatAreThereMove() {
        int dimension = 10_000;
        DiagonalRegression regression = new DiagonalRegression(0, 1, 4);
        regression.learn(dense(dimension, 1), 0.7);
        double[] means = new double[dimension];
        double[] variances = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            means[j] = regression.mean(j);
            variances[j] = regression.variance(j);
        }
        regression.learn(FeatureVector.of(new int[] {0, 7, 49}, new double[] {1, -2, 0.5}), 0.1);
        int moved = 0;
        for (int j = 0; j < dimension; j++) {
            moved += regression.mean(j) != means[j] || regression.variance(j) != variances[j] ? 1 : 0;
        }
        assertThat(moved).isEqualTo(3);
    }

    private static FeatureVector dense(int dimension, long seed) {
        return FeatureVector.dense(new Random(seed)
                .doubles(dimension, 0.5, 1)
                .map(value -> value / Math.sqrt(dimension))
                .toArray());
    }
}
