package dev.leverframe.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The integrated probabilities are those of drawing every coefficient from its posterior and playing the best score. */
class LinTsSamplingTest {
    private static final int[] ARMS = {0, 1, 2};
    private static final int DRAWS = 400_000;
    private static final int DIMENSION = 5;

    /** Three cells; chi-square with 2 degrees of freedom exceeds 27.7 once in a million. The seed is fixed. */
    @Test
    void probabilitiesAreThoseOfSampledCoefficients() {
        Random random = new Random(11);
        LinTsDiag policy = new LinTsDiag(PolicySpec.of(PolicyType.LIN_TS_DIAG));
        for (int i = 0; i < 60; i++) {
            int arm = i % ARMS.length;
            policy.learn("d" + i, context(random), arm, 0.5 + 0.1 * arm * random.nextGaussian());
        }
        FeatureVector x = context(random);
        Distribution distribution = policy.distribution(x, ARMS);
        long[] counts = new long[ARMS.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[bestOfOneDraw(policy, x, random)]++;
        }
        double chiSquare = 0;
        for (int arm : ARMS) {
            double expected = DRAWS * distribution.get(arm);
            assertThat(expected).as("no empty cell").isGreaterThan(1_000);
            chiSquare += (counts[arm] - expected) * (counts[arm] - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(27.7);
    }

    private static int bestOfOneDraw(LinTsDiag policy, FeatureVector x, Random random) {
        int best = -1;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int arm : ARMS) {
            double score = sampledScore(
                    requireNonNull(policy.regression(arm)), policy.scale().noiseVariance(0), x, random);
            if (score > bestScore) {
                best = arm;
                bestScore = score;
            }
        }
        return best;
    }

    private static double sampledScore(DiagonalRegression regression, double guess, FeatureVector x, Random random) {
        double score = 0;
        for (int i = 0; i < x.size(); i++) {
            int j = x.position(i);
            double deviation = Math.sqrt(regression.noiseVariance(guess) * regression.variance(j));
            score += (regression.mean(j) + deviation * random.nextGaussian()) * x.value(i);
        }
        return score;
    }

    private static FeatureVector context(Random random) {
        double[] x = random.doubles(DIMENSION, -1, 1).toArray();
        x[0] = 1;
        return FeatureVector.dense(x);
    }
}
