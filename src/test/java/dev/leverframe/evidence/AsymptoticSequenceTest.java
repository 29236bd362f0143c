package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsymptoticSequenceTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @ParameterizedTest
    @ValueSource(strings = {"asymp_cs", "asymp_cs_b"})
    void equalsVectorAsympCs(String name) {
        JsonObject vector = StatisticsVectors.object(name);
        AsymptoticSequence sequence = of(vector, vector.getDouble("alpha"));
        assertThat(sequence.snapshot().number("rho2", 0)).isEqualTo(vector.getDouble("rho2"), EXACT);
        double alpha = vector.getDouble("alpha");
        assertThat(sequence.halfWidth(sequence.n(), alpha)).isEqualTo(vector.getDouble("halfwidth"), EXACT);
        assertThat(sequence.interval(alpha).lower()).isEqualTo(vector.getDouble("L"), EXACT);
        assertThat(sequence.interval(alpha).upper()).isEqualTo(vector.getDouble("U"), EXACT);
        assertThat(sequence.anytimeP(0)).isEqualTo(vector.getDouble("p_value"), EXACT);
        double z = FixedHorizon.quantile(1 - alpha / 2) * Math.sqrt(vector.getDouble("var") / sequence.n());
        assertThat(vector.getDouble("z_halfwidth", z)).isEqualTo(z, within(1e-9));
    }

    /** The mixture of {@code e^(l z - l^2 / 2 ..)} over a half normal l, by the midpoint rule, in units of z = sqrt(2 q). */
    @Test
    void evidenceThatLostIsSmallButNeverNone() {
        AsymptoticSequence sequence = AsymptoticSequence.tuned(1000, 0.05);
        for (int i = 0; i < 500; i++) {
            sequence.add(i % 2, 0);
        }
        double rho2 = NormalMixture.tuned(1000, 0.05).rho2();
        double wide = 500 * rho2 + 1;
        for (double d : new double[] {-0.4, -0.1, -0.01, 0, 0.01, 0.02}) {
            double z = 500 * d * Math.sqrt(rho2 / (0.25 * wide));
            double mixture = 0;
            for (double u = -z + 5e-4; u < Math.abs(z) + 12; u += 1e-3) {
                mixture += 1e-3 * 2 * Math.exp(z * z / 2 - u * u / 2) / Math.sqrt(2 * Math.PI) / Math.sqrt(wide);
            }
            double e = Math.exp(sequence.logEAbove(0.5 - d));
            assertThat(e).as("d %s", d).isGreaterThan(0).isLessThan(mixture * 1.001);
            assertThat(d >= 0 || e > mixture * 0.999).as("d %s", d).isTrue();
        }
    }

    @Test
    void equalsVectorAsympCsOneSided() {
        JsonObject vector = StatisticsVectors.object("asymp_cs_one_sided");
        double alpha = vector.getDouble("alpha");
        AsymptoticSequence sequence = of(StatisticsVectors.object("asymp_cs"), 2 * alpha);
        assertThat(sequence.snapshot().number("rho2", 0)).isEqualTo(vector.getDouble("rho2"), EXACT);
        double half = vector.getDouble("halfwidth");
        assertThat(sequence.mean() - sequence.lowerBound(alpha)).isEqualTo(half, EXACT);
        assertThat(sequence.upperBound(alpha) - sequence.mean()).isEqualTo(half, EXACT);
        assertThat(sequence.logEAbove(sequence.mean() - half)).isEqualTo(-Math.log(alpha), within(1e-9));
        assertThat(sequence.logEBelow(sequence.mean() + half)).isEqualTo(-Math.log(alpha), within(1e-9));
    }

    /** The closed form stands for the best rho2, which needs the Lambert function; it costs next to nothing. */
    @Test
    void isAsTightAtTheOptimumAsVectorAsympCsRho2Exact() {
        JsonObject vector = StatisticsVectors.object("asymp_cs_rho2_exact");
        double alpha = vector.getDouble("alpha");
        double tStar = vector.getDouble("tstar");
        double exact = NormalMixture.of(vector.getDouble("rho2")).half(tStar, 1, alpha);
        double closed = NormalMixture.tuned(tStar, alpha).half(tStar, 1, alpha);
        assertThat(closed / exact).isBetween(1.0, 1.0001);
    }

    @Test
    void intervalAndPAgreeOnWhatIsExcluded() {
        AsymptoticSequence sequence = of(StatisticsVectors.object("asymp_cs"), 0.05);
        for (double mean = -0.2; mean < 0.3; mean += 0.0013) {
            boolean excluded = !sequence.interval(0.05).contains(mean);
            assertThat(sequence.anytimeP(mean) < 0.05).as("mean %s", mean).isEqualTo(excluded);
        }
    }

    /** A Bernoulli's squared skewness is about 1/p, so that the burn-in is about 25 successes. */
    @Test
    void aRareEventHasToHappenTwentyFiveTimes() {
        AsymptoticSequence rare = AsymptoticSequence.tuned(1000, 0.05);
        AsymptoticSequence even = AsymptoticSequence.tuned(1000, 0.05);
        int rareAt = 0;
        for (int i = 1; i <= 5000; i++) {
            rare.add(i % 100 == 0 ? 1 : 0, 0);
            even.add(i % 2, 0);
            rareAt = rareAt == 0 && rare.ready() ? i : rareAt;
            assertThat(even.ready()).as("after %d", i).isEqualTo(i >= 100);
        }
        assertThat(rareAt).isBetween(2300, 2600);
    }

    @Test
    void equalTermsClaimNothing() {
        AsymptoticSequence sequence = AsymptoticSequence.tuned(1000, 0.05);
        assertThat(sequence.mean()).isNaN();
        for (int i = 0; i < 500; i++) {
            sequence.add(1, 0);
        }
        assertThat(sequence.ready()).isFalse();
        assertThat(sequence.anytimeP(0)).isEqualTo(1);
        assertThat(sequence.logEAbove(0)).isZero();
        assertThat(sequence.interval(0.05)).isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    /** Terms of exactly this mean and variance: half of them one deviation above, half below. */
    private static AsymptoticSequence of(JsonObject vector, double alphaTuned) {
        AsymptoticSequence sequence = AsymptoticSequence.tuned(vector.getDouble("tstar"), alphaTuned);
        double deviation = Math.sqrt(vector.getDouble("var"));
        for (int i = 0; i < vector.getInteger("n"); i++) {
            sequence.add(vector.getDouble("mean") + (i % 2 == 0 ? deviation : -deviation), 0);
        }
        return sequence;
    }
}
