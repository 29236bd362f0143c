package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void nobodyGivesAnythingBackWhileThereIsEnough() {
        MemoryBudget budget = new MemoryBudget(100);
        assertThat(budget.open().holds(60)).isZero();
        assertThat(budget.open().holds(40)).isZero();
        assertThat(budget.bytes()).isEqualTo(100);
    }

    @Test
    void whoHoldsMoreThanAnEvenShareGivesBackWhatIsTooMuch() {
        MemoryBudget budget = new MemoryBudget(100);
        MemoryBudget.Share busy = budget.open();
        MemoryBudget.Share quiet = budget.open();
        assertThat(busy.holds(90)).isZero();
        assertThat(quiet.holds(30)).as("less than half of it").isZero();
        assertThat(busy.holds(90)).isEqualTo(20);
        assertThat(busy.holds(70)).isZero();
        assertThat(quiet.holds(60)).as("no more than what is over the share").isEqualTo(10);
        quiet.close();
        assertThat(budget.bytes()).isEqualTo(70);
    }
}
