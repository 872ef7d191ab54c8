package meta.core.kernel;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** Selects the messages of one kind from the kernel's replies. */
public final class ReplyMessages {
    private ReplyMessages() {}

    /** {@return the messages of this kind in a reply; none if the kernel has rejected the request, for any reason} */
    public static <M extends NetlinkMessage> List<M> in(Reply reply, Class<M> kind) {
        List<M> found = new ArrayList<>();
        if (reply instanceof Reply.Acknowledged(List<NetlinkMessage> messages)) {
            for (NetlinkMessage message : messages) {
                if (kind.isInstance(message)) {
                    found.add(kind.cast(message));
                }
            }
        }
        return found;
    }

    /**
     * {@return the messages of this kind in the reply to a query; none if the kernel has rejected the query, for example because the object does not
     * exist}
     *
     * @throws NetlinkException if the kernel has rejected the query because of a {@linkplain meta.netlink.Errno#isShortage shortage}: the object may
     *     exist
     */
    public static <M extends NetlinkMessage> List<M> of(Class<M> kind, Reply reply) {
        requireAnswer(reply);
        return in(reply, kind);
    }

    /**
     * Sends queries, and selects from each reply as {@link #of(Class, Reply)} does.
     *
     * @param questions the queries, which must not be dumps; may be empty
     * @return the messages of this kind, in the order of the queries
     * @throws NetlinkException if the kernel has rejected a query because of a shortage, or the replies do not arrive
     * @throws meta.netlink.message.MalformedMessageException if a reply cannot be decoded
     */
    public static <M extends NetlinkMessage> List<M> of(
            Class<M> kind, KernelPort kernel, Netns netns, List<Request> questions) {
        List<M> answers = new ArrayList<>();
        if (!questions.isEmpty()) {
            for (Reply reply : kernel.send(netns, questions)) {
                answers.addAll(of(kind, reply));
            }
        }
        return answers;
    }

    /**
     * Makes sure that the kernel has not rejected a query because of a shortage. Such a rejection says nothing about the requested object.
     *
     * @throws NetlinkException if the query was rejected because of a shortage
     */
    public static void requireAnswer(Reply reply) {
        if (reply instanceof Reply.Rejected rejected && rejected.errno().isShortage()) {
            throw new NetlinkException("reply to a query", rejected.errno());
        }
    }
}
