package meta.netlink.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import meta.netlink.Errno;
import meta.netlink.codec.Frame;
import meta.netlink.libc.Deadline;
import meta.netlink.libc.NamespaceReceiver;
import meta.netlink.libc.NativeBuffer;
import meta.netlink.libc.UnixCalls;
import meta.netlink.libc.WakeUp;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.Subscription.Group;

/**
 * Reports changes in the network namespace of the thread that opens it and in all other namespaces that have an id there, as {@code ip -all-nsid
 * monitor} does. A namespace has an id if it contains the other end of a veth pair of the monitor's namespace ({@code IFLA_LINK_NETNSID}), or if a
 * program has set an id.
 *
 * <p>The opening thread needs {@code CAP_NET_BROADCAST} to receive from other namespaces; without it the kernel reports only its own. Neighbours
 * without a protocol number are not reported: ARP and neighbour discovery change them all the time.
 *
 * <p>One thread at a time waits and reads; any thread may {@linkplain #wakeUp wake} it. After an exception the monitor cannot be reused and must
 * be closed.
 */
public final class Monitor implements AutoCloseable {
    private static final int DATAGRAM_BYTES = 64 * 1024;
    private static final int FILES = 2;

    private final Channel channel;
    private final WakeUp wakeUp;
    private final OptionalInt ownId;
    private final NamespaceReceiver receiver = new NamespaceReceiver(DATAGRAM_BYTES);
    private final NativeBuffer pollfds = new NativeBuffer(UnixCalls.pollBytes(FILES));

    private Monitor(Channel channel, WakeUp wakeUp, OptionalInt ownId) {
        this.channel = channel;
        this.wakeUp = wakeUp;
        this.ownId = ownId;
    }

    /**
     * The result of {@link #read}.
     *
     * @param notifications the changes of each namespace in their order
     * @param hasLost whether the kernel has dropped notifications of any namespaces, so that any object may have changed
     * @param hasMore whether reading ended because of the limit
     */
    public record Received(List<Notification> notifications, boolean hasLost, boolean hasMore) {
        public Received {
            notifications = List.copyOf(notifications);
        }
    }

    /**
     * Subscribes to groups, for all changes from now on.
     *
     * @throws NetlinkException if the kernel refuses
     */
    public static Monitor open(Group... groups) {
        Channel channel = Channel.open();
        try {
            channel.filter(NeighborFilter.program());
            channel.listenToAllNamespaces();
            for (Group group : groups) {
                channel.join(group.number());
            }
            OptionalInt ownId = ownId();
            int file = WakeUp.create();
            if (file < 0) {
                throw new NetlinkException("eventfd", Errno.of(-file));
            }
            return new Monitor(channel, WakeUp.of(file), ownId);
        } catch (NetlinkException | MalformedMessageException e) {
            channel.close();
            throw e;
        }
    }

    /** {@return the id of the calling thread's namespace within itself, which another program can set} */
    private static OptionalInt ownId() {
        try (NetworkNamespace own = NetworkNamespace.current();
                NetlinkSocket socket = NetlinkSocket.open()) {
            Request query = Request.get(NamespaceIdMessage.ofDescriptor(own.descriptor()));
            if (socket.send(List.of(query)).getFirst() instanceof Reply.Acknowledged(List<NetlinkMessage> answers)
                    && !answers.isEmpty()
                    && answers.getFirst() instanceof NamespaceIdMessage id
                    && id.nsid() != null
                    && id.nsid() >= 0) {
                return OptionalInt.of(id.nsid());
            }
            return OptionalInt.empty();
        } catch (NamespaceException e) {
            throw new NetlinkException("open the own network namespace", Errno.EIO);
        }
    }

    /**
     * Waits until there is something to read, {@link #wakeUp} is called or the timeout passes.
     *
     * @param timeout rounded up to milliseconds
     * @return whether there is something to read
     * @throws NetlinkException if {@code poll(2)} fails
     */
    public boolean await(Duration timeout) {
        ByteBuffer files = pollfds.bytes();
        UnixCalls.pollFor(files, 0, channel.number());
        UnixCalls.pollFor(files, 1, wakeUp.number());
        int result = UnixCalls.poll(files, FILES, Deadline.in(timeout).milliseconds());
        if (result < 0 && result != -Errno.EINTR.number()) {
            throw new NetlinkException("poll", Errno.of(-result));
        }
        wakeUp.clear();
        return result > 0 && UnixCalls.isReady(files, 0);
    }

    /** Ends the current or the next {@link #await}. Thread-safe. */
    public void wakeUp() {
        wakeUp.set();
    }

    /**
     * Reads notifications that have arrived, without waiting. Those that cannot be decoded are skipped.
     *
     * @param most the number of datagrams after which reading ends
     * @param isIgnored whether notifications of the namespace with this id are skipped; they are then not decoded
     * @throws NetlinkException if the socket fails
     */
    public Received read(int most, IntPredicate isIgnored) {
        List<Notification> notifications = new ArrayList<>();
        boolean lost = false;
        for (int i = 0; i < most; i++) {
            int length = receiver.receive(channel.number());
            if (length == -Errno.EAGAIN.number()) {
                return new Received(notifications, lost, false);
            }
            if (length == -Errno.ENOBUFS.number() || length > DATAGRAM_BYTES) {
                lost = true;
            } else if (length < 0) {
                throw new NetlinkException("recvmsg", Errno.of(-length));
            } else {
                decode(length, isIgnored, notifications);
            }
        }
        return new Received(notifications, lost, true);
    }

    private void decode(int length, IntPredicate isIgnored, List<Notification> notifications) {
        OptionalInt id = receiver.namespaceId();
        OptionalInt other = id.equals(ownId) ? OptionalInt.empty() : id;
        if (other.isPresent() && isIgnored.test(other.getAsInt())) {
            return;
        }
        ByteBuffer datagram = receiver.datagram();
        try {
            for (Frame frame :
                    Frame.split(datagram.duplicate().order(datagram.order()).limit(length))) {
                if (frame.isMessage()) {
                    notifications.add(new Notification(
                            other,
                            frame.isDeletion() ? Notification.Kind.DELETED : Notification.Kind.CREATED_OR_CHANGED,
                            frame.message()));
                }
            }
        } catch (MalformedMessageException e) {
            return; // a message of a later kernel; readers must not rely on notifications alone
        }
    }

    @Override
    public void close() {
        channel.close();
        wakeUp.close();
        receiver.close();
        pollfds.close();
    }
}
