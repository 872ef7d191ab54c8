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
import meta.netlink.libc.MultiNamespaceReceiver;
import meta.netlink.libc.NativeBuffer;
import meta.netlink.libc.UnixSocketCalls;
import meta.netlink.libc.WakeUp;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.Subscription.Group;

/**
 * Receives the kernel's notifications of changes in several network namespaces: the namespace of the thread that opens the monitor, and the
 * other namespaces that have an nsid in it. The kernel reports changes of another namespace only if the opening thread has {@code
 * CAP_NET_BROADCAST} over that namespace. Changes of neighbours without a protocol number ({@code NDA_PROTOCOL}) are not reported.
 *
 * <p>Only one thread at a time may call {@link #await}, {@link #read} or {@link #close}; any thread may call {@link #wakeUp}. After a
 * {@link NetlinkException}, the monitor must be closed.
 */
public final class MultiNamespaceMonitor implements AutoCloseable {
    private static final int DATAGRAM_BYTES = 64 * 1024;
    private static final int FILES = 2;

    private final NetlinkDatagramSocket datagramSocket;
    private final WakeUp wakeUp;
    private final OptionalInt ownId;
    private final boolean coversAllNamespaces;
    private final MultiNamespaceReceiver receiver = new MultiNamespaceReceiver(DATAGRAM_BYTES);
    private final NativeBuffer pollfds = new NativeBuffer(UnixSocketCalls.pollBytes(FILES));
    private boolean isDropping;

    private MultiNamespaceMonitor(
            NetlinkDatagramSocket datagramSocket, WakeUp wakeUp, OptionalInt ownId, boolean coversAllNamespaces) {
        this.datagramSocket = datagramSocket;
        this.coversAllNamespaces = coversAllNamespaces;
        this.wakeUp = wakeUp;
        this.ownId = ownId;
    }

    /**
     * The result of {@link #read}.
     *
     * @param notifications the changes in the order of their arrival
     * @param hasLost whether notifications may have been lost since the last {@link #read}: a datagram was too large, or the kernel has
     *     dropped notifications. It reports this once, and then drops all notifications until no datagram is left to read
     * @param hasMore whether further datagrams may be left to read, because reading ended at the maximum
     */
    public record Received(List<Notification> notifications, boolean hasLost, boolean hasMore) {
        public Received {
            notifications = List.copyOf(notifications);
        }
    }

    /**
     * Opens a monitor in the calling thread's namespace.
     *
     * @return the monitor, which the caller must close
     * @throws NetlinkException if the monitor cannot be opened
     * @throws MalformedMessageException if a reply of the kernel cannot be decoded
     */
    public static MultiNamespaceMonitor open(Group... groups) {
        NetlinkDatagramSocket datagramSocket = NetlinkDatagramSocket.open();
        try {
            datagramSocket.filter(NeighborNotificationFilter.program());
            boolean all = datagramSocket.listenToAllNamespaces();
            for (Group group : groups) {
                datagramSocket.join(group.number());
            }
            OptionalInt ownId = ownId();
            int file = WakeUp.create();
            if (file < 0) {
                throw new NetlinkException("eventfd", Errno.of(-file));
            }
            return new MultiNamespaceMonitor(datagramSocket, WakeUp.of(file), ownId, all);
        } catch (NetlinkException | MalformedMessageException e) {
            datagramSocket.close();
            throw e;
        }
    }

    /** {@return whether changes in other namespaces are reported; requires {@code CAP_NET_BROADCAST}} */
    public boolean coversAllNamespaces() {
        return coversAllNamespaces;
    }

    /** {@return the nsid that the calling thread's namespace has in itself; empty if unknown} */
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
     * Waits until something can be {@linkplain #read read}, {@link #wakeUp} is called, a signal arrives or the timeout passes.
     *
     * @param timeout the longest time to wait, rounded up to milliseconds
     * @return whether something can be read
     * @throws NetlinkException if {@code poll(2)} fails
     */
    public boolean await(Duration timeout) {
        ByteBuffer files = pollfds.bytes();
        UnixSocketCalls.pollFor(files, 0, datagramSocket.number());
        UnixSocketCalls.pollFor(files, 1, wakeUp.number());
        int result = UnixSocketCalls.poll(files, FILES, Deadline.in(timeout).milliseconds());
        if (result < 0 && result != -Errno.EINTR.number()) {
            throw new NetlinkException("poll", Errno.of(-result));
        }
        wakeUp.clear();
        return result > 0 && UnixSocketCalls.isReady(files, 0);
    }

    /** Ends the current {@link #await}, or the next one if no thread is waiting. Has no effect after {@link #close}. */
    public void wakeUp() {
        wakeUp.set();
    }

    /**
     * Reads notifications that have arrived, without waiting. If a message cannot be decoded, this message and others of its datagram are
     * skipped.
     *
     * @param most the maximum number of datagrams and reported losses
     * @param isIgnored whether to skip the notifications of another namespace, given its nsid
     * @throws NetlinkException if the socket fails
     */
    public Received read(int most, IntPredicate isIgnored) {
        List<Notification> notifications = new ArrayList<>();
        boolean lost = isDropping;
        for (int i = 0; i < most; i++) {
            int length = receiver.receive(datagramSocket.number());
            if (length == -Errno.EAGAIN.number()) {
                isDropping = false;
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
        isDropping = lost;
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
            return; // skips the rest of the datagram; a later kernel may send messages of another kind
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
