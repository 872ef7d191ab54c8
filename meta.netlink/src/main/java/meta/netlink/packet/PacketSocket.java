package meta.netlink.packet;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.MacAddress;
import meta.netlink.libc.Deadline;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;

/**
 * Sends and receives ARP and neighbour discovery frames on one device, through a packet socket ({@code packet(7)}). Only one thread at a
 * time may use the socket. The methods throw {@link PacketException} if a system call fails, for example with {@code ENETDOWN} because the
 * device is down.
 *
 * <p>The socket receives only frames that arrive on the device without a VLAN id, and contain an ARP packet, a neighbour solicitation or a
 * neighbour advertisement.
 */
public final class PacketSocket implements AutoCloseable {
    private static final int ALL_PROTOCOLS = 3; // linux/if_ether.h ETH_P_ALL
    private static final int FRAME_BYTES = 2048; // longer frames are truncated

    /**
     * The maximum number of invalid frames that are examined after the deadline; the default receive buffer ({@code net.core.rmem_default})
     * holds fewer.
     */
    static final int FRAMES_AFTER_DEADLINE = 1024;

    private final Descriptor descriptor;
    private final int ifindex;
    private final ByteBuffer frame = ByteBuffer.allocateDirect(FRAME_BYTES);

    private PacketSocket(Descriptor descriptor, int ifindex) {
        this.descriptor = descriptor;
        this.ifindex = ifindex;
    }

    /** A source of received frames, which tests replace. */
    interface Source {
        /**
         * Copies the next frame, or the part of it that fits, to the start of the buffer.
         *
         * @return the number of copied bytes, or the negated errno, which is {@code -EAGAIN} if no frame has arrived
         */
        int read(ByteBuffer frame);

        /** Waits until a frame can be read or the deadline has passed. */
        void await(Deadline deadline);
    }

    /**
     * Opens a socket on a device of the calling thread's namespace. The thread needs {@code CAP_NET_RAW}.
     *
     * @return the socket, which the caller must close
     */
    public static PacketSocket open(int ifindex) {
        // protocol 0: the socket receives nothing before it is bound
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

    /** Makes the device accept frames for a multicast MAC address until this socket is closed. */
    public void join(MacAddress group) {
        PacketException.require(
                "setsockopt PACKET_ADD_MEMBERSHIP", Libc.joinGroup(descriptor.number(), ifindex, group.bytes()));
    }

    /** Sends a frame. */
    public void send(ArpOrNdpFrame sent) {
        byte[] bytes = sent.bytes();
        ByteBuffer out = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        PacketException.require("send", Libc.send(descriptor.number(), out));
    }

    /**
     * Waits for the next valid frame.
     *
     * @param timeout the longest time to wait; with zero, only frames that have already arrived are examined
     * @return the frame; empty if no valid frame was found in time
     */
    public Optional<ArpOrNdpFrame> receive(Duration timeout) {
        return receive(new Arrivals(descriptor.number()), frame, Deadline.in(timeout));
    }

    /**
     * Waits for the next valid frame. After the deadline, examines the frames that have already arrived, at most {@value
     * #FRAMES_AFTER_DEADLINE}.
     *
     * @return the frame; empty if no valid frame was found
     */
    static Optional<ArpOrNdpFrame> receive(Source source, ByteBuffer frame, Deadline deadline) {
        int late = 0;
        while (late < FRAMES_AFTER_DEADLINE) {
            int length = source.read(frame);
            boolean over = deadline.isOver();
            if (length == -Errno.EAGAIN.number()) {
                if (over) {
                    return Optional.empty();
                }
                source.await(deadline);
                continue;
            }
            PacketException.require("recv", length);
            Optional<ArpOrNdpFrame> valid = ArpOrNdpFrame.read(frame.duplicate().limit(length));
            if (valid.isPresent()) {
                return valid;
            }
            late += over ? 1 : 0;
        }
        return Optional.empty();
    }

    private record Arrivals(int descriptor) implements Source {
        @Override
        public int read(ByteBuffer frame) {
            return Libc.recv(descriptor, frame, Libc.MSG_DONTWAIT);
        }

        @Override
        public void await(Deadline deadline) {
            PacketException.require("poll", Libc.pollToRead(descriptor, deadline));
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
