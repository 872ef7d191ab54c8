package meta.core.kernel;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** The messages of one kind in the kernel's replies. */
public final class Answers {
    private Answers() {}

    /** {@return the messages of this kind in a reply; none if the kernel has refused the request for whatever reason} */
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
     * {@return the messages of this kind in the reply to a question; none if the kernel has refused it, for example because the object does not
     * exist}
     *
     * @throws NetlinkException if the kernel has refused it because of a {@linkplain meta.netlink.Errno#isShortage shortage}: the object may exist
     */
    public static <M extends NetlinkMessage> List<M> of(Class<M> kind, Reply reply) {
        requireAnswer(reply);
        return in(reply, kind);
    }

    /**
     * {@return the messages of this kind in the replies to questions, as {@link #of(Class, Reply)} selects them}
     *
     * @throws NetlinkException if the kernel has refused a question because of a shortage, or the replies do not arrive
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
     * Makes sure that the kernel has not refused the request because of a shortage: such a refusal says nothing about the object in question.
     *
     * @throws NetlinkException if it was refused because of a shortage
     */
    public static void requireAnswer(Reply reply) {
        if (reply instanceof Reply.Rejected refused && refused.errno().isShortage()) {
            throw new NetlinkException("answer to a question", refused.errno());
        }
    }
}
