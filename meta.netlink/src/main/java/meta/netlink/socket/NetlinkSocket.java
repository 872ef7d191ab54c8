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
 * Sends rtnetlink requests ({@code rtnetlink(7)}) to the kernel and returns the replies. The socket belongs to the network namespace of the
 * thread that opens it. Afterwards, any thread may use the socket, but only one thread at a time.
 *
 * <p>The methods throw {@link NetlinkException} if a system call fails, or with the errno {@code ETIMEDOUT} if a reply does not arrive
 * in time. The methods throw {@link MalformedMessageException} if a reply cannot be decoded. After these exceptions, and those of a {@link
 * DumpSink}, the socket must be closed.
 */
public final class NetlinkSocket implements AutoCloseable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The maximum number of passes of a dump in which objects change. Passes in which the kernel drops parts do not count. */
    private static final int DUMP_TRIES = 5;

    /**
     * The maximum number of requests in a batch. More replies could overflow a receive buffer that the kernel has limited to {@code
     * net.core.rmem_max}.
     */
    private static final int BATCH_REQUESTS = 64;

    /** The size in bytes at which a batch accepts no further request. The default send buffer ({@code net.core.wmem_default}) is larger. */
    private static final int BATCH_BYTES = 64 * 1024;

    private final NetlinkDatagramSocket datagramSocket;
    private final Duration timeout;
    private int sequence;

    private NetlinkSocket(NetlinkDatagramSocket datagramSocket, Duration timeout) {
        this.datagramSocket = datagramSocket;
        this.timeout = timeout;
    }

    /**
     * Opens a socket with a timeout of 5 seconds, see {@link #open(Duration)}.
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
     * Sends requests and waits for the replies. The kernel processes the requests in order, and continues after a rejected request.
     *
     * @return one reply for each request, in the order of the requests
     * @throws IllegalArgumentException if a request is a dump or cannot be encoded; the kernel may have processed the requests before this
     *     one
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
     * Lists all objects that match the message of the request. If objects change during a pass, or the kernel drops parts of it, another
     * pass may follow. If objects change during each complete pass, the result is the union of these passes. The union may contain deleted
     * objects, and may lack objects.
     *
     * @return an acknowledgement with the objects, or the kernel's rejection
     * @throws IllegalArgumentException if the request is not a dump, or cannot be encoded
     */
    public Reply dump(Request request) {
        DumpCollector all = new DumpCollector();
        return dump(request, all) instanceof Reply.Rejected rejected
                ? rejected
                : new Reply.Acknowledged(all.messages());
    }

    /**
     * Passes the objects that match the message of the request to a sink. After an exception or a rejection, the contents of the sink are
     * invalid.
     *
     * @param sink must not use this socket; its exceptions are passed on
     * @return an acknowledgement without objects, or the kernel's rejection
     * @throws IllegalArgumentException as for {@link #dump(Request)}
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
            throw new NetlinkException("dump: timeout after an overflow of the receive buffer", Errno.ETIMEDOUT);
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
            } // continue: the rest of this pass must be read before the next pass
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
