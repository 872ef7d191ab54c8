package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsRealKernel
class PacketSocketTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final MacAddress NEAR = MacAddress.parse("0a:00:00:00:00:01");
    private static final MacAddress FAR = MacAddress.parse("0a:00:00:00:00:02");
    private static final IpAddress FOUR = IpAddress.parse("10.6.0.9");
    private static final IpAddress SIX = IpAddress.parse("fd00:6::9");

    private ScratchNamespaces net;
    private String near;
    private String far;
    private int nic;

    @BeforeEach
    void twoHostsOnALan(ScratchNamespaces given) {
        net = given;
        near = net.make("near");
        far = net.make("far");
        // if the two devices had equal indexes, the kernel would set the carrier a second later
        net.ipLine("-n " + near + " link add nic index 77 address " + NEAR + " type veth peer name nic address " + FAR
                + " netns " + far);
        for (String host : new String[] {near, far}) {
            net.exec(host, "sysctl", "-qw", "net.ipv6.conf.nic.accept_dad=0");
            net.ipLine("-n " + host + " link set nic up");
        }
        for (String host : new String[] {near, far}) {
            net.awaitLocal(host, "nic", "fe80:");
        }
        nic = Integer.parseInt(
                net.exec(near, "cat", "/sys/class/net/nic/ifindex").strip());
    }

    @Test
    void aHostThatHasTheAddressAnswersAProbe() throws IOException {
        net.ipLine("-n " + far + " addr add " + FOUR + "/24 dev nic");
        net.ipLine("-n " + far + " addr add " + SIX + "/64 dev nic nodad");
        net.awaitLocal(far, "nic", SIX.toString());
        try (PacketSocket socket = open()) {
            socket.join(EthernetHeader.group(NdpFrame.ALL_NODES));
            socket.send(ArpFrame.probe(NEAR, FOUR));
            assertThat(next(socket, ArpFrame.class).sender()).isEqualTo(FAR);
            socket.send(NdpFrame.probe(NEAR, SIX));
            NdpFrame answer = next(socket, NdpFrame.class);
            assertThat(answer.message()).isEqualTo(new NdpMessage.Advertisement(SIX, FAR, false, false, true));
        }
    }

    @Test
    void aProbeArrivesAsAProbeAndChangesNoNeighborTable() throws IOException {
        try (PacketSocket socket = open();
                PacketSocket other = open(far)) {
            other.join(EthernetHeader.group(NdpFrame.solicitedNode(SIX)));
            socket.send(ArpFrame.probe(NEAR, FOUR));
            socket.send(NdpFrame.probe(NEAR, SIX));
            assertThat(next(other, ArpFrame.class)).isEqualTo(ArpFrame.probe(NEAR, FOUR));
            assertThat(next(other, NdpFrame.class)).isEqualTo(NdpFrame.probe(NEAR, SIX));
            assertThat(net.ipLine("-n " + far + " neigh show " + FOUR + " dev nic"))
                    .as("a probe changes no neighbour table")
                    .isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void anAnnouncementChangesTheNeighborTablesOfOtherHosts() throws IOException {
        net.ipLine("-n " + far + " neigh add " + FOUR + " dev nic lladdr 0a:00:00:00:00:0f nud stale");
        net.ipLine("-n " + far + " neigh add " + SIX + " dev nic lladdr 0a:00:00:00:00:0f nud stale");
        try (PacketSocket socket = open()) {
            socket.send(ArpFrame.announcement(NEAR, FOUR));
            socket.send(NdpFrame.announcement(NEAR, SIX));
            while (!(knows(FOUR) && knows(SIX))) {
                Thread.onSpinWait(); // another processor may still deliver the frames
            }
        }
    }

    private boolean knows(IpAddress address) {
        return net.ipLine("-n " + far + " neigh show " + address + " dev nic").contains(NEAR.toString());
    }

    @Test
    void ownFramesAreNotReceived() throws IOException {
        try (PacketSocket socket = open()) {
            socket.send(ArpFrame.probe(NEAR, FOUR));
            Optional<ArpOrNdpFrame> heard = socket.receive(SHORT);
            while (heard.isPresent() && heard.get() instanceof NdpFrame) {
                heard = socket.receive(SHORT); // ignore frames that the kernels send
            }
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void framesOfAVlanOnTheSameDeviceAreNotReceived() throws IOException {
        try (PacketSocket socket = open();
                NetworkNamespace namespace = NetworkNamespace.open(net.path(far));
                NamespaceThread inside = namespace.enter()) {
            byte[] untagged = ArpFrame.announcement(FAR, FOUR).bytes();
            inside.call(() -> sendRaw(tagged(untagged, 7)));
            inside.call(() -> sendRaw(tagged(untagged, 0))); // VLAN id 0: the tag contains only a priority
            assertThat(next(socket, ArpFrame.class)).isEqualTo(ArpFrame.announcement(FAR, FOUR));
            assertThat(socket.receive(SHORT).filter(ArpFrame.class::isInstance)).isEmpty();
        }
    }

    /** {@return a copy of the frame with an IEEE 802.1Q tag} */
    private static byte[] tagged(byte[] frame, int vlan) {
        return ByteBuffer.allocate(frame.length + 4)
                .put(frame, 0, 12)
                .putShort((short) 0x8100)
                .putShort((short) vlan)
                .put(frame, 12, frame.length - 12)
                .array();
    }

    /** Sends a frame through the NIC of the far host. The calling thread is in the namespace of that host. */
    private int sendRaw(byte[] frame) {
        int index = Integer.parseInt(
                net.exec(far, "cat", "/sys/class/net/nic/ifindex").strip());
        try (Descriptor socket = new Descriptor(Libc.socket(Libc.AF_PACKET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, 0))) {
            assertThat(Libc.bindToDevice(socket.number(), index, 0)).isZero();
            return Libc.send(
                    socket.number(),
                    ByteBuffer.allocateDirect(frame.length).put(frame).flip());
        }
    }

    @Test
    void aMissingDeviceOrADeviceThatIsDownCausesAnException() throws IOException {
        assertThatExceptionOfType(PacketException.class)
                .isThrownBy(() -> open(near, 4711))
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENODEV));
        try (PacketSocket socket = open()) {
            net.ipLine("-n " + near + " link set nic down");
            assertThatExceptionOfType(PacketException.class)
                    .isThrownBy(() -> socket.receive(LONG))
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENETDOWN));
            assertThatExceptionOfType(PacketException.class)
                    .isThrownBy(() -> socket.send(ArpFrame.probe(NEAR, FOUR)))
                    .withMessage("send: ENETDOWN");
        }
    }

    private static <F extends ArpOrNdpFrame> F next(PacketSocket socket, Class<F> kind) {
        while (true) {
            ArpOrNdpFrame frame = socket.receive(LONG).orElseThrow(() -> new AssertionError("no " + kind));
            boolean ofTheKernel =
                    frame instanceof NdpFrame ndp && ndp.message().target().isLinkLocal();
            if (kind.isInstance(frame) && !ofTheKernel) {
                return kind.cast(frame);
            }
        }
    }

    private PacketSocket open() throws IOException {
        return open(near, nic);
    }

    private PacketSocket open(String host) throws IOException {
        String index = net.exec(host, "cat", "/sys/class/net/nic/ifindex");
        return open(host, Integer.parseInt(index.strip()));
    }

    private PacketSocket open(String host, int index) throws IOException {
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(host));
                NamespaceThread inside = namespace.enter()) {
            return inside.call(() -> PacketSocket.open(index));
        }
    }
}
