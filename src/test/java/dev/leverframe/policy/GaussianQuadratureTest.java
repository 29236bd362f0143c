package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Distribution;
import dev.leverframe.testing.Property;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianQuadratureTest {
    /** Of {@link #fineTrapezoids}. */
    private static final double OWN_ERROR = 1e-11;

    private final GaussianQuadrature quadrature = new GaussianQuadrature();

    @ParameterizedTest
    @ValueSource(strings = {"gauss_propensity_2", "gauss_propensity_3", "gauss_propensity_5"})
    void probabilitiesAreThoseOfTheVectors(String name) {
        JsonObject vector = StatisticsVectors.object(name);
        double[] p = quadrature.probabilityOfBest(
                StatisticsVectors.doubles(vector.getJsonArray("m")),
                StatisticsVectors.doubles(vector.getJsonArray("s")));
        assertThat(p).containsExactly(StatisticsVectors.doubles(vector.getJsonArray("p")), within(1e-9));
        assertThat(quadrature.error()).isLessThan(1e-8);
    }

    /**
     * Random sets of 3 to 50 scores, a third of about equal widths, the rest with ratios of widths up to 100, of two widths or of
     * many, against trapezoids a third of the narrowest deviation wide over the error function of Commons Numbers. Off by up to
     * 1.6e-9 in 4,000 sets of other seeds.
     */
    @Test
    void probabilitiesAndErrorEstimateHoldAgainstFineTrapezoids() {
        Property.forAll(1500, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int scores = (int) (3 * Math.pow(17, random.nextDouble()));
            double ratio = random.nextInt(3) == 0 ? 1 + random.nextDouble() : Math.pow(100, random.nextDouble());
            double spread = Math.pow(10, 2 * random.nextDouble() - 1.3);
            boolean twoWidths = random.nextInt(4) == 0;
            double[] m = random.doubles(scores, -spread, spread).toArray();
            double[] s = random.doubles(scores)
                    .map(u -> Math.pow(ratio, -(twoWidths ? Math.rint(u) : u)))
                    .toArray();
            double[] p = quadrature.probabilityOfBest(m, s);
            double[] expected = fineTrapezoids(m, s);
            assertThat(p).containsExactly(expected, within(5e-9));
            assertThat(p).containsExactly(expected, within(quadrature.error() + OWN_ERROR));
        });
    }

    private static double[] fineTrapezoids(double[] m, double[] s) {
        double lo = Double.NEGATIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < m.length; j++) {
            lo = Math.max(lo, m[j] - 7 * s[j]);
            hi = Math.max(hi, m[j] + 7 * s[j]);
        }
        double step = Arrays.stream(s).min().orElseThrow() / 3;
        double[] p = new double[m.length];
        double[] cumulatives = new double[m.length];
        for (double z = lo; z <= hi; z += step) {
            double product = step;
            for (int j = 0; j < m.length; j++) {
                cumulatives[j] = 0.5 * Erfc.value((m[j] - z) / s[j] / Math.sqrt(2));
                product *= cumulatives[j];
            }
            for (int j = 0; j < m.length; j++) {
                double x = (z - m[j]) / s[j];
                p[j] += product / cumulatives[j] * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / s[j];
            }
        }
        return p;
    }

    @Test
    void aStepThatIsTooCoarseIsHalved() {
        double[] m = {0.5, 0.6, 0.4, 0.55};
        double[] s = {0.2, 0.1, 0.05, 0.2};
        double[] coarse = new GaussianQuadrature(2).probabilityOfBest(m, s);
        assertThat(coarse).containsExactly(quadrature.probabilityOfBest(m, s), within(1e-6));
    }

    /** In a thread of its own, as nothing else gets a test out of a loop without end. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anyNumbersAreADistributionOrRefused() {
        double[] odd = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1e308,
            1e200,
            -1,
            0,
            1e-310,
            0.5
        };
        int places = 4;
        int[] at = new int[places];
        for (int code = 0; code < Math.pow(odd.length, places); code++) {
            for (int k = 0, rest = code; k < places; k++, rest /= odd.length) {
                at[k] = rest % odd.length;
            }
            double[] m = {0.5, odd[at[0]], odd[at[1]], 0.4};
            double[] s = {0.1, odd[at[2]], odd[at[3]], 0.1};
            boolean finite = Arrays.stream(m).allMatch(Double::isFinite)
                    && Arrays.stream(s).allMatch(Double::isFinite);
            if (finite) {
                Distribution.of(quadrature.probabilityOfBest(m, s));
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> quadrature.probabilityOfBest(m, s))
                        .withMessageContaining("must be finite");
            }
        }
    }

    @Test
    void deviationsTooSmallForAReciprocalEndInADistribution() {
        double[] p = quadrature.probabilityOfBest(new double[3], new double[] {1e-310, 1e-310, 2e-310});
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-14));
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

    /** The oracle is a quadrature that has solved nothing before. */
    @Test
    void whatWasSolvedBeforeChangesNoBit() {
        SplittableRandom random = new SplittableRandom(11);
        GaussianQuadrature used = new GaussianQuadrature();
        for (int i = 0; i < 2_000; i++) {
            int scores = 1 + random.nextInt(4);
            double width = random.nextBoolean() ? 1 : random.nextDouble();
            double[] m = new double[scores];
            double[] s = new double[scores];
            for (int j = 0; j < scores; j++) {
                m[j] = random.nextInt(3) * 3.0;
                s[j] = width * (1 + random.nextInt(2));
            }
            GaussianQuadrature fresh = new GaussianQuadrature();
            assertThat(used.probabilityOfBest(m, s)).isEqualTo(fresh.probabilityOfBest(m, s));
            assertThat(used.error()).isEqualTo(fresh.error());
        }
    }
}
