package meta.netlink.socket;

import java.nio.ByteBuffer;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.codec.Frame;
import meta.netlink.libc.Deadline;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.libc.NativeBuffer;

/**
 * Sends bytes to the kernel through an rtnetlink socket, and receives datagrams that contain frames. Only one thread at a time may use the
 * socket. The methods throw {@link NetlinkException} if a system call fails, and {@link IllegalStateException} after {@link #close}.
 */
final class NetlinkDatagramSocket implements AutoCloseable {
    /** The size of the largest datagram that can be received; a larger one causes {@code EMSGSIZE}. */
    private static final int DATAGRAM_BYTES = 64 * 1024;

    /** The limit of the receive buffer. The kernel allocates memory only for unread datagrams. */
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

    private final Descriptor descriptor;
    private final NativeBuffer memory = new NativeBuffer(DATAGRAM_BYTES);
    private final ByteBuffer datagram = memory.bytes();

    private NetlinkDatagramSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens a socket with a limit of 4 MiB. */
    static NetlinkDatagramSocket open() {
        return open(RECEIVE_BUFFER_BYTES);
    }

    /**
     * Opens a socket in the calling thread's namespace. The caller must close the socket.
     *
     * @param receiveBuffer the limit of the receive buffer in bytes ({@code SO_RCVBUF}); without {@code CAP_NET_ADMIN}, the kernel may
     *     lower it
     */
    static NetlinkDatagramSocket open(int receiveBuffer) {
        int number = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.NETLINK_ROUTE);
        require("socket NETLINK_ROUTE", number);
        NetlinkDatagramSocket datagramSocket = new NetlinkDatagramSocket(new Descriptor(number));
        try {
            datagramSocket.configure(receiveBuffer);
        } catch (NetlinkException e) {
            datagramSocket.close();
            throw e;
        }
        return datagramSocket;
    }

    private void configure(int receiveBuffer) {
        setNetlinkOption("NETLINK_EXT_ACK", Libc.NETLINK_EXT_ACK);
        setNetlinkOption("NETLINK_CAP_ACK", Libc.NETLINK_CAP_ACK);
        setNetlinkOption("NETLINK_GET_STRICT_CHK", Libc.NETLINK_GET_STRICT_CHK); // since Linux 4.20
        int forced = Libc.setsockopt(descriptor.number(), Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, receiveBuffer);
        if (forced < 0) { // without CAP_NET_ADMIN; the kernel lowers the value to net.core.rmem_max
            require(
                    "setsockopt SO_RCVBUF",
                    Libc.setsockopt(descriptor.number(), Libc.SOL_SOCKET, Libc.SO_RCVBUF, receiveBuffer));
        }
        require("connect to the kernel", Libc.connectToKernel(descriptor.number()));
    }

    private void setNetlinkOption(String name, int option) {
        require("setsockopt " + name, Libc.setsockopt(descriptor.number(), Libc.SOL_NETLINK, option, 1));
    }

    /** Joins a multicast group ({@code linux/rtnetlink.h RTNLGRP_}). */
    void join(int group) {
        require(
                "setsockopt NETLINK_ADD_MEMBERSHIP " + group,
                Libc.setsockopt(descriptor.number(), Libc.SOL_NETLINK, Libc.NETLINK_ADD_MEMBERSHIP, group));
    }

    /**
     * Makes the socket also receive the notifications of other namespaces that have an nsid in the socket's namespace.
     *
     * @return false if the calling thread lacks {@code CAP_NET_BROADCAST}
     */
    boolean listenToAllNamespaces() {
        int result = Libc.setsockopt(descriptor.number(), Libc.SOL_NETLINK, Libc.NETLINK_LISTEN_ALL_NSID, 1);
        if (result == -Errno.EPERM.number()) {
            return false;
        }
        require("setsockopt NETLINK_LISTEN_ALL_NSID", result);
        return true;
    }

    void filter(ByteBuffer program) {
        require("setsockopt SO_ATTACH_FILTER", Libc.attachFilter(descriptor.number(), program));
    }

    int number() {
        return descriptor.number();
    }

    /** Sends one or more requests to the kernel in one datagram. */
    void send(byte[] bytes) {
        try (NativeBuffer copy = new NativeBuffer(bytes.length)) {
            ByteBuffer out = copy.bytes().put(bytes).flip();
            require("send", Libc.send(descriptor.number(), out));
        }
    }

    /**
     * Waits for the next datagram.
     *
     * @return the frames of the datagram, which are valid until this socket receives the next datagram or is closed
     * @throws NetlinkException with {@code ETIMEDOUT} if no datagram arrives in time; with {@code ENOBUFS} if the kernel dropped datagrams,
     *     after which the socket can still receive
     * @throws meta.netlink.message.MalformedMessageException if the datagram cannot be split into frames
     */
    List<Frame> receive(Deadline deadline) {
        int length = receiveAtOnce();
        while (length == -Errno.EAGAIN.number()) {
            requireTime(deadline);
            require("poll", Libc.pollToRead(descriptor.number(), deadline));
            length = receiveAtOnce();
        }
        return frames(length);
    }

    /**
     * Reads the next datagram as {@link #receive} does, but without waiting.
     *
     * @return the frames of the datagram; empty if no datagram has arrived
     */
    List<Frame> receiveAvailable() {
        int length = receiveAtOnce();
        return length == -Errno.EAGAIN.number() ? List.of() : frames(length);
    }

    private int receiveAtOnce() {
        return Libc.recv(descriptor.number(), datagram, Libc.MSG_DONTWAIT | Libc.MSG_TRUNC);
    }

    private List<Frame> frames(int length) {
        require("recv", length);
        if (length > datagram.capacity()) {
            throw new NetlinkException("recv of " + length + " bytes", Errno.EMSGSIZE);
        }
        return Frame.split(datagram.duplicate().order(datagram.order()).limit(length));
    }

    private static void requireTime(Deadline deadline) {
        if (deadline.isOver()) {
            throw new NetlinkException("recv", Errno.ETIMEDOUT);
        }
    }

    private static void require(String operation, int result) {
        if (result < 0) {
            throw new NetlinkException(operation, Errno.of(-result));
        }
    }

    @Override
    public void close() {
        descriptor.close();
        memory.close();
    }
}
