package meta.netlink.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import meta.netlink.Errno;
import meta.netlink.codec.Frame;
import meta.netlink.codec.Output;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.Request.Operation;

/**
 * A rtnetlink socket, bound to the network namespace that the thread was in which opened it.
 *
 * <p>Afterwards any thread may use it, one at a time. The kernel checks requests strictly ({@code NETLINK_GET_STRICT_CHK}) and tells in
 * words what it does not like ({@code NETLINK_EXT_ACK}). A socket that has thrown is good for nothing but to be closed.
 */
public final class NetlinkSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * How many requests go out at once. Their answers wait in the receive buffer, of which a link takes some 4 KiB: unread ones of more
     * requests could overflow the smallest buffer that {@link Channel} may get.
     */
    private static final int DUMP_TRIES = 5;

    private static final int BATCH_REQUESTS = 64;

    /** How many bytes go out at once: less than the kernel's smallest send buffer ({@code net.core.wmem_default}) takes. */
    private static final int BATCH_BYTES = 64 * 1024;

    private final Channel channel;
    private final Duration patience;
    private int sequence;

    private NetlinkSocket(Channel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
    }

    /**
     * Opens a socket in the calling thread's namespace that waits up to five seconds for the answers to a call.
     *
     * @throws NetlinkException where there is none to be had
     */
    public static NetlinkSocket open() {
        return open(PATIENCE);
    }

    /**
     * Opens a socket in the calling thread's namespace.
     *
     * @param patience how long one call of {@link #send} or {@link #dump} may take
     * @throws NetlinkException where there is none to be had
     */
    public static NetlinkSocket open(Duration patience) {
        return new NetlinkSocket(Channel.open(), patience);
    }

    /**
     * Has the kernel carry out requests, in this order, and go on after one that it refuses.
     *
     * <p>They go out in one system call; only very many or very large ones in several.
     *
     * @param requests anything but dumps
     * @return a reply for each request, in the same order
     * @throws NetlinkException where the answers do not come in time; what has been done is then unknown
     * @throws MalformedMessageException where an answer cannot be read
     */
    public List<Reply> send(List<Request> requests) {
        for (Request request : requests) {
            requireOperation(request, false);
        }
        Deadline deadline = Deadline.in(patience);
        List<Reply> replies = new ArrayList<>(requests.size());
        while (replies.size() < requests.size()) {
            Batch batch = Batch.of(
                    requests.subList(replies.size(), requests.size()), sequence + 1, BATCH_REQUESTS, BATCH_BYTES);
            sequence += batch.size();
            channel.send(batch.bytes());
            while (!batch.isAnswered()) {
                for (Frame frame : channel.receive(deadline)) {
                    batch.take(frame);
                }
            }
            replies.addAll(batch.replies());
        }
        return replies;
    }

    /**
     * Asks for all messages that are like the request's. What changes while the kernel tells is asked for again; where things change all the
     * time, as where many pods start at once, the answer is all that was told in {@value #DUMP_TRIES} tries: nothing that was there
     * throughout is missing, and what has just gone may be in it.
     *
     * @param request a dump
     * @throws NetlinkException where the answers do not come in time
     * @throws MalformedMessageException where an answer cannot be read
     */
    public Reply dump(Request request) {
        AllMessages all = new AllMessages();
        return dump(request, all) instanceof Reply.Rejected refused ? refused : new Reply.Acknowledged(all.messages());
    }

    /**
     * Asks for all messages that are like the request's, as {@link #dump(Request)} does, and hands them over one by one.
     *
     * @param request a dump
     * @param sink takes them
     * @return whether the kernel has told; without the messages
     * @throws NetlinkException where the answers do not come in time
     * @throws MalformedMessageException where an answer cannot be read
     */
    public Reply dump(Request request, DumpSink sink) {
        requireOperation(request, true);
        Deadline deadline = Deadline.in(patience);
        int tries = 0;
        do {
            Dump dump = dumpOnce(request, sink, deadline);
            Reply reply = Objects.requireNonNull(dump.reply());
            if (reply instanceof Reply.Rejected) {
                return reply;
            }
            if (!dump.hasLost()) {
                tries++;
                sink.end(dump.isInterrupted());
            }
            if (!dump.isInterrupted()) {
                return reply;
            }
        } while (tries < DUMP_TRIES && !deadline.isOver());
        if (tries == 0) {
            throw new NetlinkException("dump of which parts are lost again and again", Errno.ETIMEDOUT);
        }
        return new Reply.Acknowledged(List.of());
    }

    private Dump dumpOnce(Request request, DumpSink sink, Deadline deadline) {
        sink.begin();
        Dump dump = new Dump(++sequence, sink);
        Output out = new Output();
        RequestFrame.write(request, sequence, out);
        channel.send(out.toByteArray());
        while (dump.reply() == null) {
            receive(dump, deadline);
        }
        return dump;
    }

    private void receive(Dump dump, Deadline deadline) {
        try {
            for (Frame frame : channel.receive(deadline)) {
                dump.take(frame);
            }
        } catch (NetlinkException e) {
            if (!e.errno().equals(Errno.ENOBUFS) || !dump.lost()) {
                throw e;
            } // the kernel goes on with the rest, which has to be read before another dump
        }
    }

    private static void requireOperation(Request request, boolean dump) {
        if ((request.operation() == Operation.DUMP) != dump) {
            throw new IllegalArgumentException(request.operation() + (dump ? " is no dump" : " is sent by dump()"));
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
