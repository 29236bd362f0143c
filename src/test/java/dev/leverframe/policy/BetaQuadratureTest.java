package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.testing.Property;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.Trigamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetaQuadratureTest {
    /** Of {@link #byIncompleteBeta}, as its sum is no farther from 1. */
    private static final double OWN_ERROR = 3e-10;

    private static final GaussLegendre FINE = new GaussLegendre(20);

    private final BetaQuadrature quadrature = new BetaQuadrature();

    @ParameterizedTest
    @ValueSource(strings = {"beta_propensity_a", "beta_propensity_b", "beta_propensity_c"})
    void probabilitiesAreThoseOfTheVectors(String name) {
        JsonObject vector = StatisticsVectors.object(name);
        double[] p = quadrature.probabilityOfBest(
                StatisticsVectors.doubles(vector.getJsonArray("alpha")),
                StatisticsVectors.doubles(vector.getJsonArray("beta")));
        assertThat(p).containsExactly(StatisticsVectors.doubles(vector.getJsonArray("p")), within(3e-9));
        assertThat(quadrature.error()).isLessThan(3e-9);
    }

    /** Scores that overlap: totals spread over up to three decades, ratios of deviations to 30. */
    @Test
    void probabilitiesAndErrorEstimateAgreeWithTheIncompleteBetaFunction() {
        Property.forAll(100, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int scores = 2 + random.nextInt(7);
            double most = 1 + 4 * random.nextDouble();
            double least = Math.max(0.5, most - 3 * random.nextDouble());
            double middle = 6 * random.nextDouble() - 3;
            agrees(random, new Problem(scores, least, most, middle, 3 * Math.pow(10, -least / 2), 1));
        });
    }

    /** Ratios of deviations to 1,000: totals from 3 to 3e6. */
    @Test
    void scoresOfAnyRatioOfWidthsAgreeWithTheIncompleteBetaFunction() {
        Property.forAll(20, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            agrees(random, new Problem(2 + random.nextInt(4), 0.5, 6.5, 2 * random.nextDouble() - 1, 1, 1));
        });
    }

    /** Shapes from 0.001, the least that a prior may have, to 100. */
    @Test
    void smallShapesAgreeWithTheIncompleteBetaFunction() {
        Property.forAll(100, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double most = 4 * random.nextDouble() - 2;
            agrees(random, new Problem(2 + random.nextInt(4), most - 1, most, 0, 4, 1e-3));
        });
    }

    @Test
    void fortyScoresAgreeWithTheIncompleteBetaFunction() {
        Property.forAll(1, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            agrees(random, new Problem(40, 1.5, 3, -1, 0.5, 1));
        });
    }

    /**
     * @param least decimal logarithm of the totals of shapes, at least
     * @param middle of the logits of the means, which spread by {@code spread}
     */
    private record Problem(int scores, double least, double most, double middle, double spread, double shapeMin) {}

    private void agrees(SplittableRandom random, Problem problem) {
        double[] alpha = new double[problem.scores];
        double[] beta = new double[problem.scores];
        for (int j = 0; j < alpha.length; j++) {
            double total = Math.pow(10, random.nextDouble(problem.least, problem.most));
            double mean = logistic(problem.middle + problem.spread * (random.nextDouble() - 0.5));
            alpha[j] = Math.max(problem.shapeMin, total * mean);
            beta[j] = Math.max(problem.shapeMin, total * (1 - mean));
        }
        double[] p = quadrature.probabilityOfBest(alpha, beta);
        double[] expected = byIncompleteBeta(alpha, beta);
        assertThat(Arrays.stream(expected).sum()).isCloseTo(1, within(OWN_ERROR));
        assertThat(p).containsExactly(expected, within(5e-9));
        assertThat(p).containsExactly(expected, within(quadrature.error() + OWN_ERROR));
    }

    /** The same integral by brute force over the logit: 20 nodes between any two knots, distribution functions looked up. */
    private static double[] byIncompleteBeta(double[] alpha, double[] beta) {
        double[] knots = IntStream.range(0, alpha.length)
                .boxed()
                .flatMapToDouble(j -> knots(alpha[j], beta[j]))
                .sorted()
                .toArray();
        double[] p = new double[alpha.length];
        for (int k = knots.length - 1; k > 0; k--) {
            double half = (knots[k] - knots[k - 1]) / 2;
            for (int node = 0; node < FINE.size() && half > 0; node++) {
                double y = knots[k] - half * (1 - FINE.node(node));
                addNode(half * FINE.weight(node), y, alpha, beta, p);
            }
        }
        return p;
    }

    /** Within 16 deviations of the mode, by one of these, and for long tails by powers of 2 from where these may begin. */
    private static DoubleStream knots(double alpha, double beta) {
        double mode = Math.log(alpha / beta);
        double bend = Math.log(Math.max(alpha, 1) / Math.max(beta, 1));
        double deviation = Math.min(1, Math.sqrt(Trigamma.value(alpha) + Trigamma.value(beta)));
        DoubleStream near = IntStream.rangeClosed(-16, 16).mapToDouble(k -> mode + k * deviation);
        double shortest = Math.min(alpha, beta);
        DoubleStream far = IntStream.rangeClosed(0, shortest < 5 ? (int) (6 - Math.log(shortest) / Math.log(2)) : -1)
                .mapToObj(i -> DoubleStream.of(bend - Math.pow(2, i), bend + Math.pow(2, i)))
                .flatMapToDouble(both -> both);
        return DoubleStream.concat(near, far);
    }

    private static void addNode(double weight, double y, double[] alpha, double[] beta, double[] p) {
        double[] cumulatives = new double[p.length];
        double product = weight;
        for (int j = 0; j < p.length && product > 1e-14; j++) {
            cumulatives[j] = cumulative(y, alpha[j], beta[j]);
            product *= cumulatives[j];
        }
        for (int i = 0; i < p.length && product > 1e-14; i++) {
            double log = alpha[i] * logLogistic(y) + beta[i] * logLogistic(-y) - LogBeta.value(alpha[i], beta[i]);
            p[i] += Math.exp(log) * product / cumulatives[i];
        }
    }

    /** Beyond 100 only the first term of the series is left, and z soon is too small for a double. */
    private static double cumulative(double y, double alpha, double beta) {
        if (y > 0) {
            return y > 100 ? 1 - tail(y, beta, alpha) : RegularizedBeta.complement(logistic(-y), beta, alpha);
        }
        return y < -100 ? tail(-y, alpha, beta) : RegularizedBeta.value(logistic(y), alpha, beta);
    }

    private static double tail(double distance, double shape, double other) {
        return Math.exp(-shape * distance - LogBeta.value(shape, other)) / shape;
    }

    private static double logLogistic(double y) {
        return Math.min(y, 0) - Math.log1p(Math.exp(-Math.abs(y)));
    }

    private static double logistic(double y) {
        return 1 / (1 + Math.exp(-y));
    }

    @Test
    void scoreAgainstAUniformOneFollowsTheClosedForm() {
        // P(X > Y) for Y ~ Beta(1, 1) is E[X] = a / (a + b), whatever the shapes of X.
        Property.forAll(2000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double a = Math.pow(10, 10 * random.nextDouble() - 3);
            double b = Math.pow(10, 10 * random.nextDouble() - 3);
            double[] p = quadrature.probabilityOfBest(new double[] {a, 1}, new double[] {b, 1});
            assertThat(p[0]).isCloseTo(a / (a + b), within(2e-9));
        });
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "1, 1", "0.001, 0.001", "0.001, 1e6", "30, 1e6", "1e6, 0.5", "1e9, 1e9"})
    void equalPosteriorsShareExactly(double alpha, double beta) {
        for (int scores : new int[] {2, 3, 50, 256, 1000}) {
            double[] p = quadrature.probabilityOfBest(filled(scores, alpha), filled(scores, beta));
            assertThat(p).containsOnly(p[0]);
            assertThat(p[0]).isCloseTo(1.0 / scores, within(1e-14));
            assertThat(quadrature.error()).isLessThan(5e-8);
        }
    }

    private static double[] filled(int scores, double shape) {
        double[] shapes = new double[scores];
        Arrays.fill(shapes, shape);
        return shapes;
    }

    @Test
    void stepsThatAreTooCoarseGiveWayToPanels() {
        BetaQuadrature coarse = new BetaQuadrature(3);
        Property.forAll(100, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double[] alpha = shapes(random, 5);
            double[] beta = shapes(random, 5);
            assertThat(coarse.probabilityOfBest(alpha, beta))
                    .containsExactly(quadrature.probabilityOfBest(alpha, beta), within(2e-9));
        });
    }

    /** Between 1 and 1000, evenly in their logarithms. */
    private static double[] shapes(SplittableRandom random, int count) {
        return random.doubles(count).map(u -> Math.pow(1000, u)).toArray();
    }

    @Test
    void answerDependsOnTheShapesAloneAndNotOnWhatWasAskedBefore() {
        Property.forAll(300, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double[] alpha = shapes(random, 1 + random.nextInt(8));
            double[] beta = shapes(random, alpha.length);
            quadrature.probabilityOfBest(alpha, beta);
            alpha[random.nextInt(alpha.length)]++;
            double[] p = quadrature.probabilityOfBest(alpha, beta);
            assertThat(p).isEqualTo(new BetaQuadrature().probabilityOfBest(alpha, beta));
        });
    }

    @Test
    void scoreThatCannotBeTheLargestIsLeftOut() {
        assertThat(quadrature.probabilityOfBest(new double[] {900, 100}, new double[] {100, 900}))
                .containsExactly(1, 0);
        assertThat(quadrature.error()).isEqualTo(1e-11);
    }

    @Test
    void shapesThatAreNotPositiveAndFiniteAreRefused() {
        for (double odd : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> quadrature.probabilityOfBest(new double[] {1, odd}, new double[] {1, 1}))
                    .withMessageContaining("must be positive and finite, got " + odd + " and 1.0");
        }
    }
}
