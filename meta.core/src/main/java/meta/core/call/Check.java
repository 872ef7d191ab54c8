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

/** Is a pod still connected as ADD has left it? It is when an ADD would find nothing to do (CNI spec 1.1.0 "CHECK"). */
public final class Check {
    private static final Logger LOG = LogManager.getLogger(Check.class);

    private Check() {}

    /**
     * Looks, and changes nothing.
     *
     * @throws CallFailedException where something is not as it should be; every difference is named
     */
    public static void run(CallContext task, KernelPort kernel) {
        CallPlan outlook = CallPlan.ofEarlierAdd(task, kernel);
        if (outlook.changes().isEmpty()) {
            LOG.info("{}", CallSummary.summary("CHECK", task.attachment(), outlook.addressing(), "no difference"));
            return;
        }
        GoPlugin predecessor = GoPlugin.of(task.attachment(), outlook.snapshot(), task.pipeline());
        boolean unmarked = predecessor.hasMade();
        List<String> differences = new ArrayList<>();
        for (Change change : outlook.changes().list()) {
            if (isOnlyUnsourced(change) || isNeedless(change, kernel)) {
                continue;
            }
            if (!unmarked || predecessor.misses(change)) {
                differences.add(change.step() + ": " + what(change) + ": "
                        + new IpLine(change).inOneLine(task.attachment().netns()));
            }
        }
        if (differences.isEmpty()) {
            LOG.info(
                    "{}",
                    CallSummary.summary(
                            "CHECK", task.attachment(), outlook.addressing(), "as a Go plugin has left it"));
            return; // connected by a Go plugin, and as well as that does it
        }
        throw new CallFailedException(new Failure.NotAsPlanned(differences));
    }

    /**
     * {@return whether an IPv6 route lacks nothing but its preferred source} It leads to the same place. A kernel that takes no source of
     * another device keeps it so, and one that had a tentative address gets it at the next ADD.
     */
    private static boolean isOnlyUnsourced(Change change) {
        return change instanceof Change.Replace(String _, String _, Route before, Route after)
                && !after.source().isIpv4()
                && before.equals(after.withSource(before.source()))
                && before.source().isUnspecified();
    }

    /** {@return whether a setting cannot be written and has no effect, so that an ADD has left it} */
    private static boolean isNeedless(Change change, KernelPort kernel) {
        return change.object() instanceof SysctlValue setting
                && new RouterAdvertisements(kernel).areIgnoredWithout(setting)
                && !kernel.canWrite(setting);
    }

    private static String what(Change change) {
        return switch (change) {
            case Change.Create _ -> "is missing";
            case Change.Replace _ -> "is different";
            case Change.Delete _ -> "should be gone";
        };
    }
}
