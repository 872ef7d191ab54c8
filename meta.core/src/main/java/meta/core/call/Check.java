package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.Change;
import meta.core.reconcile.IpLine;
import meta.core.reconcile.RouterAdvertisements;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Checks that a pod is still connected: an ADD now would have nothing to change (CNI spec 1.1.0 "CHECK"). */
public final class Check {
    private static final Logger LOG = LogManager.getLogger(Check.class);

    private Check() {}

    /**
     * Compares the current state with the planned one, and changes nothing.
     *
     * @throws CallFailedException if the call cannot be planned or the states differ; the failure names every difference
     */
    public static void run(CallContext context, KernelPort kernel, CallClock clock) {
        CallPlan plan = new CallPlanner(kernel, clock).planCheck(context);
        if (plan.changes().isEmpty()) {
            log(context, plan, "no difference", clock);
            return;
        }
        GoPlugin goPlugin = GoPlugin.of(context.attachment(), plan.snapshot(), context.pipeline(), clock);
        boolean byGoPlugin = goPlugin.hasConnected();
        List<String> differences = new ArrayList<>();
        for (Change change : plan.changes().list()) {
            boolean counts = !isOnlyUnsourced(change) && !isNeedless(change, kernel);
            if (counts && (!byGoPlugin || goPlugin.misses(change))) {
                differences.add(change.step() + ": " + state(change) + ": "
                        + new IpLine(change).inOneLine(context.attachment().netns()));
            }
        }
        if (!differences.isEmpty()) {
            throw new CallFailedException(new Failure.NotAsPlanned(differences));
        }
        log(context, plan, byGoPlugin ? "as a Go plugin has left it" : "no difference that matters", clock);
    }

    private static void log(CallContext context, CallPlan plan, String finding, CallClock clock) {
        LOG.info("{}", CallSummary.of("CHECK", context.attachment(), plan.addressing(), finding, clock.millis()));
    }

    /**
     * {@return whether an IPv6 route lacks only its preferred source}
     *
     * <p>The route leads to the same destination. It has no source if the kernel accepts none that is on another device, or if the address was
     * tentative during ADD; in the second case the next ADD sets the source.
     */
    private static boolean isOnlyUnsourced(Change change) {
        return change instanceof Change.Replace(String _, String _, Route before, Route after)
                && !after.source().isIpv4()
                && before.equals(after.withSource(before.source()))
                && before.source().isUnspecified();
    }

    /** {@return whether the setting cannot be written and is not needed, because the device ignores router advertisements without it} */
    private static boolean isNeedless(Change change, KernelPort kernel) {
        return change.object() instanceof SysctlValue setting
                && new RouterAdvertisements(kernel).areIgnoredWithout(setting)
                && !kernel.canWrite(setting);
    }

    private static String state(Change change) {
        return switch (change) {
            case Change.Create _ -> "is missing";
            case Change.Replace _ -> "is different";
            case Change.Delete _ -> "should be gone";
        };
    }
}
