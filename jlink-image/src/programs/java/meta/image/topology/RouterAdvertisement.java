package meta.image.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import meta.netlink.IpAddress;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;

/** Sends router advertisements (RFC 4861 4.2) with prefixes from which hosts form addresses (RFC 4861 4.6.2). */
public final class RouterAdvertisement {
    private static final IpAddress ALL_NODES = IpAddress.parse("ff02::1");
    private static final int ADVERTISEMENT = 134;
    private static final int HOPS = 64;
    private static final int ROUTER_SECONDS = 1800;
    private static final int PREFIX_INFORMATION = 3;
    private static final int OPTION_LENGTH = 4; // in units of eight bytes
    private static final int ON_LINK_AND_AUTONOMOUS = 0xc0;
    private static final int VALID_SECONDS = 86_400;
    private static final int PREFERRED_SECONDS = 14_400;

    private RouterAdvertisement() {}

    /**
     * Sends one advertisement for each prefix to all nodes on the LAN of the router's device (ff02::1). The kernel computes the checksums.
     *
     * @param device a device with a link-local IPv6 address, which becomes the source of the advertisements
     * @param prefixes prefixes of 64 bits, written as addresses without a prefix length
     */
    public static void from(Namespace router, String device, String... prefixes) {
        int ifindex = Integer.parseInt(
                router.exec("cat /sys/class/net/" + device + "/ifindex").strip());
        IpAddress source = linkLocal(router, device);
        try (NetworkNamespace namespace = NetworkNamespace.open(router.path());
                NamespaceThread inside = namespace.enter();
                Descriptor socket = new Descriptor(inside.call(
                        () -> Libc.socket(Libc.AF_INET6, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.IPPROTO_ICMPV6)))) {
            require(Libc.setsockopt(socket.number(), Libc.SOL_IPV6, Libc.IPV6_MULTICAST_HOPS, 255));
            require(Libc.bindToAddress(socket.number(), source.bytes(), ifindex));
            require(Libc.connectToAddress(socket.number(), ALL_NODES.bytes(), ifindex));
            for (String prefix : prefixes) {
                require(Libc.send(socket.number(), advertisement(IpAddress.parse(prefix))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IpAddress linkLocal(Namespace router, String device) {
        String line = router.ip("-o -6 addr show dev " + device + " scope link");
        return IpAddress.parse(line.replaceAll("(?s).*inet6 ([^/]+)/.*", "$1"));
    }

    private static ByteBuffer advertisement(IpAddress prefix) {
        ByteBuffer message = ByteBuffer.allocateDirect(48);
        message.put((byte) ADVERTISEMENT).put((byte) 0).putShort((short) 0);
        message.put((byte) HOPS)
                .put((byte) 0)
                .putShort((short) ROUTER_SECONDS)
                .putInt(0)
                .putInt(0);
        message.put((byte) PREFIX_INFORMATION)
                .put((byte) OPTION_LENGTH)
                .put((byte) 64)
                .put((byte) ON_LINK_AND_AUTONOMOUS);
        message.putInt(VALID_SECONDS).putInt(PREFERRED_SECONDS).putInt(0).put(prefix.bytes());
        return message.flip();
    }

    private static void require(int result) {
        if (result < 0) {
            throw new AssertionError("an advertisement cannot be sent: errno " + -result);
        }
    }
}
