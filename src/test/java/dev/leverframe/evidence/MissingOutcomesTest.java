package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class MissingOutcomesTest {
    @Test
    void boundsAreThoseOfVectorMissingBounds() {
        JsonObject vector = StatisticsVectors.object("missing_bounds");
        int n = vector.getInteger("n");
        int observed = vector.getInteger("observed");
        MissingOutcomes outcomes = of(n, observed, vector.getDouble("mean_obs"));
        assertThat(outcomes.worstCase().lower()).isEqualTo(vector.getDouble("lower"), within(1e-12));
        assertThat(outcomes.worstCase().upper()).isEqualTo(vector.getDouble("upper"), within(1e-12));
        assertThat(outcomes.rate()).isEqualTo(0.1, within(1e-12));
    }

    @Test
    void aDifferenceIsAsUncertainAsBothMeansTogether() {
        Interval difference = of(100, 90, 0.5).worstCaseDifference(of(100, 80, 0.5));
        assertThat(difference.lower()).isEqualTo(0.45 - 0.6, within(1e-12));
        assertThat(difference.upper()).isEqualTo(0.55 - 0.4, within(1e-12));
    }

    @Test
    void nothingSeenCanBeAnything() {
        assertThat(new MissingOutcomes().worstCase()).isEqualTo(new Interval(0, 1));
        assertThat(new MissingOutcomes().rate()).isNaN();
    }

    private static MissingOutcomes of(int n, int observed, double mean) {
        MissingOutcomes outcomes = new MissingOutcomes();
        for (int i = 0; i < n; i++) {
            if (i < observed) {
                outcomes.observed(mean);
            } else {
                outcomes.missing();
            }
        }
        return outcomes;
    }
}
