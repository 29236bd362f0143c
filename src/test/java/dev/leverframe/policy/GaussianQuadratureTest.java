package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.testing.Property;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianQuadratureTest {
    private final GaussianQuadrature quadrature = new GaussianQuadrature();

    @ParameterizedTest
    @ValueSource(strings = {"gauss_propensity_2", "gauss_propensity_3", "gauss_propensity_5"})
    void probabilitiesAreThoseOfTheVectors(String name) {
        JsonObject vector = StatisticsVectors.object(name);
        double[] p = quadrature.probabilityOfBest(
                StatisticsVectors.doubles(vector.getJsonArray("m")),
                StatisticsVectors.doubles(vector.getJsonArray("s")));
        assertThat(p).containsExactly(StatisticsVectors.doubles(vector.getJsonArray("p")), within(1e-9));
        assertThat(quadrature.error()).isLessThan(1e-9);
    }

    @Test
    void twoArmsFollowTheClosedForm() {
        Property.forAll(500, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double[] m = {random.nextGaussian(), random.nextGaussian()};
            double[] s = {Math.pow(10, 3 * random.nextDouble() - 3), Math.pow(10, 3 * random.nextDouble() - 3)};
            double distance = (m[0] - m[1]) / Math.hypot(s[0], s[1]);
            double expected = 0.5 * Erfc.value(-distance / Math.sqrt(2));
            assertThat(quadrature.probabilityOfBest(m, s)[0]).isCloseTo(expected, within(1e-7));
        });
    }

    /** 12 seeds of 6 arms: 72 comparisons at 5 standard errors, wrong by chance four times in 100,000 sets of seeds. */
    @Test
    void probabilitiesAgreeWithTwoHundredThousandDraws() {
        int draws = 200_000;
        Property.forAll(12, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double[] m = random.doubles(6).toArray();
            double[] s = random.doubles(6).map(u -> Math.pow(10, 2 * u - 2)).toArray();
            double[] p = quadrature.probabilityOfBest(m, s);
            double[] wins = wins(random, m, s, draws);
            for (int i = 0; i < p.length; i++) {
                double standardError = Math.sqrt(p[i] * (1 - p[i]) / draws);
                // One draw more or less covers probabilities so small that a normal approximation says nothing.
                assertThat(wins[i] / draws).isCloseTo(p[i], within(5 * standardError + 1.5 / draws));
            }
        });
    }

    private static double[] wins(SplittableRandom random, double[] m, double[] s, int draws) {
        double[] wins = new double[m.length];
        for (int draw = 0; draw < draws; draw++) {
            int best = 0;
            double highest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < m.length; j++) {
                double score = m[j] + s[j] * random.nextGaussian();
                best = score > highest ? j : best;
                highest = Math.max(highest, score);
            }
            wins[best]++;
        }
        return wins;
    }

    @Test
    void errorStaysSmallForManyArmsAndWidthsThatDifferAThousandfold() {
        Property.forAll(60, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int arms = 2 + random.nextInt(60);
            double spread = 3 * random.nextDouble();
            double[] m = random.doubles(arms).toArray();
            double[] s =
                    random.doubles(arms).map(u -> Math.pow(10, -spread * u)).toArray();
            quadrature.probabilityOfBest(m, s);
            assertThat(quadrature.error()).isLessThan(1e-6);
        });
    }

    @Test
    void equalScoresShareEqually() {
        double[] p = quadrature.probabilityOfBest(new double[] {0.5, 0.6, 0.5}, new double[] {0.1, 0.01, 0.1});
        assertThat(p[0]).isCloseTo(p[2], within(1e-14));
        double[] all = quadrature.probabilityOfBest(new double[] {0.7, 0.7, 0.7}, new double[] {0.1, 0.1, 0.1});
        assertThat(all).containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, within(1e-14));
    }

    @Test
    void withoutAnyWidthTheBestMeansShareEverything() {
        double[] p = quadrature.probabilityOfBest(new double[] {0.7, 0.2, 0.7}, new double[3]);
        assertThat(p).containsExactly(new double[] {0.5, 0, 0.5}, within(1e-12));
        assertThat(quadrature.probabilityOfBest(new double[2], new double[2]))
                .containsExactly(new double[] {0.5, 0.5}, within(1e-12));
    }

    @Test
    void aPointMassIsBeatenByWhatTheOtherHasAboveIt() {
        double[] p = quadrature.probabilityOfBest(new double[] {0.5, 0.4}, new double[] {0, 0.1});
        double oneDeviationAbove = 0.5 * Erfc.value(1 / Math.sqrt(2));
        assertThat(p[1]).isCloseTo(oneDeviationAbove, within(1e-6));
    }

    @Test
    void anArmThatCannotWinGetsNothing() {
        double[] p = quadrature.probabilityOfBest(new double[] {0.9, 0.1}, new double[] {0.01, 0.01});
        assertThat(p).containsExactly(1, 0);
    }
}
