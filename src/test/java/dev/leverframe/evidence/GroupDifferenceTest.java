package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupDifferenceTest {
    private static final Offset<Double> EXACT = within(1e-11);

    /** Planned so that v_opt is the vector's 200: a tenth of the planned times four. */
    @Test
    void equalsVectorGeStream() {
        JsonObject vector = StatisticsVectors.object("ge_stream");
        double alpha = vector.getDouble("alpha");
        GroupDifference difference = GroupDifference.bounded(0.5, 0.5, vector.getDouble("vopt") / 0.4, alpha);
        feed(difference, vector, 12);
        JsonObject after = vector.getJsonObject("after12");
        ConfidenceSequence sequence = difference.sequence();
        assertThat(sequence.mean()).isEqualTo(after.getDouble("S") / 12, EXACT);
        assertThat(sequence.interval(alpha).lower()).isEqualTo(after.getDouble("L"), EXACT);
        assertThat(sequence.interval(alpha).upper()).isEqualTo(after.getDouble("U"), EXACT);
        assertThat(sequence.logEAbove(0)).isEqualTo(after.getDouble("logE_plus"), EXACT);
        assertThat(sequence.logEBelow(0)).isEqualTo(after.getDouble("logE_minus"), EXACT);
        assertThat(Math.exp(sequence.logE(0))).isEqualTo(after.getDouble("e"), EXACT);
        assertThat(sequence.anytimeP(0)).isEqualTo(after.getDouble("p"), EXACT);
        assertThat(sequence.halfWidth(12, alpha) * 12).isEqualTo(after.getDouble("bound"), within(1e-9));
        assertThat(difference.interval(alpha)).isEqualTo(new Interval(-1, 1));
    }

    @Test
    void pseudoOutcomesAreThoseOfVectorCsDiff() {
        JsonObject vector = StatisticsVectors.object("cs_diff");
        for (JsonObject row : StatisticsVectors.objects(vector.getJsonArray("rows"))) {
            int t = row.getInteger("t");
            GroupDifference now = GroupDifference.bounded(0.5, 0.5, 500, 0.05);
            GroupDifference before = GroupDifference.bounded(0.5, 0.5, 500, 0.05);
            feed(now, vector, t);
            feed(before, vector, t - 1);
            double sum = t == 1 ? 0 : before.sequence().mean() * (t - 1);
            assertThat(now.sequence().mean()).isEqualTo(row.getDouble("mean"), EXACT);
            assertThat(now.sequence().mean() * t - sum).isEqualTo(row.getDouble("theta"), EXACT);
            double x = Math.sqrt(squares(now) - squares(before));
            assertThat(x).isEqualTo(Math.abs(row.getDouble("x")), EXACT);
        }
    }

    private static double squares(GroupDifference difference) {
        double[] sums = difference.snapshot().part("sequence").numbers("sums");
        return sums[1];
    }

    private static void feed(GroupDifference difference, JsonObject vector, int terms) {
        for (Object item : vector.getJsonArray("data").stream().limit(terms).toList()) {
            JsonArray pair = (JsonArray) item;
            Group group = pair.getInteger(0) == 1 ? Group.TREATMENT : Group.CONTROL;
            difference.add(group, pair.getDouble(1), 0.5, 0.5);
        }
    }

    @Test
    void swappingTheVariantsMirrorsTheInterval() {
        GroupDifference difference = GroupDifference.bounded(0.3, 0.7, 1000, 0.05);
        GroupDifference swapped = GroupDifference.bounded(0.7, 0.3, 1000, 0.05);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            boolean treated = random.nextDouble() < 0.3;
            double outcome = random.nextDouble();
            difference.add(treated ? Group.TREATMENT : Group.CONTROL, outcome, 0.3, 0.7);
            swapped.add(treated ? Group.CONTROL : Group.TREATMENT, outcome, 0.7, 0.3);
        }
        assertThat(swapped.interval(0.05).lower())
                .isEqualTo(-difference.interval(0.05).upper(), EXACT);
        assertThat(swapped.sequence().logEAbove(0))
                .isEqualTo(difference.sequence().logEBelow(0), EXACT);
    }

    /** Units of a third variant dilute the terms, so that the estimate stays the difference of the two. */
    @Test
    void unitsOfOtherVariantsKeepTheEstimateUnbiased() {
        GroupDifference difference = GroupDifference.bounded(0.2, 0.2, 20_000, 0.05);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 40_000; i++) {
            double u = random.nextDouble();
            Group group = u < 0.2 ? Group.TREATMENT : u < 0.4 ? Group.CONTROL : Group.OTHER;
            double p = group == Group.TREATMENT ? 0.6 : 0.4;
            difference.add(group, random.nextDouble() < p ? 1 : 0, 0.2, 0.2);
        }
        assertThat(difference.sequence().n()).isEqualTo(40_000);
        assertThat(difference.interval(0.05).contains(0.2)).isTrue();
        assertThat(difference.interval(0.05).lower()).isPositive();
    }

    @Test
    void latenciesWaitForTheirBurnInAndThenTell() {
        GroupDifference difference = GroupDifference.unbounded(2000, 0.05);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 4000; i++) {
            boolean treated = random.nextBoolean();
            double latency = (treated ? 800 : 1000) * Math.exp(0.5 * random.nextGaussian());
            difference.add(treated ? Group.TREATMENT : Group.CONTROL, latency, 0.5, 0.5);
            assertThat(i < 190 && difference.ready()).isFalse();
        }
        assertThat(difference.ready()).isTrue();
        double truth = -200 * Math.exp(0.125);
        assertThat(difference.interval(0.05).contains(truth)).isTrue();
        assertThat(difference.interval(0.05).upper()).isNegative();
    }

    @Test
    void refusesWhatBreaksItsPromises() {
        GroupDifference difference = GroupDifference.bounded(0.5, 0.5, 1000, 0.05);
        assertThatThrownBy(() -> difference.add(Group.CONTROL, 1.5, 0.5, 0.5)).hasMessageContaining("[0, 1], got 1.5");
        assertThatThrownBy(() -> difference.add(Group.CONTROL, 0.5, 0.5, 1)).hasMessageContaining("(0, 1), got 1.0");
        assertThatThrownBy(() -> difference.add(Group.TREATMENT, 1, 0.1, 0.5)).hasMessageContaining("of its centre");
        assertThat(difference.sequence().n()).isZero();
        assertThat(difference.treatment().n()).isZero();
    }
}
