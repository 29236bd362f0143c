package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;
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

    /**
     * 200 comparisons that lose one outcome in ten alike, each read every 50 units: more than eight at 0.01 happen once in
     * 4,700 sets of seeds.
     */
    @Test
    void outcomesThatGoMissingAlikeDoNotFire() {
        int fired = 0;
        for (int seed = 0; seed < 200; seed++) {
            fired += firedAt(0.1, seed) <= 2000 ? 1 : 0;
        }
        assertThat(fired).isLessThanOrEqualTo(8);
    }

    @Test
    void aVariantThatLosesOutcomesFires() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(firedAt(0.3, seed)).as("seed %d", seed).isLessThanOrEqualTo(2000);
        }
    }

    private static int firedAt(double treatmentRate, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DifferentialMissingness check = new DifferentialMissingness(0.5, 0.5, 2000, 0.01);
        for (int i = 1; i <= 2000; i++) {
            boolean treated = random.nextBoolean();
            boolean missing = random.nextDouble() < (treated ? treatmentRate : 0.1);
            check.add(treated ? Group.TREATMENT : Group.CONTROL, missing, 0.5, 0.5);
            if (i % 50 == 0 && check.fired()) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
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
