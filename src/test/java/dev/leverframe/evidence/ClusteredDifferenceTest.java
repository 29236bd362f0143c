package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.model.Snapshot;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClusteredDifferenceTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void equalsVectorCluster() {
        JsonObject vector = StatisticsVectors.object("cluster");
        ClusteredDifference difference = ofVector();
        assertThat(difference.n()).isEqualTo(vector.getLong("m"));
        assertThat(difference.centre()).isEqualTo(vector.getDouble("g"), EXACT);
        assertThat(difference.meanOfTerms()).isEqualTo(vector.getDouble("zbar"), EXACT);
        assertThat(difference.varianceOfTerms()).isEqualTo(vector.getDouble("var"), EXACT);
        assertThat(difference.mean()).isEqualTo(vector.getDouble("delta_hat"), EXACT);
    }

    @Test
    void sumsAreThoseOfVectorClusterStream() {
        JsonObject vector = StatisticsVectors.object("cluster_stream");
        ClusteredDifference difference = ofVector();
        assertThat(sum(difference, 3)).isEqualTo(vector.getDouble("SS"), EXACT);
        assertThat(sum(difference, 4)).isEqualTo(vector.getDouble("SN"), EXACT);
        assertThat(sum(difference, 5)).isEqualTo(vector.getDouble("NN"), EXACT);
        double mean = difference.meanOfTerms();
        double squares = difference.n() * (difference.varianceOfTerms() + mean * mean);
        assertThat(squares).isEqualTo(vector.getDouble("sumZ2"), within(1e-9));
    }

    private static double sum(ClusteredDifference difference, int power) {
        Snapshot snapshot = difference.snapshot();
        return snapshot.part("treatment").numbers("sums")[power]
                + snapshot.part("control").numbers("sums")[power];
    }

    private static ClusteredDifference ofVector() {
        ClusteredDifference difference = new ClusteredDifference(0.5, 0.5, 1000, 0.05, 100);
        for (Object item : StatisticsVectors.object("cluster").getJsonArray("events")) {
            JsonArray event = (JsonArray) item;
            Group group = event.getInteger(1) == 1 ? Group.TREATMENT : Group.CONTROL;
            difference.add(event.getString(0).hashCode(), group, event.getDouble(2));
        }
        return difference;
    }

    /** With one decision a unit, there is nothing to cluster: the same as terms of one outcome each around one centre. */
    @Test
    void unitsThatDecideOnceAreAnOrdinaryComparison() {
        ClusteredDifference difference = new ClusteredDifference(0.5, 0.5, 1000, 0.05, 1000);
        Moments terms = new Moments();
        for (int i = 0; i < 400; i++) {
            difference.add(i, i % 2 == 0 ? Group.TREATMENT : Group.CONTROL, i % 7 / 6.0);
        }
        double g = difference.centre();
        for (int i = 0; i < 400; i++) {
            terms.add((i % 2 == 0 ? 2 : -2) * (i % 7 / 6.0 - g));
        }
        assertThat(difference.mean()).isEqualTo(terms.mean(), EXACT);
        assertThat(difference.varianceOfTerms()).isEqualTo(terms.m2() / 400, EXACT);
        assertThat(difference.ready()).isTrue();
    }

    @Test
    void knowsOnlySoManyUnitsAndNoneTwice() {
        ClusteredDifference difference = new ClusteredDifference(0.5, 0.5, 1000, 0.05, 2);
        difference.add(1, Group.TREATMENT, 1);
        difference.add(2, Group.OTHER, 1);
        difference.add(3, Group.CONTROL, 1);
        difference.add(1, Group.CONTROL, 1);
        difference.add(1, Group.TREATMENT, 0);
        assertThat(difference.n()).isEqualTo(2);
        assertThat(difference.turnedAway()).isEqualTo(2);
    }

    @Test
    void claimsNothingWithoutData() {
        ClusteredDifference difference = new ClusteredDifference(0.5, 0.5, 1000, 0.05, 2);
        assertThat(difference.mean()).isNaN();
        assertThat(difference.ready()).isFalse();
        assertThat(difference.anytimeP(0)).isEqualTo(1);
        assertThat(difference.interval(0.05))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
}
