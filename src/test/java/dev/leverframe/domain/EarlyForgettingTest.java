package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import org.junit.jupiter.api.Test;

/** Where memory is short the oldest goes, as a fact. */
class EarlyForgettingTest {
    private final DomainFixture domain = new DomainFixture(PolicyType.THOMPSON);

    @Test
    void oldestAreForgottenUntilSoMuchIsFreeAndNoMore() {
        for (int i = 0; i < 100; i++) {
            domain.select("d-" + (100 + i));
        }
        long before = domain.state.rememberedBytes();
        domain.state.forget(before / 2, domain.nowMs);
        assertThat(domain.state.rememberedBytes()).isBetween(before / 2 - before / 100, before / 2);
        assertThat(domain.state.remembered()).hasSize(50);
        assertThat(domain.state.remembered().get(0).decision().decisionId()).isEqualTo("d-150");
        assertThat(domain.state.stats().counts().evicted()).isEqualTo(50);
        domain.state.forget(Long.MAX_VALUE, domain.nowMs);
        assertThat(domain.state.remembered()).isEmpty();
        assertThat(domain.state.rememberedBytes()).isZero();
    }

    @Test
    void idsOfOutcomesAreForgottenByTheirPart() {
        for (int i = 0; i < 100; i++) {
            domain.state.record(outcome(i), domain.nowMs);
        }
        domain.state.forget(domain.state.rememberedBytes() / 2, domain.nowMs);
        assertThat(domain.state.record(outcome(99), domain.nowMs))
                .isEqualTo(OutcomeReceipt.of(OutcomeReceipt.Status.DUPLICATE));
        assertThat(domain.state.record(outcome(0), domain.nowMs))
                .isNotEqualTo(OutcomeReceipt.of(OutcomeReceipt.Status.DUPLICATE));
    }

    @Test
    void factsAloneSayWhatWasForgotten() {
        for (int i = 0; i < 20; i++) {
            domain.select("d-" + i);
            domain.state.record(outcome(i), domain.nowMs);
            domain.state.forget(i == 15 ? 2_000 : 0, domain.nowMs);
        }
        DomainState replayed =
                new DomainState(DomainFixture.spec(PolicySpec.of(PolicyType.THOMPSON)), Limits.DEFAULT, fact -> {});
        domain.facts.forEach(replayed::apply);
        assertThat(replayed.snapshot()).isEqualTo(domain.state.snapshot());
        assertThat(replayed.rememberedBytes()).isEqualTo(domain.state.rememberedBytes());
        assertThat(replayed.stats().counts().evicted()).isPositive();
    }

    private static Outcome outcome(int i) {
        return new Outcome(null, "modelA", "o-" + (100 + i), 0.5, null);
    }
}
