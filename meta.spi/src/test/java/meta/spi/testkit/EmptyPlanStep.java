package meta.spi.testkit;

import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;

/** A step that always plans nothing. */
public record EmptyPlanStep(String name) implements Step {
    @Override
    public Plan plan(StepContext context) {
        return Plan.NOTHING;
    }
}
