package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;

class NormalTableTest {
    private final double[] density = new double[1];
    private final double[] cumulative = new double[1];

    /** 200,001 places off the knots, against the error function of Commons Numbers. */
    @Test
    void staysWithinItsBoundEverywhere() {
        for (int i = -100_000; i <= 100_000; i++) {
            double z = i * 9.1e-5;
            NormalTable.fill(z, density, cumulative, 0);
            double expected = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            assertThat(density[0]).isBetween(0.0, 0.4).isCloseTo(expected, within(2e-11));
            assertThat(cumulative[0])
                    .isBetween(0.0, 1.0 + 1e-15)
                    .isCloseTo(0.5 * Erfc.value(-z / Math.sqrt(2)), within(2e-11));
        }
    }

    @Test
    void endsAreCertain() {
        NormalTable.fill(1e300, density, cumulative, 0);
        assertThat(cumulative[0]).isEqualTo(1);
        NormalTable.fill(Double.NEGATIVE_INFINITY, density, cumulative, 0);
        assertThat(cumulative[0]).isZero();
        assertThat(density[0]).isZero();
    }
}
