package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The repairs of a pod may use a tenth of one processor's time, and up to two seconds of it at once. */
class RepairCpuBudgetTest {
    private static final long NOW = -5_000_000; // the first value of a clock that never goes back can be any number

    @Test
    void aFullBudgetIsAvailable() {
        assertThat(RepairCpuBudget.full(NOW).availableAt()).isLessThanOrEqualTo(NOW);
    }

    @Test
    void theBudgetIsAvailableUntilItIsUsedUp() {
        RepairCpuBudget almostEmpty = RepairCpuBudget.full(NOW).without(1999, NOW);
        assertThat(almostEmpty.availableAt()).isLessThanOrEqualTo(NOW);
        assertThat(almostEmpty.without(1, NOW).availableAt()).isEqualTo(NOW + 1);
    }

    @Test
    void theBudgetGrowsByATenthOfTheElapsedTime() {
        RepairCpuBudget overdrawn = RepairCpuBudget.full(NOW).without(2500, NOW);
        assertThat(overdrawn.availableAt()).isEqualTo(NOW + 5001);
        assertThat(overdrawn.without(300, NOW + 5001).availableAt()).isEqualTo(NOW + 8001);
    }

    @Test
    void theBudgetDoesNotExceedItsMaximum() {
        long later = NOW + 86_400_000;
        assertThat(RepairCpuBudget.full(NOW).without(500, NOW).without(0, later))
                .isEqualTo(RepairCpuBudget.full(later));
    }
}
