package meta.core.reconcile.packet;

import static meta.spi.testkit.Given.given;

import java.io.IOException;
import java.util.List;
import meta.core.kernel.ScratchHostAndPod;
import meta.core.reconcile.StepPlan;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Plan;
import meta.spi.testkit.Given;

/**
 * A pod and another host on the same LAN.
 *
 * @param node the pod and its node
 */
record PodOnLan(ScratchHostAndPod node, OtherHost other) implements AutoCloseable {
    /** The IPv4 address of the pod. {@link #POD} is its MAC address. */
    static final IpAddress FOUR = IpAddress.parse("172.18.24.120");

    static final IpAddress SIX = IpAddress.parse("fd00:18::120");
    static final MacAddress POD = MacAddress.parse("0a:00:00:00:00:bb");

    /** Creates the pod, its node and the other host. The caller closes the result. */
    static PodOnLan in(ScratchNamespaces net) throws IOException {
        ScratchHostAndPod node = ScratchHostAndPod.in(net);
        return new PodOnLan(node, OtherHost.on(node, net));
    }

    /** {@return the packets in a plan of the step {@code detectConflict}, for a pod whose only device is {@code eth0}} */
    static PlannedPackets packets(Plan plan) {
        return packets(plan, given("pod link eth0"));
    }

    /** {@return the packets in a plan of the step {@code detectConflict}, for this pod} */
    static PlannedPackets packets(Plan plan, Given pod) {
        return PlannedPackets.of(List.of(new StepPlan("detectConflict", plan)), pod.snapshot(), "/run/netns/pod");
    }

    @Override
    public void close() {
        other.close();
        node.close();
    }
}
