package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.FeatureVector;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An update costs time in proportion to the features that are not 0. */
class LinTsUpdateCostTest {
    private static final int SMALL = 1_000;
    private static final int LARGE = 100_000;

    /**
     * A hundred times the features cost about a hundred times as much if the update is linear and ten thousand times if it
     * is quadratic. The bar of a thousand lies a factor of ten from both; the least of many runs shrugs off a busy machine.
     */
    @Test
    void costGrowsLinearlyWithTheDimension() {
        nanos(LARGE, 20);
        double small = nanos(SMALL, 2_000);
        double large = nanos(LARGE, 20);
        assertThat(large / small).isLessThan(1_000);
    }

    @Test
    void onlyCoefficientsOfFeaturesThatAreThereMove() {
        DiagonalRegression regression = new DiagonalRegression(0, 1, 0.1, 4);
        regression.learn(random(50, 1), 0.7);
        double mean = regression.mean(20);
        double variance = regression.variance(20);
        regression.learn(FeatureVector.of(new int[] {0, 7, 49}, new double[] {1, -2, 0.5}), 0.1);
        assertThat(regression.mean(20)).isEqualTo(mean);
        assertThat(regression.variance(20)).isEqualTo(variance);
        assertThat(regression.variance(7)).isNotEqualTo(1);
    }

    private static double nanos(int dimension, int updates) {
        DiagonalRegression regression = new DiagonalRegression(0, 1, 0.1, 4);
        FeatureVector x = random(dimension, dimension);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < updates; i++) {
            long start = System.nanoTime();
            regression.learn(x, 0.5);
            least = Math.min(least, System.nanoTime() - start);
        }
        return Math.max(1, least);
    }

    private static FeatureVector random(int dimension, long seed) {
        return FeatureVector.dense(new Random(seed)
                .doubles(dimension, 0.5, 1)
                .map(value -> value / Math.sqrt(dimension))
                .toArray());
    }
}
