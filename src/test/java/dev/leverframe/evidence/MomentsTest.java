package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void mergesLikeVectorWelfordMerge() {
        JsonObject vector = StatisticsVectors.object("welford_merge");
        Moments merged = of(StatisticsVectors.doubles(vector.getJsonArray("a")));
        assertMoments(merged, StatisticsVectors.doubles(vector.getJsonArray("A")));
        Moments b = of(StatisticsVectors.doubles(vector.getJsonArray("b")));
        assertMoments(b, StatisticsVectors.doubles(vector.getJsonArray("B")));
        merged.merge(b);
        assertMoments(merged, StatisticsVectors.doubles(vector.getJsonArray("direct")));
    }

    private static void assertMoments(Moments moments, double[] countMeanM2) {
        assertThat(moments.n()).isEqualTo((long) countMeanM2[0]);
        assertThat(moments.mean()).isEqualTo(countMeanM2[1], within(1e-15));
        assertThat(moments.m2()).isEqualTo(countMeanM2[2], within(1e-15));
    }

    @Test
    void agreesWithTwoPassesOverTheData() {
        for (int seed = 0; seed < 50; seed++) {
            double[] x = skewed(seed, 200);
            Moments moments = of(x);
            double mean = Arrays.stream(x).sum() / x.length;
            assertThat(moments.mean()).as("seed %d", seed).isEqualTo(mean, within(1e-13));
            assertThat(moments.m2()).as("seed %d", seed).isEqualTo(central(x, mean, 2), within(1e-10));
            assertThat(moments.m3()).as("seed %d", seed).isEqualTo(central(x, mean, 3), within(1e-9));
        }
    }

    @Test
    void aMergeEqualsOneStream() {
        for (int seed = 0; seed < 50; seed++) {
            double[] x = skewed(seed, 150);
            int cut = seed * 3;
            Moments merged = of(Arrays.copyOfRange(x, 0, cut));
            merged.merge(of(Arrays.copyOfRange(x, cut, x.length)));
            Moments one = of(x);
            assertThat(merged.n()).isEqualTo(one.n());
            assertThat(merged.mean()).as("seed %d", seed).isEqualTo(one.mean(), within(1e-13));
            assertThat(merged.m2()).as("seed %d", seed).isEqualTo(one.m2(), within(1e-10));
            assertThat(merged.m3()).as("seed %d", seed).isEqualTo(one.m3(), within(1e-9));
        }
    }

    @Test
    void hasNoSpreadBeforeTheSecondValue() {
        assertThat(of(0.3).variance()).isNaN();
        assertThat(of(0.3).standardError()).isNaN();
        assertThat(of(1, 3).variance()).isEqualTo(2);
        assertThat(of(1, 3).standardError()).isEqualTo(1);
    }

    private static Moments of(double... values) {
        Moments moments = new Moments();
        Arrays.stream(values).forEach(moments::add);
        return moments;
    }

    private static double[] skewed(int seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(n).map(u -> -Math.log(u)).toArray();
    }

    private static double central(double[] x, double mean, int power) {
        return Arrays.stream(x).map(value -> Math.pow(value - mean, power)).sum();
    }
}
