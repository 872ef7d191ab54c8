package meta.image.siege;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import meta.image.topology.Namespace;
import meta.netlink.IpAddress;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;

/**
 * A host that sends router advertisements (RFC 4861 4.2) to all nodes of its link, each with a prefix of its own.
 *
 * @param host where it sends from
 * @param device by which
 * @param prefixes how many
 */
record Advertiser(Namespace host, String device, int prefixes) {
    private static final IpAddress ALL_NODES = IpAddress.parse("ff02::1");
    private static final int ADVERTISEMENT = 134;
    private static final int PREFIX_INFORMATION = 3;
    private static final int ON_LINK_AND_AUTONOMOUS = 0xc0;
    private static final int SECONDS = 600;

    /** Sends all of them once. */
    void send() {
        int ifindex = Integer.parseInt(
                host.exec("cat /sys/class/net/" + device + "/ifindex").strip());
        try (NetworkNamespace namespace = NetworkNamespace.open(host.path());
                NamespaceThread inside = namespace.enter();
                Descriptor socket = new Descriptor(inside.call(
                        () -> Libc.socket(Libc.AF_INET6, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.IPPROTO_ICMPV6)))) {
            require(Libc.setsockopt(socket.number(), Libc.SOL_IPV6, Libc.IPV6_MULTICAST_HOPS, 255));
            require(Libc.bindToAddress(socket.number(), linkLocal().bytes(), ifindex));
            require(Libc.connectToAddress(socket.number(), ALL_NODES.bytes(), ifindex));
            for (int i = 0; i < prefixes; i++) {
                require(Libc.send(socket.number(), advertisement(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IpAddress linkLocal() {
        String line = host.ip("-o -6 addr show dev " + device + " scope link");
        return IpAddress.parse(line.replaceAll("(?s).*inet6 ([^/]+)/.*", "$1"));
    }

    /** {@return an advertisement of {@code 2001:db8:<number>::/64}, to which the kernel adds the checksum} */
    private static ByteBuffer advertisement(int number) {
        ByteBuffer message = ByteBuffer.allocateDirect(48);
        message.put((byte) ADVERTISEMENT).put((byte) 0).putShort((short) 0);
        message.put((byte) 64).put((byte) 0).putShort((short) SECONDS).putInt(0).putInt(0);
        message.put((byte) PREFIX_INFORMATION).put((byte) 4).put((byte) 64).put((byte) ON_LINK_AND_AUTONOMOUS);
        message.putInt(SECONDS).putInt(SECONDS).putInt(0);
        message.putInt(0x2001_0db8).putShort((short) number).putShort((short) 0).putLong(0);
        return message.flip();
    }

    private static void require(int result) {
        if (result < 0) {
            throw new AssertionError("an advertisement cannot be sent: errno " + -result);
        }
    }
}
