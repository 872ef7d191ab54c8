package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class Icmpv6SocketTest {
    private static final MacAddress NEAR = MacAddress.parse("0a:00:00:00:00:01");
    private static final IpAddress SIX = IpAddress.parse("fd00:6::9");

    private ScratchNamespaces net;
    private String near;
    private String far;

    @BeforeEach
    void twoHostsOnALan(ScratchNamespaces given) {
        net = given;
        near = net.make("near");
        far = net.make("far");
        net.ipLine("-n " + near + " link add nic address " + NEAR + " type veth peer name nic netns " + far);
        for (String host : new String[] {near, far}) {
            net.exec(host, "sysctl", "-qw", "net.ipv6.conf.nic.accept_dad=0");
            net.ipLine("-n " + host + " link set nic up");
        }
    }

    @Test
    void anAdvertisementArrivesAsTheFrameThatAPacketSocketSends() throws IOException {
        net.ipLine("-n " + near + " addr add " + SIX + "/64 dev nic nodad");
        ArpOrNdpFrame wanted = NdpFrame.announcement(NEAR, SIX);
        Optional<ArpOrNdpFrame> heard = Optional.empty();
        try (Icmpv6Socket socket = in(near, () -> Icmpv6Socket.open(ifindex(near), SIX));
                PacketSocket other = in(far, () -> PacketSocket.open(ifindex(far)))) {
            other.join(EthernetHeader.group(NdpFrame.ALL_NODES));
            socket.send(new NdpMessage.Advertisement(SIX, NEAR, false, false, true));
            heard = other.receive(Duration.ofMinutes(1));
            while (heard.isPresent() && !heard.get().equals(wanted)) {
                heard = other.receive(Duration.ofMinutes(1)); // ignore frames that the kernels send
            }
        }
        assertThat(heard).contains(wanted);
    }

    @Test
    void anAddressThatTheDeviceDoesNotHaveIsRejected() {
        assertThatExceptionOfType(PacketException.class)
                .isThrownBy(() -> in(near, () -> Icmpv6Socket.open(ifindex(near), SIX)))
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EADDRNOTAVAIL));
    }

    private interface Opening<T> {
        T open();
    }

    private <T> T in(String host, Opening<T> opening) throws IOException {
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(host));
                NamespaceThread inside = namespace.enter()) {
            return inside.call(opening::open);
        }
    }

    private int ifindex(String host) {
        return Integer.parseInt(
                net.exec(host, "cat", "/sys/class/net/nic/ifindex").strip());
    }
}
