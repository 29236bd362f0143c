package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.testing.Property;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class OffPolicyValueTest {
    private static final double[] TRUTH = {0.3, 0.6, 0.45};

    @Test
    void boundsAreThoseOfVectorOpeDrK() {
        JsonObject vector = StatisticsVectors.object("ope_dr_k");
        double alpha = vector.getDouble("alpha");
        OffPolicyValue value = OffPolicyValue.value(vector.getDouble("vopt"), alpha);
        for (JsonObject event :
                StatisticsVectors.objects(StatisticsVectors.object("ope").getJsonArray("log"))) {
            value.add(
                    distribution(event.getJsonArray("pi")),
                    distribution(event.getJsonArray("b")),
                    event.getInteger("arm"),
                    event.getDouble("r"),
                    StatisticsVectors.doubles(event.getJsonArray("q")));
        }
        double[] sums = value.snapshot().part("plain").numbers("sums");
        assertThat(sums[0]).isEqualTo(vector.getDouble("S"), within(1e-12));
        assertThat(sums[1]).isEqualTo(vector.getDouble("V"), within(1e-12));
        assertThat(value.lowerBound(alpha / 2)).isEqualTo(vector.getDouble("L"), within(1e-9));
        assertThat(value.upperBound(alpha / 2)).isEqualTo(vector.getDouble("U"), within(1e-9));
        JsonArray peers = StatisticsVectors.object("ope_vw_crosscheck").getJsonArray("gamma_exp_cs95");
        assertThat(value.interval(alpha)).isEqualTo(new Interval(peers.getDouble(0), peers.getDouble(1)));
    }

    private static Distribution distribution(JsonArray probabilities) {
        return Distribution.of(StatisticsVectors.doubles(probabilities));
    }

    /** The mean over all outcomes of one decision, enumerated: any model, any weights. */
    @Test
    void termsAreUnbiasedForAnyModel() {
        Property.forAll(200, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Distribution p = any(random);
            Distribution b = any(random);
            double[] model = random.doubles(3, -0.5, 1.5).toArray();
            double value = 0;
            double gain = 0;
            for (int arm = 0; arm < 3; arm++) {
                value += b.get(arm) * expected(() -> OffPolicyValue.value(1, 0.05), p, b, arm, model);
                gain += b.get(arm) * expected(() -> OffPolicyValue.gain(1, 0.05), p, b, arm, model);
            }
            assertThat(value).isEqualTo(valueOf(p), within(1e-9));
            assertThat(gain).isEqualTo(valueOf(p) - valueOf(b), within(1e-9));
        });
    }

    /** Mean of the term over the arm's rewards, 1 and 0. */
    private static double expected(
            Supplier<OffPolicyValue> fresh, Distribution p, Distribution b, int arm, double[] model) {
        OffPolicyValue success = fresh.get();
        OffPolicyValue failure = fresh.get();
        success.add(p, b, arm, 1, model);
        failure.add(p, b, arm, 0, model);
        return TRUTH[arm] * success.mean() + (1 - TRUTH[arm]) * failure.mean();
    }

    /**
     * A shadow experiment whose true value is known: 200 logs of 1,000 decisions, weights up to 90, looked at every ten
     * decisions. An interval at 95 % ever misses with probability at most 0.05; more than 22 of 200 once in 2,000 sets of
     * seeds.
     */
    @Test
    void coversTheTrueValueAtEveryLook() {
        Distribution p = Distribution.of(0.05, 0.9, 0.05);
        Distribution b = Distribution.of(0.94, 0.01, 0.05);
        int missedValue = 0;
        int missedGain = 0;
        for (int seed = 0; seed < 200; seed++) {
            missedValue += everMisses(OffPolicyValue.value(500, 0.05), p, b, valueOf(p), seed) ? 1 : 0;
            missedGain += everMisses(OffPolicyValue.gain(500, 0.05), p, b, valueOf(p) - valueOf(b), seed) ? 1 : 0;
        }
        assertThat(missedValue).isLessThanOrEqualTo(22);
        assertThat(missedGain).isLessThanOrEqualTo(22);
    }

    private static boolean everMisses(OffPolicyValue value, Distribution p, Distribution b, double truth, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ArmMeans model = new ArmMeans();
        for (int i = 1; i <= 1000; i++) {
            decide(value, p, b, model, random);
            if (i % 10 == 0 && !value.interval(0.05).contains(truth)) {
                return true;
            }
        }
        return false;
    }

    private static void decide(
            OffPolicyValue value, Distribution p, Distribution b, ArmMeans model, SplittableRandom random) {
        int arm = b.draw(random.nextDouble());
        double reward = random.nextDouble() < TRUTH[arm] ? 1 : 0;
        value.add(p, b, arm, reward, model.predict(FeatureVector.CONSTANT, new int[] {0, 1, 2}));
        model.learn(FeatureVector.CONSTANT, arm, reward);
    }

    @Test
    void findsAGainInShadow() {
        Distribution p = Distribution.of(0.05, 0.9, 0.05);
        Distribution b = Distribution.of(0.8, 0.1, 0.1);
        OffPolicyValue gain = OffPolicyValue.gain(500, 0.05);
        SplittableRandom random = new SplittableRandom(1);
        ArmMeans model = new ArmMeans();
        for (int i = 0; i < 5000; i++) {
            decide(gain, p, b, model, random);
        }
        assertThat(gain.interval(0.05).lower()).isPositive();
        assertThat(gain.anytimeP(0)).isLessThan(0.05);
    }

    @Test
    void equalPoliciesHaveNoGainAndNoSpread() {
        OffPolicyValue gain = OffPolicyValue.gain(500, 0.05);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            Distribution p = any(random);
            gain.add(
                    p,
                    p,
                    random.nextInt(3),
                    random.nextDouble(),
                    random.doubles(3).toArray());
        }
        assertThat(gain.mean()).isZero();
        assertThat(gain.snapshot().part("plain").numbers("sums")).containsExactly(0, 0);
    }

    /** An arm that is never served may be worth anything, and the interval says so. */
    @Test
    void leavesRoomForWhatCannotBeServed() {
        OffPolicyValue value = OffPolicyValue.value(500, 0.05);
        SplittableRandom random = new SplittableRandom(1);
        Distribution p = Distribution.of(0.5, 0, 0.5);
        Distribution b = Distribution.of(0.5, 0.5, 0);
        for (int i = 0; i < 20_000; i++) {
            int arm = b.draw(random.nextDouble());
            value.add(p, b, arm, arm == 0 ? 0.8 : 0.1, new double[] {0.5, 0.5, 0.5});
        }
        assertThat(value.interval(0.05).lower()).isBetween(0.35, 0.4);
        assertThat(value.interval(0.05).upper()).isBetween(0.9, 0.95);
    }

    @Test
    void refusesAnArmThatCouldNotBeServed() {
        OffPolicyValue value = OffPolicyValue.value(500, 0.05);
        Distribution b = Distribution.of(1, 0, 0);
        assertThatThrownBy(() -> value.add(b, b, 1, 0.5, new double[3])).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> value.add(b, b, 0, Double.NaN, new double[3])).hasMessageContaining("got NaN");
        assertThat(value.n()).isZero();
    }

    private static double valueOf(Distribution p) {
        return p.get(0) * TRUTH[0] + p.get(1) * TRUTH[1] + p.get(2) * TRUTH[2];
    }

    private static Distribution any(SplittableRandom random) {
        double[] x = random.doubles(3, 0.001, 1).map(u -> u * u * u).toArray();
        double sum = DoubleStream.of(x).sum();
        return Distribution.of(DoubleStream.of(x).map(value -> value / sum).toArray());
    }
}
