package meta.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.ScratchNamespaces;

/** Sockets in scratch namespaces, and assertions about their answers. */
final class Sockets {
    private Sockets() {}

    /** {@return a socket that was opened by a thread that has already ended} */
    static NetlinkSocket in(ScratchNamespaces net, String name) throws IOException {
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(name));
                NamespaceThread inside = namespace.enter()) {
            return inside.call(NetlinkSocket::open);
        }
    }

    /** Sends requests that the kernel must accept. */
    static void sendAll(NetlinkSocket socket, Request... requests) {
        assertThat(socket.send(List.of(requests)))
                .hasSameSizeAs(requests)
                .allSatisfy(reply -> assertThat(reply).isInstanceOf(Reply.Acknowledged.class));
    }

    static Reply.Rejected refusal(NetlinkSocket socket, Request request) {
        Reply reply = socket.send(List.of(request)).getFirst();
        assertThat(reply).isInstanceOf(Reply.Rejected.class);
        return (Reply.Rejected) reply;
    }

    /** {@return the only answer to a request} */
    static <M extends NetlinkMessage> M get(NetlinkSocket socket, M message, Class<M> kind) {
        return only(socket.send(List.of(Request.get(message))).getFirst(), kind);
    }

    static <M extends NetlinkMessage> List<M> dump(NetlinkSocket socket, M message, Class<M> kind) {
        return answers(socket.dump(Request.dump(message)), kind);
    }

    private static <M> M only(Reply reply, Class<M> kind) {
        List<M> answers = answers(reply, kind);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    private static <M> List<M> answers(Reply reply, Class<M> kind) {
        assertThat(reply).isInstanceOf(Reply.Acknowledged.class);
        List<M> answers = new ArrayList<>();
        for (NetlinkMessage answer : ((Reply.Acknowledged) reply).answers()) {
            answers.add(kind.cast(answer));
        }
        return answers;
    }
}
