package meta.launcher.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.core.call.CallPlan;
import meta.core.reconcile.Change;
import meta.core.reconcile.IpLine;
import meta.core.reconcile.packet.PacketLine;
import meta.spi.Claim;
import meta.spi.Plan;

/**
 * A plan as people read it.
 *
 * @param out where it is printed
 * @param netns the path of the pod's namespace, where lines are to be pasted into a shell; empty where each begins with the name of its
 *     namespace, {@code host} or {@code pod}
 */
record PlanText(PrintStream out, String netns) {

    void notes(List<String> notes) {
        notes.forEach(note -> out.println("# " + note));
    }

    /** {@return whether the ADD would fail before it changes anything} */
    boolean print(CallPlan outlook) {
        notes(outlook.notes());
        outlook.warnings().forEach(warning -> out.println("# warning: " + warning));
        boolean fails = first(outlook);
        for (Change change : outlook.changes().list()) {
            String reason = change.reason().isEmpty() ? "" : "  # " + change.reason();
            IpLine line = new IpLine(change);
            List<String> lines = netns.isEmpty() ? line.lines() : line.inShell(netns);
            lines.forEach(each -> out.println(each + reason));
        }
        if (outlook.changes().isEmpty() && !fails) {
            out.println("# all is as it should be");
        }
        if (!outlook.changes().isEmpty()) {
            last(outlook);
        }
        return fails;
    }

    private boolean first(CallPlan outlook) {
        boolean fails = false;
        for (Plan.Item item : items(outlook)) {
            switch (item) {
                case Plan.Conflict conflict -> {
                    out.println("# fails, since " + conflict.owner() + " has " + conflict.address());
                    fails = true;
                }
                case Plan.Probe probe ->
                    out.println(
                            "# first: " + (netns.isEmpty() ? PacketLine.of(probe) : PacketLine.inShell(probe, netns)));
                case Plan.Ensure _, Plan.Remove _, Plan.Report _, Plan.Announce _, Plan.Warning _ -> {}
            }
        }
        return fails;
    }

    private void last(CallPlan outlook) {
        Set<Claim> told = new HashSet<>();
        for (Plan.Item item : items(outlook)) {
            if (item instanceof Plan.Announce announce && told.add(announce.claim())) {
                out.println("# at last: "
                        + (netns.isEmpty() ? PacketLine.of(announce) : PacketLine.inShell(announce, netns)));
            }
        }
    }

    private static List<Plan.Item> items(CallPlan outlook) {
        List<Plan.Item> items = new ArrayList<>();
        outlook.plans().forEach(planned -> items.addAll(planned.plan().items()));
        return items;
    }
}
