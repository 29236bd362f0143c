package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.testing.Property;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetaQuadratureTest {
    private final BetaQuadrature quadrature = new BetaQuadrature();

    @ParameterizedTest
    @ValueSource(strings = {"beta_propensity_a", "beta_propensity_b", "beta_propensity_c"})
    void probabilitiesAreThoseOfTheVectors(String name) {
        JsonObject vector = StatisticsVectors.object(name);
        double[] p = quadrature.probabilityOfBest(
                StatisticsVectors.doubles(vector.getJsonArray("alpha")),
                StatisticsVectors.doubles(vector.getJsonArray("beta")));
        assertThat(p).containsExactly(StatisticsVectors.doubles(vector.getJsonArray("p")), within(1e-8));
        assertThat(quadrature.error()).isLessThan(1e-8);
    }

    @Test
    void probabilitiesAgreeWithTheIncompleteBetaFunction() {
        Property.forAll(20, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double[] alpha = shapes(random, 4);
            double[] beta = shapes(random, 4);
            assertThat(quadrature.probabilityOfBest(alpha, beta))
                    .containsExactly(byIncompleteBeta(alpha, beta), within(1e-6));
        });
    }

    /** Between 1 and 1000, evenly in their logarithms. */
    private static double[] shapes(SplittableRandom random, int count) {
        return random.doubles(count).map(u -> Math.pow(1000, u)).toArray();
    }

    /**
     * The same integral by brute force: 20,001 points of the trapezoidal rule over z = sin^2, distribution functions
     * looked up.
     */
    private static double[] byIncompleteBeta(double[] alpha, double[] beta) {
        double[] p = new double[alpha.length];
        int points = 20_000;
        for (int k = 1; k < points; k++) {
            double angle = Math.PI / 2 * k / points;
            double z = Math.pow(Math.sin(angle), 2);
            double slope = Math.sin(2 * angle) * Math.PI / 2 / points;
            for (int i = 0; i < p.length; i++) {
                p[i] += slope * density(z, alpha[i], beta[i]) * productOfOthers(z, alpha, beta, i);
            }
        }
        return p;
    }

    private static double density(double z, double alpha, double beta) {
        return Math.exp((alpha - 1) * Math.log(z) + (beta - 1) * Math.log1p(-z) - LogBeta.value(alpha, beta));
    }

    private static double productOfOthers(double z, double[] alpha, double[] beta, int i) {
        double product = 1;
        for (int j = 0; j < alpha.length; j++) {
            product *= j == i ? 1 : RegularizedBeta.value(z, alpha[j], beta[j]);
        }
        return product;
    }

    @Test
    void polesAtTheEndsDoNoHarm() {
        // P(X > Y) for Y ~ Beta(1, 1) is E[X] = a / (a + b), whatever the shapes of X.
        Property.forAll(60, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double a = Math.pow(10, 5 * random.nextDouble() - 2);
            double b = Math.pow(10, 5 * random.nextDouble() - 2);
            double[] p = quadrature.probabilityOfBest(new double[] {a, 1}, new double[] {b, 1});
            assertThat(p[0]).isCloseTo(a / (a + b), within(1e-5));
        });
    }

    @Test
    void equalPosteriorsShareEqually() {
        double[] p = quadrature.probabilityOfBest(new double[] {3, 9, 3, 3}, new double[] {4, 9, 4, 4});
        assertThat(p[0]).isCloseTo(p[2], within(1e-14)).isCloseTo(p[3], within(1e-14));
    }

    @Test
    void manyArmsOfVeryDifferentWidthStillSumToOne() {
        Property.forAll(10, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            quadrature.probabilityOfBest(shapes(random, 50), shapes(random, 50));
            assertThat(quadrature.error()).isLessThan(1e-6);
        });
    }
}
