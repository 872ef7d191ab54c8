package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.call.DelPlan.Released;
import meta.core.cni.CallFailedException;
import meta.core.kernel.KernelPort;
import meta.core.plugin.Pipeline;
import meta.core.plugin.TimeBudget;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Difference;
import meta.core.reconcile.HostRemoval;
import meta.core.reconcile.StepPlan;
import meta.core.reconcile.ThirdPartyChangeReview;
import meta.core.record.OwnedEffect;
import meta.spi.Addressing;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.ReleaseContext;
import meta.spi.Snapshot;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Collects the undo plans of the steps for a NIC that is deleted. A plan of a third-party step that {@link ThirdPartyChangeReview} rejects
 * is left out, with a warning in the log. Its effects are undone nevertheless, because no later call would undo them.
 *
 * @param thirdParties the time that all third-party steps may still take together
 * @param undone receives the effects to undo; the last element must be undone first
 */
record UndoPlans(
        Pipeline pipeline,
        KernelPort kernel,
        CallStopwatch stopwatch,
        TimeBudget thirdParties,
        List<OwnedEffect> undone) {
    private static final Logger LOG = LogManager.getLogger(UndoPlans.class);

    UndoPlans(Pipeline pipeline, KernelPort kernel, CallStopwatch stopwatch, TimeBudget thirdParties) {
        this(pipeline, kernel, stopwatch, thirdParties, new ArrayList<>());
    }

    /**
     * {@return the undo plans, the plan of the last step first} A plan of a step of the image has {@link HostRemoval#STEP} in place of the
     * step's name.
     *
     * @throws CallFailedException as for {@link ThirdPartyHostObjects#addedTo}
     */
    Released of(ReleaseContext context) {
        Map<String, String> origins = pipeline.thirdPartyOrigins();
        List<StepPlan> plans = new ArrayList<>();
        Snapshot now = context.snapshot();
        for (Map.Entry<String, Plan> released :
                pipeline.release(context, stopwatch, thirdParties).entrySet()) {
            String step = released.getKey();
            for (Plan.Item item : released.getValue().items()) {
                if (item instanceof Plan.Undo(Effect effect, String _)) {
                    undone.addFirst(new OwnedEffect(step, effect));
                }
            }
            if (origins.containsKey(step)) {
                StepPlan plan = new StepPlan(step, released.getValue());
                now = ThirdPartyHostObjects.of(pipeline, List.of(plan)).addedTo(now, List.of(), kernel);
                if (isAcceptable(plan, now, context, origins)) {
                    plans.add(plan);
                }
            } else {
                plans.add(new StepPlan(HostRemoval.STEP, released.getValue()));
            }
        }
        return new Released(plans, now);
    }

    private static boolean isAcceptable(
            StepPlan plan, Snapshot now, ReleaseContext context, Map<String, String> origins) {
        Changes changes = Difference.between(List.of(plan), now);
        try {
            ThirdPartyChangeReview.require(context.attachment(), Addressing.NONE, now, changes, origins);
            return true;
        } catch (CallFailedException e) {
            LOG.warn(
                    "only the effects of a step are undone, because its undo plan is not accepted: {}",
                    e.failure().details());
            return false;
        }
    }
}
