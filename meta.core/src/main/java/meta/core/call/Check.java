package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Checks that a pod is connected as planned, apart from harmless differences (CNI spec 1.1.0 "CHECK"). */
public final class Check {
    private static final Logger LOG = LogManager.getLogger(Check.class);

    private Check() {}

    /**
     * Compares the current state with the planned one, and changes nothing.
     *
     * @throws CallFailedException if the call cannot be planned, a handler cannot find out whether its effect is in force, or a difference is not
     *     harmless ({@link Failure.NotAsPlanned})
     */
    public static void run(CallContext context, KernelPort kernel, CallClock clock) {
        CallPlan plan = new CallPlanner(kernel, clock).planCheck(context);
        Drift drift = Drift.of(context, plan, kernel, clock);
        List<String> differences =
                new ArrayList<>(Drift.lines(drift.list(), context.attachment().netns()));
        if (!drift.byGoPlugin()) { // Go plugins have no effects
            differences.addAll(EffectDrift.lines(context, plan.effects()));
        }
        if (!differences.isEmpty()) {
            throw new CallFailedException(new Failure.NotAsPlanned(differences));
        }
        String finding = plan.changes().isEmpty() ? "no difference" : "no difference that matters";
        log(context, plan, drift.byGoPlugin() ? "as a Go plugin has left it" : finding, clock);
    }

    private static void log(CallContext context, CallPlan plan, String finding, CallClock clock) {
        LOG.info("{}", CallSummary.of("CHECK", context.attachment(), plan.addressing(), finding, clock.millis()));
    }
}
