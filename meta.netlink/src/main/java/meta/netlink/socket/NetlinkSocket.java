package meta.netlink.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import meta.netlink.Errno;
import meta.netlink.codec.Frame;
import meta.netlink.codec.Output;
import meta.netlink.libc.Deadline;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.Request.Operation;

/**
 * An rtnetlink socket ({@code rtnetlink(7)}) in the network namespace of the thread that opens it. Any thread may use the socket afterwards, one at a
 * time.
 *
 * <p>The kernel checks requests strictly ({@code NETLINK_GET_STRICT_CHK}) and explains rejections in text ({@code NETLINK_EXT_ACK}). The methods
 * throw {@link NetlinkException} if the socket fails, and {@link MalformedMessageException} if a reply cannot be decoded. Afterwards the socket
 * cannot be reused and must be closed. A closed socket throws {@link IllegalStateException}.
 */
public final class NetlinkSocket implements AutoCloseable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The number of interrupted passes after which a dump ends. Passes with dropped parts do not count. */
    private static final int DUMP_TRIES = 5;

    /** More replies, of about 4 KiB for a link, could overflow the smallest receive buffer of a {@link NetlinkDatagramSocket}. */
    private static final int BATCH_REQUESTS = 64;

    /** The default send buffer ({@code net.core.wmem_default}) is larger. */
    private static final int BATCH_BYTES = 64 * 1024;

    private final NetlinkDatagramSocket datagramSocket;
    private final Duration timeout;
    private int sequence;

    private NetlinkSocket(NetlinkDatagramSocket datagramSocket, Duration timeout) {
        this.datagramSocket = datagramSocket;
        this.timeout = timeout;
    }

    /**
     * Opens a socket in the calling thread's namespace with a timeout of 5 seconds for the replies.
     *
     * @return the socket, which the caller must close
     */
    public static NetlinkSocket open() {
        return open(DEFAULT_TIMEOUT);
    }

    /**
     * Opens a socket in the calling thread's namespace.
     *
     * @param timeout the longest time that one call of {@link #send} or {@link #dump} waits for replies
     * @return the socket, which the caller must close
     */
    public static NetlinkSocket open(Duration timeout) {
        return new NetlinkSocket(NetlinkDatagramSocket.open(), timeout);
    }

    /**
     * Sends requests and waits for the replies. The kernel processes the requests in order and continues after a rejected one.
     *
     * @param requests requests of every kind except dumps
     * @return one reply for each request, in the same order
     * @throws IllegalArgumentException if a request is a dump (nothing is sent), or has no encoding (earlier batches have been sent)
     * @throws NetlinkException with {@code ETIMEDOUT} if the replies do not arrive in time
     */
    public List<Reply> send(List<Request> requests) {
        for (Request request : requests) {
            requireOperation(request, false);
        }
        Deadline deadline = Deadline.in(timeout);
        List<Reply> replies = new ArrayList<>(requests.size());
        while (replies.size() < requests.size()) {
            Batch batch = Batch.of(
                    requests.subList(replies.size(), requests.size()), sequence + 1, BATCH_REQUESTS, BATCH_BYTES);
            sequence += batch.size();
            datagramSocket.send(batch.bytes());
            while (!batch.isAnswered()) {
                for (Frame frame : datagramSocket.receive(deadline)) {
                    batch.take(frame);
                }
            }
            replies.addAll(batch.replies());
        }
        return replies;
    }

    /**
     * Requests all objects that match a message.
     *
     * <p>If objects change during a pass of the dump, or the kernel drops parts of a pass, another pass follows. If objects have changed in {@value
     * #DUMP_TRIES} passes, or in each pass until the timeout, the result is the union of these passes. The union may contain deleted objects, and may
     * lack objects that the kernel skipped in each pass.
     *
     * @return the objects, or the kernel's rejection
     * @throws IllegalArgumentException if the request is not a dump, or has no encoding
     * @throws NetlinkException with {@code ETIMEDOUT} if the timeout passes during a pass, or after a pass with dropped parts; with {@code ENOBUFS}
     *     if the kernel drops many parts in a row
     */
    public Reply dump(Request request) {
        DumpCollector all = new DumpCollector();
        return dump(request, all) instanceof Reply.Rejected rejected
                ? rejected
                : new Reply.Acknowledged(all.messages());
    }

    /**
     * Requests all objects as {@link #dump(Request)} does, and passes them to a sink one by one.
     *
     * @param sink receives the objects during this call; must not use this socket
     * @return an acknowledgement without objects, or the kernel's rejection, which makes the contents of the sink invalid
     */
    public Reply dump(Request request, DumpSink sink) {
        requireOperation(request, true);
        Deadline deadline = Deadline.in(timeout);
        int tries = 0;
        boolean isLost;
        do {
            DumpPass dump = dumpOnce(request, sink, deadline);
            isLost = dump.hasLost();
            Reply reply = Objects.requireNonNull(dump.reply());
            if (reply instanceof Reply.Rejected) {
                return reply;
            }
            if (!isLost) {
                tries++;
                sink.end(dump.isInterrupted());
            }
            if (!dump.isInterrupted()) {
                return reply;
            }
        } while (tries < DUMP_TRIES && !deadline.isOver());
        if (isLost) { // the sink contains only a part of the last pass
            throw new NetlinkException("dump: the receive buffer overflowed in the last pass", Errno.ETIMEDOUT);
        }
        return new Reply.Acknowledged(List.of());
    }

    private DumpPass dumpOnce(Request request, DumpSink sink, Deadline deadline) {
        sink.begin();
        DumpPass dump = new DumpPass(++sequence, sink);
        Output out = new Output();
        RequestEncoder.write(request, sequence, out);
        datagramSocket.send(out.toByteArray());
        while (dump.reply() == null) {
            receive(dump, deadline);
        }
        return dump;
    }

    private void receive(DumpPass dump, Deadline deadline) {
        try {
            for (Frame frame : datagramSocket.receive(deadline)) {
                dump.take(frame);
            }
        } catch (NetlinkException e) {
            if (!e.errno().equals(Errno.ENOBUFS) || !dump.lost()) {
                throw e;
            } // the rest of the dump must be read before the next pass
        }
    }

    private static void requireOperation(Request request, boolean dump) {
        if ((request.operation() == Operation.DUMP) != dump) {
            throw new IllegalArgumentException(
                    request.operation() + (dump ? " is not a dump" : " must be sent with dump()"));
        }
    }

    @Override
    public void close() {
        datagramSocket.close();
    }
}
