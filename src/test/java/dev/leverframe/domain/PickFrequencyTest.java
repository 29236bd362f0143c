package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Context;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.PolicyType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Empirical pick frequencies against logged propensities, through the whole state of a domain, a hundred thousand decisions a
 * policy, while it learns and its distribution moves.
 */
class PickFrequencyTest {
    private static final int DECISIONS = 100_000;
    private static final int LEARNED = 3_000;

    /**
     * The picks of two of the three arms, less their propensities, sum to a martingale: divided by its covariance its
     * square is chi-square with 2 degrees of freedom, which exceeds 27.6 once in a million.
     */
    @ParameterizedTest
    @EnumSource(PolicyType.class)
    void picksAreAsFrequentAsTheLogSays(PolicyType type) {
        DomainFixture domain = new DomainFixture(type).withFlags();
        Sums sums = new Sums();
        for (int i = 0; i < DECISIONS; i++) {
            String id = "pick-" + type.word() + "-" + i;
            Decision decision = domain.select(id);
            DecisionMade made = (DecisionMade) domain.facts.get(domain.facts.size() - 1);
            assertThat(made.context()).isNotEqualTo(Context.NONE);
            sums.add(made.behaviour(), made.arm());
            if (i < LEARNED) {
                domain.reward(id, DomainFixture.worth(id, decision.arm()));
            }
            domain.facts.clear();
        }
        assertThat(sums.chiSquare()).isLessThan(27.6);
        assertThat(domain.state.stats().audit().fired()).isFalse();
    }

    /** Of the first two arms: what was picked beyond what was expected, and its covariance. */
    private static final class Sums {
        private double s0;
        private double s1;
        private double v00;
        private double v01;
        private double v11;

        void add(Distribution p, int picked) {
            s0 += (picked == 0 ? 1 : 0) - p.get(0);
            s1 += (picked == 1 ? 1 : 0) - p.get(1);
            v00 += p.get(0) * (1 - p.get(0));
            v11 += p.get(1) * (1 - p.get(1));
            v01 -= p.get(0) * p.get(1);
        }

        double chiSquare() {
            return (s0 * s0 * v11 - 2 * s0 * s1 * v01 + s1 * s1 * v00) / (v00 * v11 - v01 * v01);
        }
    }
}
