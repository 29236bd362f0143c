package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyComparisonsTest {
    @Test
    void rejectsWhatVectorEBhRejects() {
        JsonObject vector = StatisticsVectors.object("e_bh");
        double[] e = StatisticsVectors.doubles(vector.getJsonArray("e"));
        double[] logE = Arrays.stream(e).map(Math::log).toArray();
        double alpha = vector.getDouble("alpha");
        assertThat(ManyComparisons.falseDiscovery(logE, alpha)).containsExactly(ints(vector, "rejected"));
        double[] thresholds = StatisticsVectors.doubles(vector.getJsonArray("thresholds"));
        for (int k = 1; k <= e.length; k++) {
            assertThat(ManyComparisons.threshold(k, e.length, alpha)).isEqualTo(thresholds[k - 1], within(1e-9));
        }
        double bar = -Math.log(ManyComparisons.familyWise(alpha, e.length));
        int[] familyWise =
                IntStream.range(0, e.length).filter(i -> logE[i] >= bar).toArray();
        assertThat(familyWise).containsExactly(ints(vector, "bonferroni"));
    }

    private static int[] ints(JsonObject vector, String name) {
        return vector.getJsonArray(name).stream().mapToInt(i -> (Integer) i).toArray();
    }

    /** A weaker e-value that reaches its own bar lifts the stronger one that missed its own. */
    @Test
    void aLaterThresholdCarriesTheEarlier() {
        double[] logE = {Math.log(30), Math.log(25)};
        assertThat(ManyComparisons.falseDiscovery(logE, 0.05)).containsExactly(0, 1);
        assertThat(ManyComparisons.falseDiscovery(new double[] {Math.log(30), 0}, 0.05))
                .isEmpty();
        assertThat(ManyComparisons.falseDiscovery(new double[0], 0.05)).isEmpty();
    }

    @Test
    void refusesNoComparison() {
        assertThatThrownBy(() -> ManyComparisons.familyWise(0.05, 0))
                .hasMessageContaining("at least 1 comparison, got 0");
    }
}
