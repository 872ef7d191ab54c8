package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.CacheInfo;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetconfMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.Notification;
import meta.spi.net.Ownership;
import org.junit.jupiter.api.Test;

/** A change affects all attachments of the node, the attachments of one pod, or none. */
class AffectedAttachmentsTest {
    private static final int LO = 1;
    private static final int NIC = 2;
    private static final int DUMMY = 3;
    private static final int HOST_END = 7;
    private static final int CALICO = 8;
    private static final int POD = 4;
    private static final int OTHER_POD = 5;
    private static final MacAddress MAC = MacAddress.parse("0a:00:00:00:00:01");

    private final AffectedAttachments affected = new AffectedAttachments();

    AffectedAttachmentsTest() {
        affected.restart(
                List.of(
                        link(LO, "lo", ""),
                        link(NIC, "eth0", ""),
                        link(DUMMY, "dummy0", "dummy"),
                        hostEnd(HOST_END, "vethabc", POD),
                        hostEnd(CALICO, "cali1", OTHER_POD)),
                List.of(address("10.0.0.5", 24, NIC), address("fd00::5", 64, NIC)));
    }

    private static LinkMessage link(int ifindex, String name, String kind) {
        LinkFlags up = LinkFlags.UP.with(LinkFlags.LOWER_UP);
        LinkMessage link = LinkMessage.indexed(ifindex)
                .withName(name)
                .withAddress(MAC)
                .withMtu(1500)
                .withFlags(up, LinkFlags.NONE);
        return kind.isEmpty() ? link : link.withInfo(LinkInfo.of(kind));
    }

    private static LinkMessage hostEnd(int ifindex, String name, int nsid) {
        LinkMessage veth = link(ifindex, name, "veth");
        return new LinkMessage(
                veth.family(),
                veth.deviceType(),
                ifindex,
                veth.flags(),
                veth.change(),
                name,
                veth.address(),
                veth.mtu(),
                null,
                null,
                2,
                nsid,
                null,
                null,
                veth.info(),
                List.of());
    }

    /**
     * With kind, k3d and LXC, the node is a container: its {@code eth0} is one end of a veth pair, whose other end is in the network
     * namespace of the machine.
     */
    @Test
    void theNicOfANodeThatIsAContainerIsNoHostEndOfAPod() {
        int nic = 20;
        affected.restart(
                List.of(hostEnd(nic, "eth0", 9), hostEnd(HOST_END, "vethabc", POD)),
                List.of(address("10.0.0.5", 24, nic)));
        List<NetlinkMessage> changes = List.of(
                address("10.0.0.6", 24, nic), route("0.0.0.0/0", nic), rpFilter(nic, 1), hostEnd(nic, "eth9", 9));
        for (NetlinkMessage change : changes) {
            assertThat(affected.by(new Notification(OptionalInt.empty(), Notification.Kind.CREATED_OR_CHANGED, change)))
                    .as(change.toString())
                    .isInstanceOf(Affected.All.class);
        }
        for (String address : List.of("10.0.0.5", "10.0.0.6")) {
            assertThat(affected.by(new Notification(
                            OptionalInt.empty(), Notification.Kind.DELETED, address(address, 24, nic))))
                    .as("removal of " + address)
                    .isInstanceOf(Affected.All.class);
        }
    }

    private static AddressMessage address(String text, int length, int ifindex) {
        return AddressMessage.of(IpAddress.parse(text), length, ifindex);
    }

    private static RouteMessage route(String destination, int ifindex) {
        return RouteMessage.to(Prefix.parse(destination)).withOutputIndex(ifindex);
    }

    private static RuleMessage rule(String source) {
        return RuleMessage.lookup(Family.IPV4, RouteTable.of(100), 50).withSource(Prefix.parse(source));
    }

    private static NetconfMessage rpFilter(int ifindex, int value) {
        return new NetconfMessage(Family.IPV4, ifindex, null, value, List.of());
    }

    private Affected changed(NetlinkMessage message) {
        return affected.by(new Notification(OptionalInt.empty(), Notification.Kind.CREATED_OR_CHANGED, message));
    }

    private Affected deleted(NetlinkMessage message) {
        return affected.by(new Notification(OptionalInt.empty(), Notification.Kind.DELETED, message));
    }

    private Affected changedInPod(NetlinkMessage message) {
        return affected.by(new Notification(OptionalInt.of(POD), Notification.Kind.CREATED_OR_CHANGED, message));
    }

    private Affected deletedInPod(NetlinkMessage message) {
        return affected.by(new Notification(OptionalInt.of(POD), Notification.Kind.DELETED, message));
    }

    private static Affected all(String cause) {
        return new Affected.All(cause);
    }

    private static Affected ofPod(String cause) {
        return new Affected.OfPod(POD, cause);
    }

    @Test
    void anAddressOfTheNodeAffectsAll() {
        assertThat(deleted(address("10.0.0.5", 24, NIC))).isEqualTo(all("node address 10.0.0.5 removed"));
        assertThat(changed(address("10.0.0.5", 24, NIC))).isEqualTo(all("node address 10.0.0.5 added"));
        assertThat(changed(address("10.0.0.5", 16, NIC))).isEqualTo(all("node address 10.0.0.5 changed"));
        assertThat(changed(address("10.9.0.1", 32, LO))).isEqualTo(all("node address 10.9.0.1 added"));
        assertThat(changed(address("fe80::1", 64, NIC))).isEqualTo(Affected.NONE);
        assertThat(changed(address("127.0.0.2", 8, LO))).isEqualTo(Affected.NONE);
    }

    @Test
    void anAddressWhoseLifetimeIsRenewedAffectsNone() {
        AddressMessage address = address("fd00::5", 64, NIC);
        AddressMessage renewed = new AddressMessage(
                address.family(),
                address.prefixLength(),
                address.flags(),
                address.scope(),
                NIC,
                address.address(),
                address.local(),
                null,
                new CacheInfo(1800, 3600),
                0,
                List.of());
        assertThat(changed(renewed)).isEqualTo(Affected.NONE);
        assertThat(changed(renewed.withFlags(AddressFlags.DEPRECATED))).isEqualTo(all("node address fd00::5 changed"));
        assertThat(changedInPod(renewed)).isEqualTo(ofPod("pod: address fd00::5 added"));
        assertThat(changedInPod(renewed)).isEqualTo(Affected.NONE);
    }

    @Test
    void aDeviceThatCarriesAnAddressOfTheNodeAffectsAll() {
        LinkMessage nic = link(NIC, "eth0", "");
        assertThat(changed(nic)).isEqualTo(Affected.NONE);
        assertThat(changed(nic.withFlags(nic.flags().with(LinkFlags.PROMISCUOUS), LinkFlags.NONE)))
                .isEqualTo(Affected.NONE);
        assertThat(changed(nic.down())).isEqualTo(all("node device eth0 is down"));
        assertThat(changed(nic)).isEqualTo(all("node device eth0 is up"));
        assertThat(changed(nic.withMtu(1400))).isEqualTo(all("node device eth0 changed"));
        assertThat(changed(nic.withName("lan0").withMtu(1400))).isEqualTo(all("node device eth0 renamed to lan0"));
        assertThat(deleted(nic)).isEqualTo(all("node device lan0 deleted"));
        assertThat(changed(link(DUMMY, "dummy0", "dummy").down())).isEqualTo(Affected.NONE);
        assertThat(deleted(link(DUMMY, "dummy0", "dummy"))).isEqualTo(Affected.NONE);
    }

    @Test
    void aHostEndAffectsItsPod() {
        LinkMessage hostEnd = hostEnd(HOST_END, "vethabc", POD);
        assertThat(changed(hostEnd)).isEqualTo(Affected.NONE);
        assertThat(changed(hostEnd.down())).isEqualTo(ofPod("host end vethabc is down"));
        assertThat(changed(hostEnd.withAlias("changed").down())).isEqualTo(ofPod("host end vethabc changed"));
        assertThat(changed(address("10.0.0.5", 32, HOST_END)))
                .isEqualTo(ofPod("host end vethabc: address 10.0.0.5 added"));
        assertThat(deleted(route("10.6.0.9/32", HOST_END))).isEqualTo(ofPod("node route 10.6.0.9/32 deleted"));
        assertThat(deleted(NeighborMessage.permanent(IpAddress.parse("10.6.0.9"), HOST_END, MAC)
                        .withProtocol(Ownership.PROTOCOL)))
                .isEqualTo(ofPod("host end vethabc: neighbor 10.6.0.9 deleted"));
        assertThat(changed(rpFilter(HOST_END, 1))).isEqualTo(ofPod("host end vethabc: rp_filter 1"));
        assertThat(deleted(hostEnd)).isEqualTo(ofPod("host end vethabc deleted"));
    }

    @Test
    void aDeletedHostEndIsStillThePodsIfTheNotificationHasNoNsid() {
        assertThat(deleted(link(HOST_END, "vethabc", "veth"))).isEqualTo(ofPod("host end vethabc deleted"));
    }

    @Test
    void theLinkLocalAddressThatTheKernelAddsInAPodAffectsNoPlanButItsRemovalMay() {
        AddressMessage linkLocal = address("fe80::1", 64, 5);
        assertThat(affected.by(new Notification(OptionalInt.of(POD), Notification.Kind.CREATED_OR_CHANGED, linkLocal)))
                .isEqualTo(Affected.NONE);
        assertThat(affected.by(new Notification(OptionalInt.of(POD), Notification.Kind.DELETED, linkLocal)))
                .isEqualTo(new Affected.OfPod(POD, "pod: address fe80::1 removed"));
    }

    @Test
    void aNewPodAffectsNoOtherPod() {
        int index = 20;
        assertThat(changed(link(index, "veth1", "veth"))).isEqualTo(Affected.NONE);
        assertThat(changed(rpFilter(index, 2))).isEqualTo(Affected.NONE);
        assertThat(changed(link(index, "veth1", "veth").down())).isEqualTo(Affected.NONE);
        assertThat(changed(hostEnd(index, "veth1", 9))).isEqualTo(new Affected.OfPod(9, "host end veth1 is up"));
        // the kernel adds a link-local address
        assertThat(changed(address("fe80::1", 64, index))).isEqualTo(Affected.NONE);
        assertThat(deleted(address("fe80::1", 64, index)))
                .isEqualTo(new Affected.OfPod(9, "host end veth1: address fe80::1 removed"));
        assertThat(changed(route("fe80::/64", index))).isEqualTo(Affected.NONE);
        assertThat(changed(route("10.6.0.10/32", index)))
                .isEqualTo(new Affected.OfPod(9, "node route 10.6.0.10/32 created or changed"));
        assertThat(changed(rule("10.6.0.10/32"))).isEqualTo(Affected.NONE);
        assertThat(changed(link(21, "macvlan1", "macvlan"))).isEqualTo(Affected.NONE);
        assertThat(deleted(link(21, "macvlan1", "macvlan"))).isEqualTo(Affected.NONE);
        assertThat(deleted(rule("10.6.0.10/32"))).isEqualTo(Affected.NONE);
        assertThat(deleted(hostEnd(index, "veth1", 9))).isEqualTo(new Affected.OfPod(9, "host end veth1 deleted"));
    }

    @Test
    void aRouteOfTheNodeAffectsAllUnlessItIsForOnePod() {
        RouteMessage theDefault = route("0.0.0.0/0", NIC).withGateway(IpAddress.parse("10.0.0.1"));
        assertThat(deleted(theDefault)).isEqualTo(all("node route default deleted"));
        assertThat(changed(route("10.96.0.0/12", NIC))).isEqualTo(all("node route 10.96.0.0/12 created or changed"));
        assertThat(changed(route("10.0.0.1/32", NIC))).isEqualTo(all("node route 10.0.0.1/32 created or changed"));
        assertThat(changed(route("10.244.3.7/32", NIC).withGateway(IpAddress.parse("10.0.0.3"))))
                .isEqualTo(Affected.NONE);
        assertThat(changed(route("10.0.0.9/32", NIC).withTable(RouteTable.LOCAL)))
                .isEqualTo(Affected.NONE);
        assertThat(changed(route("10.6.0.99/32", 99))).isEqualTo(Affected.NONE);
    }

    @Test
    void rulesAndSysctlsOfTheNodeAffectAll() {
        assertThat(deleted(rule("0.0.0.0/0"))).isEqualTo(all("node rule lookup 100 deleted"));
        assertThat(changed(rule("10.0.0.0/24")))
                .isEqualTo(all("node rule from 10.0.0.0/24 lookup 100 created or changed"));
        assertThat(changed(rpFilter(NetconfMessage.ALL, 1))).isEqualTo(all("node: rp_filter 1 of all devices"));
        assertThat(changed(rpFilter(NIC, 1))).isEqualTo(all("node: rp_filter 1 of eth0"));
        assertThat(changed(rpFilter(DUMMY, 1))).isEqualTo(Affected.NONE);
        assertThat(changed(rpFilter(NetconfMessage.DEFAULT, 1))).isEqualTo(Affected.NONE);
    }

    @Test
    void aChangeInAPodAffectsAtMostThatPod() {
        assertThat(deletedInPod(link(2, "eth0", ""))).isEqualTo(ofPod("pod: device eth0 deleted"));
        assertThat(deletedInPod(address("10.6.0.9", 24, 2))).isEqualTo(ofPod("pod: address 10.6.0.9 removed"));
        assertThat(deletedInPod(route("0.0.0.0/0", 2).withTable(RouteTable.of(100))))
                .isEqualTo(ofPod("pod: route default table 100 deleted"));
        assertThat(deletedInPod(rule("10.6.0.9/32"))).isEqualTo(ofPod("pod: rule from 10.6.0.9/32 lookup 100 deleted"));
        assertThat(changedInPod(rpFilter(NetconfMessage.ALL, 1))).isEqualTo(ofPod("pod: rp_filter 1"));
        assertThat(changedInPod(NeighborMessage.permanent(IpAddress.parse("10.0.0.5"), 2, MAC)))
                .isEqualTo(Affected.NONE);
        assertThat(deletedInPod(NeighborMessage.permanent(IpAddress.parse("10.0.0.5"), 2, MAC)
                        .withProtocol(Ownership.PROTOCOL)))
                .isEqualTo(ofPod("pod: neighbor 10.0.0.5 deleted"));
        assertThat(changedInPod(route("10.6.0.9/32", 2).withTable(RouteTable.LOCAL)))
                .isEqualTo(Affected.NONE);
    }

    @Test
    void aNameFromAPodIsEscaped() {
        assertThat(changedInPod(link(2, "a\u001b[2Jb", "")))
                .isEqualTo(ofPod("pod: device a\\u001b[2Jb created or changed"));
    }

    @Test
    void onlyAPartOfVeryManyAddressesOfAPodIsRemembered() {
        for (int i = 0; i < 100; i++) {
            changedInPod(address("10.6.0." + i, 32, 2));
        }
        assertThat(changedInPod(address("10.6.0.1", 32, 2))).isEqualTo(Affected.NONE);
        assertThat(changedInPod(address("10.6.0.99", 32, 2))).isEqualTo(ofPod("pod: address 10.6.0.99 added"));
    }

    @Test
    void aRouteWithNumber109ThroughANodeDeviceAffectsNone() {
        assertThat(changed(route("10.7.0.0/16", NIC).withProtocol(Ownership.PROTOCOL)))
                .isEqualTo(Affected.NONE);
        assertThat(changed(route("10.7.0.0/16", NIC).withProtocol(RouteProtocol.BOOT)))
                .isEqualTo(all("node route 10.7.0.0/16 created or changed"));
    }
}
