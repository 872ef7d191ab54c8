package meta.core.reconcile;

import static meta.core.reconcile.SampleChanges.POD;
import static meta.core.reconcile.SampleChanges.REFUSED;
import static meta.core.reconcile.SampleChanges.RULE;
import static meta.core.reconcile.SampleChanges.STALE;
import static meta.core.reconcile.SampleChanges.TO_POD;
import static meta.core.reconcile.SampleChanges.creation;
import static meta.core.reconcile.SampleChanges.deletion;
import static meta.core.reconcile.SampleChanges.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class RollbackOfExistingObjectsTest {
    private static final Change REFUSED_ROUTE = creation(Route.to(Prefix.parse("192.0.2.0/24"), Netns.POD, "eth0"));

    /**
     * Applies changes whose last one the kernel rejects. Asserts that only that change was rejected, and that all other changes were rolled
     * back.
     */
    private static ApplyResult applyAndRollBack(ScratchHostAndPod net, Change... changes) {
        FaultyKernel kernel = new FaultyKernel(
                net.kernel(), REFUSED, (_, asked) -> asked.toString().contains("192.0.2.0"));
        ApplyResult applied = ChangeAppliers.on(kernel).apply(new Changes(List.of(changes)));
        assertThat(applied).isInstanceOfSatisfying(ApplyResult.RolledBack.class, back -> {
            assertThat(back.rejected().change()).isEqualTo(changes[changes.length - 1]);
            assertThat(back.leftBehind()).isEmpty();
        });
        return applied;
    }

    @Test
    void anObjectThatAnotherProcessHasCreatedIsNotRolledBack(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("route add 172.18.24.120 dev eth0 scope link proto 109");
            net.host("rule add from 172.18.24.120 lookup 500 priority 1000 protocol 109");
            String before = net.state();

            assertThat(done(ChangeAppliers.on(net.kernel())
                            .apply(new Changes(List.of(creation(TO_POD), creation(RULE))))))
                    .isEmpty();
            applyAndRollBack(net, creation(TO_POD), creation(RULE), REFUSED_ROUTE);

            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void aDifferentObjectOfAnotherProcessIsReplacedAndRestoredByARollback(ScratchNamespaces scratch)
            throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("route add 172.18.24.120 via 172.18.0.9 dev eth0 proto static mtu 1400");
            net.host("rule add from 172.18.24.120 lookup 500 priority 1000 protocol static");
            String before = net.state();

            applyAndRollBack(net, creation(TO_POD), creation(RULE), REFUSED_ROUTE);
            assertThat(net.state()).isEqualTo(before);

            Changes changes = new Changes(List.of(creation(TO_POD), creation(RULE)));
            assertThat(done(ChangeAppliers.on(net.kernel()).apply(changes))).hasSize(2);
            assertThat(net.host("route show 172.18.24.120"))
                    .isEqualToIgnoringWhitespace("172.18.24.120 dev eth0 proto 109 scope link");
            assertThat(net.host("rule show priority 1000")).contains("proto 109");
        }
    }

    @Test
    void aRollbackRestoresAStaleNeighborWithoutOurProtocol(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("neigh add 172.18.24.120 dev eth0 lladdr 0a:00:00:00:00:0f nud stale");
            String before = net.state();
            Neighbor ours =
                    Neighbor.permanent(Netns.HOST, "eth0", POD.address(), MacAddress.parse("0a:00:00:00:00:01"));

            applyAndRollBack(net, new Change.Replace("step", "", STALE, ours), REFUSED_ROUTE);
            assertThat(net.state()).isEqualTo(before);
            applyAndRollBack(net, deletion(STALE), REFUSED_ROUTE);
            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void aSecondRouteToTheSameDestinationIsDeletedAndRestoredAfterTheFirst(ScratchNamespaces scratch)
            throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add second type veth peer name lan1");
            net.host("link set lan1 up");
            net.host("link set second up");
            net.host("address add 172.18.0.3/16 dev second");
            String before = net.state();
            Route second = Route.of(
                    Route.to(Prefix.parse("172.18.0.0/16"), Netns.HOST, "second")
                            .withRank(1)
                            .key(),
                    TO_POD.type(),
                    TO_POD.scope(),
                    RouteProtocol.KERNEL,
                    IpAddress.parse("172.18.0.3"),
                    Route.to(POD, Netns.HOST, "second").hops(),
                    TO_POD.preference(),
                    TO_POD.metrics(),
                    TO_POD.others());

            applyAndRollBack(net, deletion(second), REFUSED_ROUTE);
            assertThat(net.state()).isEqualTo(before);
            applyAndRollBack(net, new Change.Replace("step", "", second, second.withMtu(1400)), REFUSED_ROUTE);
            assertThat(net.state()).isEqualTo(before);

            assertThat(done(ChangeAppliers.on(net.kernel()).apply(new Changes(List.of(deletion(second))))))
                    .hasSize(1);
            assertThat(net.host("route show 172.18.0.0/16"))
                    .contains("dev eth0")
                    .doesNotContain("dev second");
        }
    }
}
