package meta.netlink.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.codec.Frame;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;

/**
 * Receives the kernel's notifications of changes in the network namespace of the thread that opens the subscription. Afterwards, any thread
 * may use the subscription, but only one thread at a time. After an exception, the subscription must be closed.
 *
 * <p>In most cases, the kernel queues a notification before it replies to the request that made the change ({@code net/core/rtnetlink.c
 * rtnl_notify}). The notification of an IPv6 address with {@code IFA_F_NODAD} may follow the reply ({@code net/ipv6/addrconf.c
 * addrconf_dad_completed}).
 */
public final class Subscription implements AutoCloseable {
    /** The limit of the receive buffer. */
    private static final int RECEIVE_BUFFER_BYTES = 256 * 1024;

    private final NetlinkDatagramSocket datagramSocket;

    private Subscription(NetlinkDatagramSocket datagramSocket) {
        this.datagramSocket = datagramSocket;
    }

    /** A multicast group of notifications ({@code linux/rtnetlink.h RTNLGRP_}). */
    public enum Group {
        LINKS(1),
        NEIGHBORS(3),
        IPV4_ADDRESSES(5),
        IPV4_ROUTES(7),
        IPV4_RULES(8),
        IPV6_ADDRESSES(9),
        IPV6_ROUTES(11),
        IPV6_RULES(19),
        /** Changes of some sysctls below {@code net/ipv4/conf}. */
        IPV4_NETCONF(24),
        /** Changes of some sysctls below {@code net/ipv6/conf}. */
        IPV6_NETCONF(25),
        NAMESPACE_IDS(28);

        private final int number;

        Group(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /**
     * Subscribes to groups in the calling thread's namespace.
     *
     * @return the subscription, which the caller must close
     * @throws NetlinkException if a system call fails
     */
    public static Subscription open(Group... groups) {
        NetlinkDatagramSocket datagramSocket = NetlinkDatagramSocket.open(RECEIVE_BUFFER_BYTES);
        try {
            for (Group group : groups) {
                datagramSocket.join(group.number);
            }
            return new Subscription(datagramSocket);
        } catch (NetlinkException e) {
            datagramSocket.close();
            throw e;
        }
    }

    /**
     * Reads all notifications that have arrived, without waiting.
     *
     * @return the created, changed or deleted objects in the order of their arrival, without a mark of deletions; an empty {@code Optional}
     *     if the kernel dropped notifications
     * @throws NetlinkException if the socket fails
     * @throws MalformedMessageException if a notification cannot be decoded
     */
    public Optional<List<NetlinkMessage>> drain() {
        List<NetlinkMessage> changed = new ArrayList<>();
        boolean dropped = false;
        while (true) {
            try {
                List<Frame> frames = datagramSocket.receiveAvailable();
                if (frames.isEmpty()) {
                    return dropped ? Optional.empty() : Optional.of(changed);
                }
                for (Frame frame : frames) {
                    if (frame.isMessage()) {
                        changed.add(frame.message());
                    }
                }
            } catch (NetlinkException e) {
                if (!e.errno().equals(Errno.ENOBUFS)) {
                    throw e;
                }
                dropped = true; // the kernel drops all further notifications until this queue is empty
            }
        }
    }

    @Override
    public void close() {
        datagramSocket.close();
    }
}
