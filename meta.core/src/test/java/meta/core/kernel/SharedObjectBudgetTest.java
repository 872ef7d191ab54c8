package meta.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Calls cannot take more objects from the budget than are left. */
class SharedObjectBudgetTest {
    @Test
    void noMoreThanTheLimitIsTaken() {
        SharedObjectBudget budget = new SharedObjectBudget(300);

        assertThat(budget.take(256)).isTrue();
        assertThat(budget.take(256)).isFalse();
        budget.giveBack(256);
        assertThat(budget.take(256)).isTrue();
    }
}
