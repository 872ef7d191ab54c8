package meta.netlink.socket;

import static meta.netlink.socket.Sockets.dump;
import static meta.netlink.socket.Sockets.get;
import static meta.netlink.socket.Sockets.refusal;
import static meta.netlink.socket.Sockets.sendAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import meta.netlink.AddressFlags;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** The kernel accepts requests for links and addresses, and the changes have the expected effect. */
@NeedsRealKernel
class LinkTest {
    private static final MacAddress HOST = MacAddress.parse("0a:00:00:00:00:01");
    private static final MacAddress POD = MacAddress.parse("0a:00:00:00:00:02");

    @Test
    void oneRequestCreatesAVethPairAcrossTwoNamespaces(ScratchNamespaces net) throws IOException {
        String host = net.make("host");
        String pod = net.make("pod");
        try (NetworkNamespace there = NetworkNamespace.open(net.path(pod));
                NetlinkSocket socket = Sockets.in(net, host)) {
            LinkMessage pair = LinkMessage.vethPair("vethabc", HOST, 1400, "veth0", POD, there.descriptor());
            sendAll(
                    socket,
                    Request.create(pair),
                    Request.change(LinkMessage.named("vethabc")
                            .withAlias("net1 of a pod")
                            .up()));

            assertThat(net.ip("-n", host, "-d", "link", "show", "vethabc"))
                    .contains("BROADCAST,MULTICAST,UP", "mtu 1400", "veth", HOST.toString(), "alias net1 of a pod");
            assertThat(net.ip("-n", pod, "-d", "link", "show", "veth0"))
                    .contains("<BROADCAST,MULTICAST>", "mtu 1400", "veth", POD.toString());
        }
    }

    @Test
    void aVethHasTheIndexAndTheNsidOfItsPeer(ScratchNamespaces net) throws IOException {
        String host = net.make("host");
        String pod = net.make("pod");
        try (NetworkNamespace there = NetworkNamespace.open(net.path(pod));
                NetlinkSocket onHost = Sockets.in(net, host);
                NetlinkSocket inPod = Sockets.in(net, pod)) {
            sendAll(
                    onHost,
                    Request.create(LinkMessage.vethPair("vethabc", HOST, 1400, "veth0", POD, there.descriptor())));

            LinkMessage hostEnd = get(onHost, LinkMessage.named("vethabc"), LinkMessage.class);
            LinkMessage podEnd = get(inPod, LinkMessage.named("veth0"), LinkMessage.class);
            NamespaceIdMessage number =
                    get(onHost, NamespaceIdMessage.ofDescriptor(there.descriptor()), NamespaceIdMessage.class);

            assertThat(hostEnd.peerIndex()).isEqualTo(podEnd.ifindex());
            assertThat(podEnd.peerIndex()).isEqualTo(hostEnd.ifindex());
            assertThat(hostEnd.peerNsid()).isEqualTo(number.nsid());
            assertThat(hostEnd.kind()).isEqualTo("veth");
        }
    }

    @Test
    void aDeviceIsCreatedChangedAndDeleted(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            sendAll(socket, Request.create(LinkMessage.named("br0").withInfo(LinkInfo.of("bridge"))));
            int index = get(socket, LinkMessage.named("br0"), LinkMessage.class).ifindex();
            sendAll(
                    socket,
                    Request.change(LinkMessage.indexed(index)
                            .withAddress(POD)
                            .withMtu(1300)
                            .withName("br.1")
                            .up()));
            assertThat(net.ip("-n", pod, "link", "show", "br.1")).contains("mtu 1300", POD.toString(), "UP");

            sendAll(socket, Request.change(LinkMessage.indexed(index).down()));
            assertThat(get(socket, LinkMessage.indexed(index), LinkMessage.class)
                            .flags()
                            .has(LinkFlags.UP))
                    .isFalse();

            sendAll(socket, Request.delete(LinkMessage.indexed(index)));
            assertThat(dump(socket, LinkMessage.any(), LinkMessage.class))
                    .extracting(LinkMessage::name)
                    .containsExactly("lo");
        }
    }

    @Test
    void aRequestForAMissingDeviceIsRejected(ScratchNamespaces net) throws IOException {
        try (NetlinkSocket socket = Sockets.in(net, net.make("pod"))) {
            LinkMessage gone = LinkMessage.named("net1");
            assertThat(refusal(socket, Request.get(gone)).errno()).isEqualTo(Errno.ENODEV);
            assertThat(refusal(socket, Request.change(gone.up())).errno()).isEqualTo(Errno.ENODEV);
            assertThat(refusal(socket, Request.delete(gone)).errno()).isEqualTo(Errno.ENODEV);
        }
    }

    @Test
    void addressesAreCreatedAndDeleted(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        net.ip("-n", pod, "link", "add", "veth0", "type", "veth", "peer", "name", "veth1");
        try (NetlinkSocket socket = Sockets.in(net, pod)) {
            int veth0 =
                    get(socket, LinkMessage.named("veth0"), LinkMessage.class).ifindex();
            AddressMessage six = AddressMessage.of(IpAddress.parse("fd00::1"), 64, veth0)
                    .withFlags(AddressFlags.NODAD.with(AddressFlags.NO_PREFIX_ROUTE));
            sendAll(
                    socket,
                    Request.create(AddressMessage.of(IpAddress.parse("10.6.0.1"), 16, veth0)),
                    Request.create(six));
            assertThat(net.ip("-n", pod, "addr", "show", "dev", "veth0"))
                    .contains("inet 10.6.0.1/16", "inet6 fd00::1/64 scope global nodad noprefixroute");

            sendAll(socket, Request.delete(six));
            assertThat(refusal(socket, Request.delete(six)).errno()).isEqualTo(Errno.EADDRNOTAVAIL);
        }
    }
}
