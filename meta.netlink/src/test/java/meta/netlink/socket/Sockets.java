package meta.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.ScratchNamespaces;

/** Opens netlink sockets in the namespaces of a test, sends requests, and asserts how the kernel replies. */
final class Sockets {
    private Sockets() {}

    /** {@return a socket of the namespace with this name; the thread that opened the socket has already ended} */
    static NetlinkSocket in(ScratchNamespaces net, String name) throws IOException {
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(name));
                NamespaceThread inside = namespace.enter()) {
            return inside.call(NetlinkSocket::open);
        }
    }

    /** Sends requests, and asserts that the kernel accepts each of them. */
    static void sendAll(NetlinkSocket socket, Request... requests) {
        assertThat(socket.send(List.of(requests)))
                .hasSameSizeAs(requests)
                .allSatisfy(reply -> assertThat(reply).isInstanceOf(Reply.Acknowledged.class));
    }

    /** Sends a request, asserts that the kernel rejects it, and returns the rejection. */
    static Reply.Rejected refusal(NetlinkSocket socket, Request request) {
        Reply reply = socket.send(List.of(request)).getFirst();
        assertThat(reply).isInstanceOf(Reply.Rejected.class);
        return (Reply.Rejected) reply;
    }

    /** Sends a query, asserts that the kernel answers with one object, and returns the object. */
    static <M extends NetlinkMessage> M get(NetlinkSocket socket, M message, Class<M> kind) {
        return only(socket.send(List.of(Request.get(message))).getFirst(), kind);
    }

    /** Sends a dump request, asserts that the kernel accepts it, and returns the listed objects. */
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
