package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.KernelPort;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** What the kernel answers to questions, as messages of one kind; a question about something that is not there has no answer. */
final class Answers {
    private Answers() {}

    static <M extends NetlinkMessage> List<M> of(
            Class<M> kind, KernelPort kernel, Netns netns, List<Request> requests) {
        List<M> answers = new ArrayList<>();
        if (!requests.isEmpty()) {
            for (Reply reply : kernel.send(netns, requests)) {
                answers.addAll(of(kind, reply));
            }
        }
        return answers;
    }

    /**
     * {@return the answers; none where what was asked about is not there}
     *
     * @throws NetlinkException where the kernel lacked something: that says nothing about what is there
     */
    static <M extends NetlinkMessage> List<M> of(Class<M> kind, Reply reply) {
        requireAnswer(reply);
        List<M> answers = new ArrayList<>();
        if (reply instanceof Reply.Acknowledged(List<NetlinkMessage> messages)) {
            for (NetlinkMessage message : messages) {
                if (kind.isInstance(message)) {
                    answers.add(kind.cast(message));
                }
            }
        }
        return answers;
    }

    /** Makes sure that a refusal is about what was asked, and not for want of something. */
    static void requireAnswer(Reply reply) {
        if (reply instanceof Reply.Rejected refused && refused.errno().isShortage()) {
            throw new NetlinkException("answer to a question", refused.errno());
        }
    }
}
