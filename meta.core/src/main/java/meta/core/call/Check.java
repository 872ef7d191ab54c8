package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Carries out a CHECK (CNI spec 1.1.0 "CHECK"). */
public final class Check {
    private static final Logger LOG = LogManager.getLogger(Check.class);

    private Check() {}

    /**
     * Compares the network objects of an attachment with the plan; also the effects, unless a Go plugin has connected the pod. Changes
     * nothing.
     *
     * @throws CallFailedException with {@link Failure.NotAsPlanned} if there is a difference that is not harmless ({@link Drift},
     *     {@link EffectDrift}); with another failure if the plan or the differences cannot be determined
     * @throws meta.netlink.socket.NetlinkException if a request to the kernel fails
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     */
    public static void run(CallContext context, KernelPort kernel, CallStopwatch stopwatch) {
        CallPlan plan = new CallPlanner(kernel, stopwatch).planCheck(context);
        Drift drift = Drift.of(context, plan, kernel, stopwatch);
        List<String> differences =
                new ArrayList<>(Drift.lines(drift.list(), context.attachment().netns()));
        if (!drift.byGoPlugin()) { // a Go plugin applies no effects
            differences.addAll(EffectDrift.lines(context, plan.effects()));
        }
        if (!differences.isEmpty()) {
            throw new CallFailedException(new Failure.NotAsPlanned(differences));
        }
        String finding = plan.changes().isEmpty() ? "no difference" : "only harmless differences";
        log(context, plan, drift.byGoPlugin() ? "connected by a Go plugin" : finding, stopwatch);
    }

    private static void log(CallContext context, CallPlan plan, String finding, CallStopwatch stopwatch) {
        LOG.info("{}", CallLogLines.of("CHECK", context.attachment(), plan.addressing(), finding, stopwatch.millis()));
    }
}
