package meta.netlink.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import meta.netlink.Errno;
import meta.netlink.codec.Frame;
import meta.netlink.libc.DatagramReceiver;
import meta.netlink.libc.Deadline;
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
 * Reports changes in the network namespace of the thread that opens the monitor, and in all other namespaces that have an nsid there. The kernel sets
 * an nsid for the namespace of a veth's peer ({@code IFLA_LINK_NETNSID}).
 *
 * <p>Without {@code CAP_NET_BROADCAST}, the kernel reports only changes in the thread's own namespace. Neighbours without a protocol number are not
 * reported.
 *
 * <p>One thread at a time may wait, read or close; any thread may call {@link #wakeUp}. After a {@link NetlinkException} the monitor cannot be reused
 * and must be closed.
 */
public final class Monitor implements AutoCloseable {
    private static final int DATAGRAM_BYTES = 64 * 1024;
    private static final int FILES = 2;

    private final NetlinkDatagramSocket datagramSocket;
    private final WakeUp wakeUp;
    private final OptionalInt ownId;
    private final boolean coversAllNamespaces;
    private final DatagramReceiver receiver = new DatagramReceiver(DATAGRAM_BYTES);
    private final NativeBuffer pollfds = new NativeBuffer(UnixCalls.pollBytes(FILES));

    private Monitor(
            NetlinkDatagramSocket datagramSocket, WakeUp wakeUp, OptionalInt ownId, boolean coversAllNamespaces) {
        this.datagramSocket = datagramSocket;
        this.coversAllNamespaces = coversAllNamespaces;
        this.wakeUp = wakeUp;
        this.ownId = ownId;
    }

    /**
     * The result of {@link #read}.
     *
     * @param notifications the changes; those of one namespace are in the order in which they happened
     * @param hasLost whether the kernel has dropped notifications since the last call
     * @param hasMore whether reading ended because of the limit
     */
    public record Received(List<Notification> notifications, boolean hasLost, boolean hasMore) {
        public Received {
            notifications = List.copyOf(notifications);
        }
    }

    /**
     * Opens a monitor in the calling thread's namespace. It reports the changes of objects in these groups from now on.
     *
     * @return the monitor, which the caller must close
     * @throws NetlinkException if the kernel refuses, or no descriptor is left
     * @throws MalformedMessageException if a reply of the kernel cannot be decoded
     */
    public static Monitor open(Group... groups) {
        NetlinkDatagramSocket datagramSocket = NetlinkDatagramSocket.open();
        try {
            datagramSocket.filter(NeighborFilter.program());
            boolean all = datagramSocket.listenToAllNamespaces();
            for (Group group : groups) {
                datagramSocket.join(group.number());
            }
            OptionalInt ownId = ownId();
            int file = WakeUp.create();
            if (file < 0) {
                throw new NetlinkException("eventfd", Errno.of(-file));
            }
            return new Monitor(datagramSocket, WakeUp.of(file), ownId, all);
        } catch (NetlinkException | MalformedMessageException e) {
            datagramSocket.close();
            throw e;
        }
    }

    /** {@return whether changes in other namespaces are reported too} */
    public boolean coversAllNamespaces() {
        return coversAllNamespaces;
    }

    /** {@return the nsid of the calling thread's namespace in itself; empty unless another program has set it} */
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
            throw new NetlinkException("open the thread's own network namespace", e.errno());
        }
    }

    /**
     * Waits until {@link #read} can return notifications or a loss, {@link #wakeUp} is called, a signal arrives or the timeout passes.
     *
     * @param timeout the longest time to wait, rounded up to milliseconds
     * @return whether there is something to read
     */
    public boolean await(Duration timeout) {
        ByteBuffer files = pollfds.bytes();
        UnixCalls.pollFor(files, 0, datagramSocket.number());
        UnixCalls.pollFor(files, 1, wakeUp.number());
        int result = UnixCalls.poll(files, FILES, Deadline.in(timeout).milliseconds());
        if (result < 0 && result != -Errno.EINTR.number()) {
            throw new NetlinkException("poll", Errno.of(-result));
        }
        wakeUp.clear();
        return result > 0 && UnixCalls.isReady(files, 0);
    }

    /** Ends the current or the next {@link #await}. Has no effect after {@link #close}. */
    public void wakeUp() {
        wakeUp.set();
    }

    /**
     * Reads notifications that have arrived, without waiting. After a message that cannot be decoded, the rest of its datagram is skipped.
     *
     * @param most the number of datagrams after which reading ends
     * @param isIgnored returns whether the notifications of another namespace, given by its nsid, are skipped
     */
    public Received read(int most, IntPredicate isIgnored) {
        List<Notification> notifications = new ArrayList<>();
        boolean lost = false;
        for (int i = 0; i < most; i++) {
            int length = receiver.receive(datagramSocket.number());
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
        OptionalInt id = receiver.nsid();
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
            return; // for example, a message of a later kernel
        }
    }

    @Override
    public void close() {
        datagramSocket.close();
        wakeUp.close();
        receiver.close();
        pollfds.close();
    }
}
