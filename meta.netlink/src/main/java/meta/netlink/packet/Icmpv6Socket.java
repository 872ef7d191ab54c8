package meta.netlink.packet;

import java.nio.ByteBuffer;
import meta.netlink.IpAddress;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;

/**
 * Sends neighbour discovery messages from one address of a device to all nodes on the device's LAN, through a raw ICMPv6 socket ({@code
 * raw(7)}, RFC 3542). The kernel sets the checksum. Only one thread at a time may use the socket. Closing it is faster than closing a
 * {@link PacketSocket}.
 */
public final class Icmpv6Socket implements AutoCloseable {
    private final Descriptor descriptor;

    private Icmpv6Socket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens a socket in the calling thread's namespace. The thread needs {@code CAP_NET_RAW}.
     *
     * @param source an IPv6 address of the device
     * @return the socket, which the caller must close
     * @throws PacketException if a system call fails, for example with {@code EADDRNOTAVAIL} because the address is tentative
     */
    public static Icmpv6Socket open(int ifindex, IpAddress source) {
        int number = Libc.socket(Libc.AF_INET6, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.IPPROTO_ICMPV6);
        PacketException.require("socket AF_INET6", number);
        Icmpv6Socket socket = new Icmpv6Socket(new Descriptor(number));
        try {
            socket.configure(ifindex, source);
        } catch (PacketException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private void configure(int ifindex, IpAddress source) {
        int number = descriptor.number();
        PacketException.require(
                "setsockopt IPV6_MULTICAST_HOPS",
                Libc.setsockopt(number, Libc.SOL_IPV6, Libc.IPV6_MULTICAST_HOPS, NdpFrame.HOP_LIMIT));
        PacketException.require(
                "setsockopt IPV6_MULTICAST_LOOP", Libc.setsockopt(number, Libc.SOL_IPV6, Libc.IPV6_MULTICAST_LOOP, 0));
        PacketException.require("bind", Libc.bindToAddress(number, source.bytes(), ifindex));
        PacketException.require("connect", Libc.connectToAddress(number, NdpFrame.ALL_NODES.bytes(), ifindex));
    }

    /**
     * Sends a message to all nodes on the device's LAN.
     *
     * @throws PacketException if the system call fails
     */
    public void send(NdpMessage message) {
        ByteBuffer out = ByteBuffer.allocateDirect(NdpFrame.MESSAGE_BYTES + NdpFrame.OPTION_BYTES);
        message.write(out);
        out.flip();
        PacketException.require("send", Libc.send(descriptor.number(), out));
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
