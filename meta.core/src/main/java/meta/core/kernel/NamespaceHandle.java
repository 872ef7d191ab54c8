package meta.core.kernel;

import java.util.List;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.socket.DumpSink;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import org.jspecify.annotations.Nullable;

/** One of the two namespaces: held open, with a socket in it. */
final class NamespaceHandle implements AutoCloseable {
    private final NetworkNamespace namespace;
    private final NamespaceExecutor caller;
    private @Nullable NetlinkSocket socket;

    private NamespaceHandle(NetworkNamespace namespace, NamespaceExecutor caller) {
        this.namespace = namespace;
        this.caller = caller;
    }

    /** {@return the side of the namespace that the calling thread is in} */
    static NamespaceHandle inside(NetworkNamespace namespace, HomeNamespace home) {
        return new NamespaceHandle(namespace, new NamespaceExecutor.Inside(home));
    }

    /**
     * {@return the side of a namespace that the calling thread, which is in another, goes to where it must}
     *
     * @throws NetlinkException where the kernel does not let it in; the namespace is closed then
     */
    static NamespaceHandle visiting(NetworkNamespace namespace, HomeNamespace home) {
        NamespaceHandle side = new NamespaceHandle(namespace, new NamespaceExecutor.Visiting(home));
        try {
            side.socket();
            return side;
        } catch (RuntimeException e) {
            side.close();
            throw e;
        }
    }

    /**
     * {@return the side of a namespace that the calling thread need not be near}
     *
     * @throws NamespaceException where the kernel does not let a thread in; the namespace is closed then
     */
    static NamespaceHandle outside(NetworkNamespace namespace) throws NamespaceException {
        try {
            return new NamespaceHandle(namespace, new NamespaceExecutor.Outside(namespace.enter()));
        } catch (NamespaceException e) {
            namespace.close();
            throw e;
        }
    }

    NetworkNamespace namespace() {
        return namespace;
    }

    /** {@return what the work returns when it is done in the namespace} */
    <T> T call(NamespaceTask<T, RuntimeException> work) {
        return caller.call(namespace, work);
    }

    List<Reply> send(List<Request> requests) {
        try {
            return socket().send(requests);
        } catch (NetlinkException | MalformedMessageException e) {
            drop();
            throw e;
        }
    }

    Reply dump(Request request) {
        try {
            return socket().dump(request);
        } catch (NetlinkException | MalformedMessageException e) {
            drop();
            throw e;
        }
    }

    Reply dump(Request request, DumpSink sink) {
        try {
            return socket().dump(request, sink);
        } catch (RuntimeException e) { // also one of the sink, which leaves answers unread
            drop();
            throw e;
        }
    }

    private NetlinkSocket socket() {
        NetlinkSocket open = socket;
        if (open == null) {
            open = call(NetlinkSocket::open);
            socket = open;
        }
        return open;
    }

    /** A socket that has failed is good for nothing; a roll-back needs one that works. */
    private void drop() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    @Override
    public void close() {
        drop();
        caller.close();
        namespace.close();
    }
}
