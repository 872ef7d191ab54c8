package meta.core.observe;

import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.KernelPort;
import meta.netlink.message.NetlinkMessage;
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

    static <M extends NetlinkMessage> List<M> of(Class<M> kind, Reply reply) {
        List<M> answers = new ArrayList<>();
        if (reply instanceof Reply.Accepted(List<NetlinkMessage> messages)) {
            for (NetlinkMessage message : messages) {
                if (kind.isInstance(message)) {
                    answers.add(kind.cast(message));
                }
            }
        }
        return answers;
    }
}
