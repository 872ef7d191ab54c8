package meta.core.kernel;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** Selects the messages of one kind from the kernel's replies. */
public final class MessagesInReplies {
    private MessagesInReplies() {}

    /** {@return the messages of this kind in a reply; an empty list if the kernel has rejected the request} */
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
     * {@return the messages of this kind in the reply to a query; an empty list if the kernel has rejected the query}
     *
     * @throws NetlinkException as for {@link #requireAnswer}
     */
    public static <M extends NetlinkMessage> List<M> of(Class<M> kind, Reply reply) {
        requireAnswer(reply);
        return in(reply, kind);
    }

    /**
     * Sends queries, and selects the messages of one kind from the replies.
     *
     * @param questions the queries, which must not be dumps; may be empty
     * @return the messages of this kind from all replies, in the order of the queries; a rejected query adds no message
     * @throws NetlinkException as for {@link KernelPort#send} and {@link #requireAnswer}
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
     * Requires that the kernel did not reject a query for lack of a resource ({@link meta.netlink.Errno#isShortage}). After such a
     * rejection, it is unknown whether the requested object exists.
     *
     * @throws NetlinkException after such a rejection
     */
    public static void requireAnswer(Reply reply) {
        if (reply instanceof Reply.Rejected rejected && rejected.errno().isShortage()) {
            throw new NetlinkException("reply to a query", rejected.errno());
        }
    }
}
