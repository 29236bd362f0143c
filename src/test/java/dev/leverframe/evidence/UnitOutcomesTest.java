package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.evidence.UnitOutcomes.UnitOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitOutcomesTest {
    private final UnitOutcomes units = new UnitOutcomes(1000, 100, 3);

    @Test
    void aUnitIsTheMeanOfItsDecisionsInItsWindow() {
        assertThat(units.decided(7, 1, 0)).isTrue();
        assertThat(units.decided(7, 1, 999)).isFalse();
        units.decided(7, 1, 1000);
        units.outcome(7, 1, 0, 0.2);
        units.outcome(7, 1, 999, 0.6);
        units.outcome(7, 1, 1000, 1);
        assertThat(drained(1099)).isEmpty();
        assertThat(drained(1100)).containsExactly(new UnitOutcome(7, 1, 0.4, 2));
        assertThat(drained(5000)).isEmpty();
    }

    @Test
    void comeOutInTheOrderOfTheirFirstDecisions() {
        units.decided(1, 0, 0);
        units.decided(2, 0, 10);
        units.outcome(2, 0, 10, 1);
        units.outcome(1, 0, 0, 0);
        assertThat(drained(1100)).extracting(UnitOutcome::unit).containsExactly(1L);
        assertThat(drained(1110)).extracting(UnitOutcome::unit).containsExactly(2L);
    }

    @Test
    void aUnitThatCameOutIsNotCountedAgain() {
        units.decided(1, 0, 0);
        drained(2000);
        assertThat(units.decided(1, 0, 3000)).isFalse();
        assertThat(units.pending()).isZero();
        assertThat(units.empty()).isEqualTo(1);
    }

    @Test
    void decisionsOfAnotherVariantAreLeftOut() {
        units.decided(1, 0, 0);
        units.outcome(1, 0, 0, 0.5);
        units.outcome(1, 1, 10, 1);
        assertThat(drained(1100)).containsExactly(new UnitOutcome(1, 0, 0.5, 1));
    }

    @Test
    void pastItsBoundNoUnitIsAdmitted() {
        for (long unit = 1; unit <= 5; unit++) {
            assertThat(units.decided(unit, 0, unit)).isEqualTo(unit <= 3);
        }
        assertThat(units.turnedAway()).isEqualTo(2);
        assertThat(units.pending()).isEqualTo(3);
    }

    @Test
    void unitsOfAClosedSegmentDoNotEnterTheNext() {
        units.decided(1, 0, 0);
        units.outcome(1, 0, 0, 1);
        units.abandon();
        assertThat(units.decided(1, 1, 50)).isFalse();
        assertThat(drained(5000)).isEmpty();
    }

    private List<UnitOutcome> drained(long nowMs) {
        List<UnitOutcome> drained = new ArrayList<>();
        units.drain(nowMs, drained::add);
        return drained;
    }
}
