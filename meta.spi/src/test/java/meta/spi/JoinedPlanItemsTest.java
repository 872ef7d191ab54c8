package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedPlanItemsTest {
    private static Plan plan(int items) {
        Plan plan = Plan.NOTHING;
        for (int i = 0; i < items; i++) {
            plan = plan.then(Plan.warning("warning " + i));
        }
        return plan;
    }

    @Test
    void aJoinedPlanHasTheItemsOfBothPlansInOrder() {
        Plan plan = plan(100);

        assertThat(plan.items()).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(plan.items().get(i)).isEqualTo(new Plan.Warning("warning " + i));
        }
        assertThat(plan).isEqualTo(new Plan(List.copyOf(plan.items()))).hasSameHashCodeAs(new Plan(plan.items()));
    }

    @Test
    void aPlanIsNotChangedByThePlansThatContinueIt() {
        Plan first = plan(3);

        Plan one = first.then(Plan.warning("one"));
        Plan other = first.then(Plan.warning("other"));

        assertThat(first).isEqualTo(plan(3));
        assertThat(one).isEqualTo(plan(3).then(Plan.warning("one")));
        assertThat(other.items()).last().isEqualTo(new Plan.Warning("other"));
        assertThatThrownBy(() -> one.items().add(new Plan.Warning("more")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> one.items().get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
