package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.ScratchHostAndPod;
import meta.core.reconcile.observe.HostObjectFinder;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.reconcile.observe.Observer;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.IpCommand;
import meta.spi.net.Link;
import meta.spi.net.LinkData;
import meta.spi.net.MacvlanMode;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.VethPair;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class LinkKindsKernelTest {
    private static final Attachment NIC = Attachment.of("lan", "c0ffee", "eth0", "");
    private static final MacAddress MAC = MacAddress.parse("0a:00:00:00:00:05");

    private static final List<NetworkObject> OBJECTS = List.of(
            Link.of(Netns.HOST, "br7", "bridge").withAlias(NIC.mark()),
            Link.of(Netns.HOST, "mv7", LinkData.macvlan("eth0", MacvlanMode.PRIVATE))
                    .withMaster("br7")
                    .withAlias(NIC.mark()),
            VethPair.of(
                    Link.of(Netns.HOST, "ve7", "veth", MAC, 1400)
                            .withPeer("in7")
                            .withMaster("br7")
                            .withAlias(NIC.mark()),
                    Link.of(Netns.POD, "in7", "veth", MacAddress.parse("0a:00:00:00:00:06"), 1400)
                            .withPeer("ve7")
                            .withMaster("br8")),
            Link.of(Netns.POD, "mv8", LinkData.macvlan("br8", MacvlanMode.BRIDGE))
                    .withLladdr(MacAddress.parse("0a:00:00:00:00:07"))
                    .withMtu(1300));

    private static Plan plan() {
        Plan plan = Plan.ensure(Link.of(Netns.POD, "br8", "bridge"));
        for (NetworkObject object : OBJECTS) {
            plan = plan.then(Plan.ensure(object));
        }
        return plan;
    }

    private static Snapshot observe(ScratchHostAndPod net) {
        Snapshot now = new Observer(net.kernel()).observe(NIC, List.of(), List.of());
        List<HostObjectId> named = HostObjectId.list(OBJECTS.stream()
                .map(object -> object instanceof VethPair pair ? pair.host() : object)
                .filter(object -> object.netns() == Netns.HOST)
                .toList());
        for (NetworkObject found : new HostObjectFinder(net.kernel()).find(named)) {
            now = now.find(found).isPresent() ? now : now.with(found);
        }
        return now;
    }

    private static Changes difference(Plan plan, ScratchHostAndPod net) {
        return Difference.between(List.of(new StepPlan("step", plan)), observe(net));
    }

    @Test
    void aPlanCreatesLinksAndRepeatingThePlanChangesNothing(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String before = net.state();

            ApplyResult applied = ChangeAppliers.on(net.kernel()).apply(difference(plan(), net));

            assertThat(SampleChanges.done(applied)).hasSize(6);
            assertThat(net.host("-d link show mv7")).contains("mv7@eth0", "master br7", "macvlan mode private");
            assertThat(net.host("-d link show ve7")).contains("master br7");
            assertThat(net.pod("-d link show in7")).contains("master br8");
            assertThat(net.pod("-d link show mv8")).contains("mv8@br8", "macvlan mode bridge", "mtu 1300");
            assertThat(difference(plan(), net).list()).isEmpty();

            Plan removal = Plan.remove(OBJECTS.reversed()).then(Plan.remove(Link.of(Netns.POD, "br8", "bridge")));
            assertThat(SampleChanges.done(ChangeAppliers.on(net.kernel()).apply(difference(removal, net))))
                    .isNotEmpty();
            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void aMissingLinkAndAWrongMasterAreDifferences(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            ChangeAppliers.on(net.kernel()).apply(difference(plan(), net));
            net.host("link set ve7 nomaster");
            net.pod("link del br8");

            Changes changes = difference(plan(), net);

            assertThat(changes.list().stream().flatMap(change -> new ChangeCommands(change).lines().stream()))
                    .containsExactly(
                            "pod  ip link add br8 up type bridge",
                            "host ip link set ve7 master br7",
                            "pod  ip link set in7 master br8",
                            "pod  ip link add mv8 link br8 address 0a:00:00:00:00:07 mtu 1300 up type macvlan mode bridge");
            ChangeAppliers.on(net.kernel()).apply(changes);
            assertThat(difference(plan(), net).list()).isEmpty();
        }
    }

    @Test
    void aRollbackRestoresTheState(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String before = net.state();
            Plan failing = plan().then(Plan.ensure(Route.to(Prefix.parse("192.0.2.0/24"), Netns.POD, "eth0")));
            FaultyKernel kernel = new FaultyKernel(
                    net.kernel(),
                    SampleChanges.REFUSED,
                    (_, asked) -> asked.toString().contains("192.0.2.0"));

            assertThat(ChangeAppliers.on(kernel).apply(difference(failing, net)))
                    .isInstanceOf(ApplyResult.RolledBack.class);

            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void ifTheRemovalOfABridgeIsRolledBackItsPortsAreRestored(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.pod("link add br8 type bridge");
            net.pod("link set br8 address 0a:00:00:00:00:08 up");
            net.joinByVeth();
            net.pod("link set veth0 master br8");
            Plan failing = Plan.remove(Link.of(Netns.POD, "br8", "bridge"))
                    .then(Plan.ensure(Route.to(Prefix.parse("192.0.2.0/24"), Netns.POD, "eth0")));
            FaultyKernel kernel = new FaultyKernel(
                    net.kernel(),
                    SampleChanges.REFUSED,
                    (_, asked) -> asked.toString().contains("192.0.2.0"));

            assertThat(ChangeAppliers.on(kernel).apply(difference(failing, net)))
                    .isInstanceOf(ApplyResult.RolledBack.class);

            assertThat(net.pod("link show veth0")).contains("master br8");
            assertThat(net.pod("link show br8")).contains("0a:00:00:00:00:08", ",UP");
        }
    }

    @Test
    void thePrintedCommandsMakeTheChangesOfThePlan(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            for (Change change : difference(plan(), net).list()) {
                net.onHost("sh", "-c", String.join(" && ", new ChangeCommands(change).inShell(net.podName())));
            }
            assertThat(difference(plan(), net).list()).isEmpty();

            Link port = observe(net).host().link("ve7").orElseThrow();
            net.onHost("sh", "-c", IpCommand.change(port, port.withMaster("")).inShell(net.podName()));
            assertThat(net.host("link show ve7")).doesNotContain("master");
        }
    }
}
