package dev.leverframe.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.Guardrail.Kind;
import dev.leverframe.model.Outcome.Components;
import dev.leverframe.model.Snapshot;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardrailTest {
    private static final Components SLOW_AND_DEAR = new Components(900.0, 0.02, 0.9, false);
    private static final Components FAILED = new Components(100.0, 0.001, null, true);

    @Test
    void countsWhatIsBad() {
        Guardrail errors = Guardrail.of(Kind.ERROR_RATE, 0);
        assertThat(errors.indicator(false, FAILED)).hasValue(1);
        assertThat(errors.indicator(false, SLOW_AND_DEAR)).hasValue(0);
        assertThat(errors.indicator(false, null)).hasValue(0);
        Guardrail latency = Guardrail.of(Kind.LATENCY_OVER_SLO, 800);
        assertThat(latency.indicator(false, SLOW_AND_DEAR)).hasValue(1);
        assertThat(latency.indicator(false, FAILED)).hasValue(0);
        Guardrail cost = Guardrail.of(Kind.COST_OVER_BUDGET, 0.02);
        assertThat(cost.indicator(false, SLOW_AND_DEAR)).hasValue(0);
        assertThat(Guardrail.of(Kind.COST_OVER_BUDGET, 0.01).indicator(false, SLOW_AND_DEAR))
                .hasValue(1);
    }

    @Test
    void onlyTheMissingRateKnowsOfWhatNeverCame() {
        for (Kind kind : Kind.values()) {
            OptionalDouble expected = kind == Kind.MISSING_OUTCOMES ? OptionalDouble.of(1) : OptionalDouble.empty();
            assertThat(Guardrail.of(kind, 1).indicator(true, null)).isEqualTo(expected);
        }
        assertThat(Guardrail.of(Kind.MISSING_OUTCOMES, 0).indicator(false, null))
                .hasValue(0);
        assertThat(Guardrail.of(Kind.LATENCY_OVER_SLO, 1).indicator(false, null))
                .isEmpty();
    }

    @Test
    void refusesLimitsThatLimitNothing() {
        assertThatThrownBy(() -> Guardrail.of(Kind.LATENCY_OVER_SLO, 0))
                .hasMessage("the limit of latency_over_slo must be more than 0, got 0.0");
        assertThatThrownBy(() -> new Guardrail(Kind.ERROR_RATE, 0, 1, 0.01)).hasMessageContaining("[0, 1), got 1.0");
        assertThatThrownBy(() -> new Guardrail(Kind.ERROR_RATE, 0, 0.01, 0)).hasMessageContaining("(0, 1), got 0.0");
    }

    /**
     * 200 harmless treatments at a failure rate of 5 %, read after every 20 of 2,000 units: each breaks with probability at
     * most 0.01, so more than eight would with at most 1 set of seeds in 4,000.
     */
    @Test
    void aHarmlessTreatmentRarelyBreaksIt() {
        int broken = 0;
        for (int seed = 0; seed < 200; seed++) {
            broken += brokenAt(0.05, 0.05, seed) <= 2000 ? 1 : 0;
        }
        assertThat(broken).isLessThanOrEqualTo(8);
    }

    /** Of 200 other seeds the slowest was seen after 740 units; the bar is nearly three times that. */
    @Test
    void aTreatmentThatFailsOftenBreaksIt() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(brokenAt(0.25, 0.05, seed)).as("seed %d", seed).isLessThan(2000);
        }
    }

    private static int brokenAt(double treatmentRate, double controlRate, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GuardrailWatch watch = new GuardrailWatch(Guardrail.of(Kind.ERROR_RATE, 0), 0.5, 0.5, 2000);
        for (int i = 1; i <= 2000; i++) {
            boolean treated = random.nextBoolean();
            boolean failed = random.nextDouble() < (treated ? treatmentRate : controlRate);
            add(watch, treated, failed ? FAILED : SLOW_AND_DEAR);
            if (i % 20 == 0 && watch.reading().broken()) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static void add(GuardrailWatch watch, boolean treated, @Nullable Components components) {
        watch.add(treated ? Group.TREATMENT : Group.CONTROL, false, components, 0.5, 0.5);
    }

    @Test
    void goesOnFromASnapshot() {
        GuardrailWatch watch = new GuardrailWatch(Guardrail.of(Kind.ERROR_RATE, 0), 0.5, 0.5, 2000);
        for (int i = 0; i < 50; i++) {
            add(watch, i % 2 == 0, i % 3 == 0 ? FAILED : null);
        }
        GuardrailWatch restored = new GuardrailWatch(Guardrail.of(Kind.ERROR_RATE, 0), 0.5, 0.5, 2000);
        restored.restore(watch.snapshot());
        assertThat(restored.reading()).isEqualTo(watch.reading());
        assertThat(restored.snapshot()).isEqualTo(watch.snapshot()).isNotEqualTo(Snapshot.EMPTY);
    }
}
