package meta.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import meta.spi.Plan;

/**
 * The plan of a step.
 *
 * @param step the step's name, or another name for logs and errors
 */
public record StepPlan(String step, Plan plan) {

    /**
     * {@return a modifiable list of the plans, in the order of the map}
     *
     * @param plans the plans by the names of their steps
     */
    public static List<StepPlan> list(SequencedMap<String, Plan> plans) {
        List<StepPlan> list = new ArrayList<>();
        plans.forEach((step, plan) -> list.add(new StepPlan(step, plan)));
        return list;
    }
}
