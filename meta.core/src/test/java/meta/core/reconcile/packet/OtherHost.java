package meta.core.reconcile.packet;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import meta.core.kernel.CallKernel;
import meta.core.kernel.KernelPort;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.EthernetHeader;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.PacketSocket;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.net.Netns;

/** Another host on the LAN of a node. The host is a network namespace of its own, with a NIC named {@code nic}. */
final class OtherHost implements AutoCloseable {
    static final MacAddress LLADDR = MacAddress.parse("0a:00:00:00:00:0f");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScratchNamespaces net;
    private final String name;
    private final CallKernel kernel;

    private OtherHost(ScratchNamespaces net, String name, CallKernel kernel) {
        this.net = net;
        this.name = name;
        this.kernel = kernel;
    }

    /**
     * Creates the other host. Its NIC is up, and has the MAC address {@link #LLADDR} and only a link-local IP address. The caller closes
     * the result.
     */
    static OtherHost on(ScratchHostAndPod node, ScratchNamespaces net) throws IOException {
        String name = net.make("other");
        net.exec(name, "sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0");
        node.host("link add link eth0 name other0 address " + LLADDR + " type macvlan mode bridge");
        node.host("link set other0 netns " + name + " name nic");
        NetworkNamespace own = NetworkNamespace.open(net.path(name));
        OtherHost created = new OtherHost(net, name, CallKernel.onDedicatedThreads(own, Optional.empty()));
        created.ip("link set nic up");
        net.awaitLocal(name, "nic", "fe80:");
        return created;
    }

    /** Adds an address to the NIC. When this method returns, the host answers requests for the address. */
    void assign(IpAddress address, int prefixLength) {
        ip("addr add " + address + "/" + prefixLength + " dev nic" + (address.isIpv4() ? "" : " nodad"));
        if (!address.isIpv4()) {
            net.awaitLocal(name, "nic", address.toString());
        }
    }

    /** {@return the output of {@code ip} in the namespace of the host} */
    String ip(String line) {
        return net.ipLine("-n " + name + " " + line);
    }

    String exec(String... command) {
        return net.exec(name, command);
    }

    /** {@return the kernel of the host, whose namespace is {@link Netns#HOST}; {@link #close} closes the kernel} */
    CallKernel kernel() {
        return kernel;
    }

    /** {@return a socket on the NIC, as for {@link #listening(KernelPort, Netns, String, IpAddress)}} */
    PacketSocket listening(IpAddress address) {
        return listening(kernel, Netns.HOST, "nic", address);
    }

    /**
     * {@return a socket that receives the frames that arrive on a device; the caller closes the socket}
     *
     * @param address if this is an IPv6 address, the socket also receives frames to the solicited-node multicast group of this address
     */
    static PacketSocket listening(KernelPort kernel, Netns netns, String device, IpAddress address) {
        PacketSocket socket = kernel.packetSocket(
                netns, EthernetDevice.find(netns, device, kernel).orElseThrow().index());
        if (!address.isIpv4()) {
            socket.join(EthernetHeader.group(NdpFrame.solicitedNode(address)));
        }
        return socket;
    }

    /**
     * Waits until this frame arrives. Ignores other frames.
     *
     * @throws AssertionError if no frame arrives for a minute
     */
    static void await(PacketSocket socket, ArpOrNdpFrame awaited) {
        ArpOrNdpFrame heard;
        do {
            heard = next(socket);
        } while (!heard.equals(awaited));
    }

    /**
     * {@return the next frame that arrives} Waits for it.
     *
     * @throws AssertionError if no frame arrives for a minute
     */
    static ArpOrNdpFrame next(PacketSocket socket) {
        return socket.receive(LONG).orElseThrow(() -> new AssertionError("no frame arrived for " + LONG));
    }

    @Override
    public void close() {
        kernel.close();
    }
}
