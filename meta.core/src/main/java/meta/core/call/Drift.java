package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.Change;
import meta.core.reconcile.ChangeCommands;
import meta.core.reconcile.RouterAdvertisementCheck;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;

/**
 * The differences between snapshot and plan that are not harmless.
 *
 * @param list the changes that would remove the differences, in the order of the plan
 * @param byGoPlugin whether a Go plugin ({@link GoPluginPod}) has connected the pod; the list then contains only missing routes that the Go
 *     plugin {@code veth} also creates. False if the plan has no changes
 */
record Drift(List<Change> list, boolean byGoPlugin) {
    Drift {
        list = List.copyOf(list);
    }

    /**
     * {@return the differences that the plan of the call shows}
     *
     * @throws meta.netlink.socket.NetlinkException if the sysctls of a difference cannot be read
     */
    static Drift of(CallContext context, CallPlan plan, KernelPort kernel, CallStopwatch stopwatch) {
        if (plan.changes().isEmpty()) {
            return new Drift(List.of(), false);
        }
        GoPluginPod goPlugin = GoPluginPod.of(context.attachment(), plan.snapshot(), context.pipeline(), stopwatch);
        boolean byGoPlugin = goPlugin.hasConnected();
        List<Change> drift = new ArrayList<>();
        for (Change change : plan.changes().list()) {
            boolean counts = !isOnlyUnsourced(change) && !isNeedless(change, kernel);
            if (counts && (!byGoPlugin || goPlugin.misses(change))) {
                drift.add(change);
            }
        }
        return new Drift(drift, byGoPlugin);
    }

    /**
     * {@return whether the change only gives an existing IPv6 route its preferred source} The kernel may have rejected the source in the
     * ADD.
     */
    private static boolean isOnlyUnsourced(Change change) {
        return change instanceof Change.Replace(String _, String _, Route before, Route after)
                && !after.source().isIpv4()
                && before.equals(after.withSource(before.source()))
                && before.source().isUnspecified();
    }

    /** {@return whether {@code accept_ra} should be 0 and cannot be written, but the device ignores router advertisements anyway} */
    private static boolean isNeedless(Change change, KernelPort kernel) {
        return change.object() instanceof SysctlValue setting
                && new RouterAdvertisementCheck(kernel).areIgnoredWithout(setting)
                && !kernel.canWrite(setting);
    }

    /** {@return a line for each change: the step, the kind of difference, and the commands that repair it} */
    static List<String> lines(List<Change> changes, String netns) {
        List<String> lines = new ArrayList<>();
        for (Change change : changes) {
            lines.add(change.step() + ": " + state(change) + ": " + new ChangeCommands(change).inOneLine(netns));
        }
        return lines;
    }

    private static String state(Change change) {
        return switch (change) {
            case Change.Create _ -> "is missing";
            case Change.Replace _ -> "is different";
            case Change.Delete _ -> "should not exist";
        };
    }
}
