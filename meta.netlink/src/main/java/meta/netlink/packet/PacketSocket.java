package meta.netlink.packet;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.MacAddress;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;

/**
 * A packet socket ({@code packet(7)}), bound to one device of the network namespace that the thread was in which opened it. It needs
 * {@code CAP_NET_RAW}.
 *
 * <p>It gets what others send about addresses, not what this machine sends by the device, and takes nothing away from the kernel, which
 * sees all of it as well. Afterwards any thread may use it, one at a time.
 */
public final class PacketSocket implements AutoCloseable {
    private static final int ALL_PROTOCOLS = 3; // linux/if_ether.h ETH_P_ALL
    private static final int FRAME_BYTES = 2048; // of a longer one, which ours never are, the end is lost

    private final Descriptor descriptor;
    private final int ifindex;
    private final ByteBuffer frame = ByteBuffer.allocateDirect(FRAME_BYTES);

    private PacketSocket(Descriptor descriptor, int ifindex) {
        this.descriptor = descriptor;
        this.ifindex = ifindex;
    }

    /**
     * Opens a socket on a device of the calling thread's namespace.
     *
     * @throws PacketException where there is none to be had
     */
    public static PacketSocket open(int ifindex) {
        // of no protocol: it hears nothing before it is bound
        int number = Libc.socket(Libc.AF_PACKET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, 0);
        PacketException.require("socket AF_PACKET", number);
        PacketSocket socket = new PacketSocket(new Descriptor(number), ifindex);
        try {
            socket.configure();
        } catch (PacketException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private void configure() {
        int number = descriptor.number();
        PacketException.require("setsockopt SO_ATTACH_FILTER", Libc.attachFilter(number, FrameFilter.program()));
        PacketException.require(
                "setsockopt PACKET_IGNORE_OUTGOING", // since Linux 4.20
                Libc.setsockopt(number, Libc.SOL_PACKET, Libc.PACKET_IGNORE_OUTGOING, 1));
        PacketException.require("bind", Libc.bindToDevice(number, ifindex, ALL_PROTOCOLS));
    }

    /**
     * Has the device let in what is sent to a group of stations, as long as this is open.
     *
     * @throws PacketException where the kernel refuses
     */
    public void join(MacAddress group) {
        PacketException.require(
                "setsockopt PACKET_ADD_MEMBERSHIP", Libc.joinGroup(descriptor.number(), ifindex, group.bytes()));
    }

    /**
     * Sends a frame.
     *
     * @throws PacketException where the kernel refuses, as with {@code ENETDOWN} where the device is down
     */
    public void send(LinkFrame sent) {
        byte[] bytes = sent.bytes();
        ByteBuffer out = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        PacketException.require("send", Libc.send(descriptor.number(), out));
    }

    /**
     * {@return the next frame about an address; empty where none has come in time}
     *
     * @param patience how long to wait
     * @throws PacketException where the device is gone or goes down
     */
    public Optional<LinkFrame> receive(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            int length = Libc.recv(descriptor.number(), frame, Libc.MSG_DONTWAIT);
            if (length >= 0) {
                Optional<LinkFrame> read = LinkFrame.read(frame.duplicate().limit(length));
                if (read.isPresent()) {
                    return read;
                }
            } else if (length != -Errno.EAGAIN.number()) {
                throw new PacketException("recv", Errno.of(-length));
            } else if (end - System.nanoTime() <= 0) {
                return Optional.empty();
            } else {
                Libc.pollToRead(descriptor.number(), milliseconds(end - System.nanoTime()));
            }
        }
    }

    private static int milliseconds(long nanoseconds) {
        return Math.clamp((nanoseconds + 999_999) / 1_000_000, 0, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
