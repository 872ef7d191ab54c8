package meta.core.reconcile.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class HostObjectFinderTest {
    @Test
    void aMultipathRouteIsFoundOnce(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add br7 type bridge");
            net.host("link set br7 up");
            net.host("link add br8 type bridge");
            net.host("link set br8 up");
            net.host("route add 10.9.0.0/24 proto 109 nexthop dev br7 nexthop dev br8");
            Set<String> devices = Set.of("br7", "br8");
            HostObjectId route = new HostObjectId.RouteTo(RouteTable.MAIN, Prefix.parse("10.9.0.0/24"), 0, 0, devices);

            assertThat(new HostObjectFinder(net.kernel()).find(List.of(route))).hasSize(1);
        }
    }
}
