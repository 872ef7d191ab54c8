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
 * Receives the kernel's notifications of changes in several network namespaces. The monitor's own namespace is the namespace of the thread that opens
 * the monitor. The monitor reports the changes in its own namespace, and in every other namespace that has an nsid in the monitor's own namespace.
 * For example, the kernel gives an nsid to the namespace of a veth's peer ({@code IFLA_LINK_NETNSID}).
 *
 * <p>Without {@code CAP_NET_BROADCAST}, the kernel reports changes in the monitor's own namespace only. Changes of neighbours without a protocol
 * number ({@code NDA_PROTOCOL}) are not reported.
 *
 * <p>Only one thread at a time may call {@link #await}, {@link #read} or {@link #close}; any thread may call {@link #wakeUp} at any time. After a
 * {@link NetlinkException}, the monitor must be closed. After {@link #close}, {@link #await} and {@link #read} throw {@link IllegalStateException}.
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
     * @param notifications the changes; the changes of one namespace are in the order in which they happened
     * @param hasLost whether the kernel has dropped notifications, or a datagram was too large, so that changes since the previous {@link
     *     #read} may be missing
     * @param hasMore whether reading ended at the maximum number of datagrams, so that more datagrams may have arrived
     */
    public record Received(List<Notification> notifications, boolean hasLost, boolean hasMore) {
        public Received {
            notifications = List.copyOf(notifications);
        }
    }

    /**
     * Opens a monitor in the calling thread's namespace. From now on, the kernel queues the notifications of these groups for the monitor.
     *
     * @return the monitor, which the caller must close
     * @throws NetlinkException if a system call fails, for example because no descriptor is left
     * @throws MalformedMessageException if the kernel's reply to the query for the nsid of the monitor's own namespace cannot be decoded
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

    /**
     * {@return whether changes in other namespaces are reported too; false if the thread that opened the monitor did not have {@code
     * CAP_NET_BROADCAST}}
     */
    public boolean coversAllNamespaces() {
        return coversAllNamespaces;
    }

    /** {@return the nsid that the calling thread's namespace has in itself; empty if no program has set one} */
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
     * Waits until notifications or a report of a loss can be read, {@link #wakeUp} is called, a signal arrives or the timeout passes.
     *
     * @param timeout the longest time to wait, rounded up to milliseconds
     * @return whether notifications or a report of a loss can be {@linkplain #read read}
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
     * Reads notifications that have arrived, without waiting. If a message cannot be decoded, this message and the rest of its datagram are skipped;
     * {@link Received#hasLost} does not report this.
     *
     * @param most the maximum number of datagrams to read
     * @param isIgnored says for the nsid of another namespace whether the notifications of that namespace are skipped
     * @throws NetlinkException if the socket fails
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
