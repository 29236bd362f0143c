package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;

class NormalTableTest {
    /** 100,000 places, few of them at the points that the cubics go through, against the error function of Commons Numbers. */
    @Test
    void staysWithinItsBoundEverywhere() {
        int steps = 100_000;
        for (int i = 0; i < steps; i++) {
            double place = (double) NormalTable.PLACES * i / steps;
            double z = place / NormalTable.PER_UNIT - NormalTable.DEPTH;
            double cumulative = 0.5 * Erfc.value(-z / Math.sqrt(2));
            double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            assertThat(NormalTable.cumulative(place)).isCloseTo(cumulative, within(2e-11));
            assertThat(NormalTable.ratio(place)).isCloseTo(density / cumulative, within(2e-11));
        }
    }

    /** Upper tail at 6.5: 4.02e-11 (Commons Numbers); density there 2.67e-10. */
    @Test
    void whatLiesBeyondItsEndsIsNegligible() {
        assertThat(NormalTable.exactCumulative(-NormalTable.HEIGHT)).isLessThan(5e-11);
        assertThat(NormalTable.exactCumulative(-NormalTable.DEPTH)).isLessThan(1e-15);
        assertThat(NormalTable.ratio(Math.nextDown((double) NormalTable.PLACES)))
                .isLessThan(3e-10);
    }

    @Test
    void oneValueIsExact() {
        assertThat(NormalTable.exactCumulative(0)).isEqualTo(0.5);
        assertThat(NormalTable.exactCumulative(1.96)).isCloseTo(0.9750021048517795, within(1e-15));
    }
}
