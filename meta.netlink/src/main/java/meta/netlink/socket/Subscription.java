package meta.netlink.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.codec.Frame;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;

/**
 * What the kernel tells by itself: which things of some kinds are new, changed or gone, in the network namespace that the thread was in
 * which opened this.
 *
 * <p>A notification is in the queue of every subscriber before the request that has made the change is answered: the kernel puts it there
 * within the change itself ({@code net/core/rtnetlink.c rtnl_notify}). The exception are IPv6 addresses that are not checked for
 * duplicates ({@code IFA_F_NODAD}), which are told of a moment later, by another thread of the kernel
 * ({@code net/ipv6/addrconf.c addrconf_dad_completed}).
 *
 * <p>Afterwards any thread may use it, one at a time. A subscription that has thrown is good for nothing but to be closed.
 */
public final class Subscription implements AutoCloseable {
    /** How much may wait unread: some hundred notifications. Whoever has missed that many has to look at everything anyway. */
    private static final int RECEIVE_BUFFER_BYTES = 256 * 1024;

    private final Channel channel;

    private Subscription(Channel channel) {
        this.channel = channel;
    }

    /** A kind of things ({@code linux/rtnetlink.h RTNLGRP_}). */
    public enum Group {
        IPV4_ADDRESSES(5),
        IPV6_ADDRESSES(9);

        private final int group;

        Group(int group) {
            this.group = group;
        }
    }

    /**
     * Subscribes in the calling thread's namespace: what happens from now on is told.
     *
     * @throws NetlinkException where that is not to be had
     */
    public static Subscription open(Group... topics) {
        Channel channel = Channel.open(RECEIVE_BUFFER_BYTES);
        try {
            for (Group topic : topics) {
                channel.join(topic.group);
            }
            return new Subscription(channel);
        } catch (NetlinkException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Takes all that has come, and waits for nothing.
     *
     * @return the things that have changed, in the order of the changes, each as it was when it was new, changed or went away; empty
     *     where the kernel had to drop some of it: anything may have changed then
     * @throws NetlinkException where the socket fails
     * @throws MalformedMessageException where a notification cannot be read
     */
    public Optional<List<NetlinkMessage>> drain() {
        List<NetlinkMessage> changed = new ArrayList<>();
        boolean dropped = false;
        while (true) {
            try {
                List<Frame> frames = channel.receiveAvailable();
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
                dropped = true; // the kernel drops all that follows too, until the queue is empty
            }
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
