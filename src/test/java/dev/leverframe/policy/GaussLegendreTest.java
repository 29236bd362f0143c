package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussLegendreTest {
    private static final GaussLegendre EIGHT = new GaussLegendre(8);

    @Test
    void integratesPolynomialsUpToDegreeFifteenExactly() {
        GaussLegendre rule = EIGHT;
        for (int degree = 0; degree <= 15; degree++) {
            double sum = 0;
            for (int i = 0; i < rule.size(); i++) {
                sum += rule.weight(i) * Math.pow(rule.node(i), degree);
            }
            assertThat(sum).isCloseTo(degree % 2 == 0 ? 2.0 / (degree + 1) : 0, within(1e-14));
        }
    }

    @Test
    void runningIntegralsOfPolynomialsAreExact() {
        GaussLegendre rule = EIGHT;
        for (int degree = 0; degree < rule.size(); degree++) {
            for (int k = 0; k < rule.size(); k++) {
                double sum = 0;
                for (int l = 0; l < rule.size(); l++) {
                    sum += rule.cumulativeWeight(k, l) * Math.pow(rule.node(l), degree);
                }
                double exact = (Math.pow(rule.node(k), degree + 1) - Math.pow(-1, degree + 1)) / (degree + 1);
                assertThat(sum).isCloseTo(exact, within(1e-14));
            }
        }
    }

    /** Largest node and its weight of the 8-point rule, Abramowitz and Stegun, table 25.4. */
    @Test
    void nodesAreThoseOfThePublishedTable() {
        assertThat(EIGHT.node(7)).isCloseTo(0.960289856497536, within(1e-15));
        assertThat(EIGHT.weight(7)).isCloseTo(0.101228536290376, within(1e-15));
    }
}
