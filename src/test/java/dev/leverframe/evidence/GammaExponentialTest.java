package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaExponentialTest {
    private static final Offset<Double> EXACT = within(1e-11);

    @ParameterizedTest
    @ValueSource(strings = {"ge_cs_n2000_S40", "ge_cs_n2000_S180", "ge_cs_n20000_S600"})
    void equalsVectorGeCs(String name) {
        JsonObject vector = StatisticsVectors.object(name);
        GammaExponential mixture = tuned(vector);
        assertThat(mixture.rho()).isEqualTo(vector.getDouble("rho"), EXACT);
        assertReads(mixture, vector, vector.getLong("n"), vector.getDouble("alpha"));
    }

    private static void assertReads(GammaExponential mixture, JsonObject vector, long n, double alpha) {
        double s = vector.getDouble("S");
        double v = vector.getDouble("V");
        assertThat(mixture.radius(v, alpha / 2)).isEqualTo(vector.getDouble("bound"), within(1e-9));
        Interval interval = mixture.interval(n, s, v, alpha);
        assertThat(interval.lower()).isEqualTo(vector.getDouble("L"), EXACT);
        assertThat(interval.upper()).isEqualTo(vector.getDouble("U"), EXACT);
        assertThat(mixture.logMixture(s, v)).isEqualTo(vector.getDouble("logE_plus"), EXACT);
        assertThat(mixture.logMixture(-s, v)).isEqualTo(vector.getDouble("logE_minus"), EXACT);
        assertThat(mixture.twoSidedLogE(s, v)).isEqualTo(Math.log(vector.getDouble("e")), EXACT);
        assertThat(mixture.anytimeP(s, v)).isEqualTo(vector.getDouble("p"), EXACT);
    }

    @Test
    void equalsVectorGeCsShift() {
        JsonObject vector = StatisticsVectors.object("ge_cs_shift");
        GammaExponential mixture = tuned(StatisticsVectors.object("ge_cs_n2000_S180"));
        double s = vector.getDouble("S") - vector.getLong("n") * vector.getDouble("delta0");
        assertThat(mixture.logMixture(s, vector.getDouble("V"))).isEqualTo(vector.getDouble("logE"), EXACT);
    }

    /** The stream is two variants at probability pi, each term centred by the variants' running means. */
    @Test
    void equalsVectorGeStream() {
        JsonObject vector = StatisticsVectors.object("ge_stream");
        double pi = vector.getDouble("pi");
        ArmMeans means = new ArmMeans();
        double s = 0;
        double v = 0;
        for (Object item : vector.getJsonArray("data")) {
            JsonArray pair = (JsonArray) item;
            int arm = pair.getInteger(0);
            double residual = pair.getDouble(1) - means.mean(arm);
            double x = arm == 1 ? residual / pi : -residual / (1 - pi);
            s += means.mean(1) - means.mean(0) + x;
            v += x * x;
            means.learn(FeatureVector.CONSTANT, arm, pair.getDouble(1));
        }
        JsonObject after = vector.getJsonObject("after12");
        assertThat(s).isEqualTo(after.getDouble("S"), EXACT);
        assertThat(v).isEqualTo(after.getDouble("V"), EXACT);
        GammaExponential mixture = tuned(vector);
        assertThat(mixture.rho()).isEqualTo(vector.getDouble("rho"), EXACT);
        assertReads(mixture, after, 12, vector.getDouble("alpha"));
        assertThat(mixture.interval(12, s, v, 0.05).clip(-1, 1)).isEqualTo(new Interval(-1, 1));
    }

    /** A one-sided vector: confseq tunes one side at alpha as this class tunes two sides at 2 alpha. */
    @Test
    void equalsVectorGammaExpMixture() {
        JsonObject vector = StatisticsVectors.object("gamma_exp_mixture");
        GammaExponential mixture = GammaExponential.tuned(
                vector.getDouble("c"), vector.getDouble("vopt"), 2 * vector.getDouble("alpha_opt"));
        double v = vector.getDouble("v");
        assertThat(mixture.radius(v, vector.getDouble("alpha"))).isEqualTo(vector.getDouble("bound"), EXACT);
        assertThat(mixture.logMixture(30, v)).isEqualTo(vector.getDouble("log_supermg_s30"), EXACT);
    }

    /** The published demonstration of the confseq library: c = 4, v_opt = 32, two-sided at 0.05. */
    @Test
    void equalsTheConfseqDemonstration() {
        JsonObject vector = StatisticsVectors.object("gamma_exp_crosscheck");
        double radius = GammaExponential.tuned(4, 32, 0.05).radius(vector.getDouble("V"), 0.025);
        assertThat(radius / vector.getLong("t")).isEqualTo(vector.getDouble("radius"), EXACT);
    }

    /** Up to v = 1e6, down to sums whose incomplete gamma function underflows; the literal formula loses 1e-9 there. */
    @Test
    void equalsQuadratureAtFortyDigits() {
        JsonArray cases = StatisticsVectors.file("gamma-exponential.json").getJsonArray("cases");
        for (JsonObject vector : StatisticsVectors.objects(cases)) {
            GammaExponential mixture =
                    GammaExponential.tuned(vector.getDouble("c"), vector.getDouble("v_opt"), vector.getDouble("alpha"));
            double v = vector.getDouble("v");
            double logM = vector.getDouble("log_m");
            double radius = vector.getDouble("radius");
            assertThat(mixture.logMixture(vector.getDouble("s"), v))
                    .as(vector.encode())
                    .isEqualTo(logM, within(1e-12 * Math.max(1, Math.abs(logM))));
            assertThat(mixture.radius(v, vector.getDouble("alpha")))
                    .as(vector.encode())
                    .isEqualTo(radius, within(1e-12 * radius));
        }
    }

    @Test
    void theRadiusIsTheRootOnAnyScale() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double c = scale(random, -2, 3);
            GammaExponential mixture = GammaExponential.tuned(c, scale(random, -2, 6), 0.05);
            double v = scale(random, -4, 8);
            double alpha = scale(random, -9, -0.5);
            double radius = mixture.radius(v, alpha);
            double logM = mixture.logMixture(radius, v);
            assertThat(logM).as("seed %d", seed).isEqualTo(-Math.log(alpha), within(1e-8));
        }
    }

    private static double scale(SplittableRandom random, double fromExponent, double toExponent) {
        return Math.pow(10, random.nextDouble(fromExponent, toExponent));
    }

    @Test
    void intervalAndPAgreeOnWhatIsExcluded() {
        GammaExponential mixture = GammaExponential.tuned(2, 1000, 0.05);
        for (double s = -300; s <= 300; s += 1.7) {
            boolean excluded = !mixture.interval(2000, s, 1900, 0.05).contains(0);
            assertThat(mixture.anytimeP(s, 1900) < 0.05).as("s %s", s).isEqualTo(excluded);
        }
    }

    @Test
    void claimsNothingWithoutData() {
        GammaExponential mixture = GammaExponential.tuned(1, 500, 0.001);
        assertThat(mixture.logMixture(0, 0)).isZero();
        assertThat(mixture.anytimeP(0, 0)).isEqualTo(1);
        assertThat(mixture.interval(0, 0, 0, 0.05).clip(0, 1)).isEqualTo(new Interval(0, 1));
        assertThat(mixture.twoSidedLogE(-1e9, 10)).isPositive().isFinite();
    }

    /** The integral of {@code (1 - u)^(a-1) e^(y u)}, by the midpoint rule, is what G continues to below y = 0. */
    @Test
    void theSideThatLosesKeepsSomeEvidenceAndNeverTooMuch() {
        for (double a : new double[] {0.5, 1, 3, 40}) {
            for (double y : new double[] {0, -0.1, -2, -30, -400}) {
                int steps = 400_000;
                double integral = 0;
                for (int i = 0; i < steps; i++) {
                    double u = (i + 0.5) / steps;
                    integral += Math.pow(1 - u, a - 1) * Math.exp(y * u) / steps;
                }
                double bound = Math.exp(IncompleteGamma.logScaled(a, y - a));
                assertThat(bound).as("a %s, y %s", a, y).isBetween(0.5 * integral, integral * 1.002);
            }
        }
        assertThat(GammaExponential.tuned(1, 500, 0.001).logMixture(-1e9, 10)).isBetween(-40.0, 0.0);
    }

    /**
     * 1,000 streams of 400 fair coins, looked at after every one. By Ville's inequality the 95 % interval ever misses
     * in at most 50 of them; more than 75 would happen once in 4,000 sets of seeds even if the bound were tight.
     */
    @Test
    void peekingDoesNotRaiseTheErrorRate() {
        GammaExponential mixture = GammaExponential.tuned(0.5, 50, 0.05);
        int missed = 0;
        for (int seed = 0; seed < 1000; seed++) {
            missed += everMisses(mixture, new SplittableRandom(seed)) ? 1 : 0;
        }
        assertThat(missed).isLessThanOrEqualTo(75);
    }

    private static boolean everMisses(GammaExponential mixture, SplittableRandom random) {
        double s = 0;
        for (int n = 1; n <= 400; n++) {
            s += random.nextBoolean() ? 0.5 : -0.5;
            if (mixture.anytimeP(s, 0.25 * n) < 0.05) {
                return true;
            }
        }
        return false;
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> GammaExponential.tuned(0, 1, 0.05)).hasMessageContaining("more than 0, got 0.0");
        assertThatThrownBy(() -> GammaExponential.tuned(1, 1, 1)).hasMessageContaining("(0, 1), got 1.0");
        GammaExponential mixture = GammaExponential.tuned(1, 1, 0.05);
        assertThatThrownBy(() -> mixture.logMixture(0, -1)).hasMessageContaining("0 or more, got -1.0");
        assertThatThrownBy(() -> mixture.logMixture(Double.NaN, 1)).hasMessageContaining("finite, got NaN");
        assertThatThrownBy(() -> mixture.radius(1, 0)).hasMessageContaining("(0, 1), got 0.0");
    }

    private static GammaExponential tuned(JsonObject vector) {
        return GammaExponential.tuned(vector.getDouble("c"), vector.getDouble("vopt"), vector.getDouble("alpha"));
    }
}
