package dev.leverframe.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.evidence.BoundedSequence;
import dev.leverframe.evidence.ConfidenceSequence;
import dev.leverframe.experiment.Forecast.State;
import dev.leverframe.model.VerdictRules;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final VerdictRules RULES = VerdictRules.DEFAULT;

    /** What it foretells is the first number of units at which a stream that goes on like this excludes 0. */
    @Test
    void foretellsWhenAStreamThatGoesOnAlikeDecides() {
        ConfidenceSequence now = alternating(600, 0.05);
        Forecast forecast = Forecast.of(now, 0.05, RULES, 0.001);
        assertThat(forecast.state()).isEqualTo(State.LATER);
        int then = evenOf(now.n() + forecast.moreUnits());
        assertThat(alternating(then + 2, 0.05).interval(0.05).lower()).isPositive();
        assertThat(alternating(then - 2, 0.05).interval(0.05).lower()).isNegative();
        assertThat(forecast.moreMs()).isEqualTo(forecast.moreUnits() * 1000.0, within(1e-6));
    }

    /** The mean of such a stream is exact after an even number of terms. */
    private static int evenOf(long units) {
        return (int) (units - units % 2);
    }

    @Test
    void foretellsFutilityWhereNothingDiffers() {
        ConfidenceSequence now = alternating(2000, 0);
        Forecast forecast = Forecast.of(now, 0.05, new VerdictRules(200, 50, 0, 0, 0, 0.05, 100_000), 0);
        assertThat(forecast.state()).isEqualTo(State.LATER);
        assertThat(forecast.moreMs()).isEqualTo(-1);
        int then = evenOf(now.n() + forecast.moreUnits());
        assertThat(alternating(then + 2, 0).interval(0.05).upper()).isLessThan(0.05);
        assertThat(alternating(then - 2, 0).interval(0.05).upper()).isGreaterThan(0.05);
    }

    @Test
    void saysSoWhereThereIsNotEnoughTrafficToEverKnow() {
        Forecast forecast = Forecast.of(alternating(2000, 0.012), 0.05, RULES, 1);
        assertThat(forecast.state()).isEqualTo(State.NEVER);
        assertThat(forecast.moreUnits()).isEqualTo(-1);
        assertThat(forecast.detectable()).isGreaterThan(0.012).isLessThan(0.05);
    }

    @Test
    void hasNothingToWaitForOnceItIsDecided() {
        Forecast forecast = Forecast.of(alternating(5000, 0.3), 0.05, RULES, 1);
        assertThat(forecast.state()).isEqualTo(State.NOW);
        assertThat(forecast.moreUnits()).isZero();
    }

    @Test
    void knowsNothingBeforeTheFirstUnit() {
        Forecast forecast = Forecast.of(alternating(0, 0), 0.05, RULES, 1);
        assertThat(forecast).isEqualTo(new Forecast(State.UNKNOWN, -1, -1, Double.POSITIVE_INFINITY));
    }

    /** Terms of this mean and of variance 1, as a comparison of coins at equal shares has them. */
    private static ConfidenceSequence alternating(int n, double mean) {
        BoundedSequence sequence = BoundedSequence.within(2, 1000, 0.05);
        for (int i = 0; i < n; i++) {
            sequence.add(mean + (i % 2 == 0 ? 1 : -1), mean);
        }
        return sequence;
    }
}
