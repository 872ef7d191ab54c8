package meta.core.kernel;

import java.util.List;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import org.jspecify.annotations.Nullable;

/** One of the two namespaces: held open, with a socket in it, and with a thread where the caller's own is not in it. */
final class Side implements AutoCloseable {
    private final NetworkNamespace namespace;
    private final @Nullable NamespaceThread thread;
    private @Nullable NetlinkSocket socket;

    private Side(NetworkNamespace namespace, @Nullable NamespaceThread thread) {
        this.namespace = namespace;
        this.thread = thread;
    }

    static Side ofThisThread(NetworkNamespace namespace) {
        return new Side(namespace, null);
    }

    static Side enter(NetworkNamespace namespace) throws NamespaceException {
        try {
            return new Side(namespace, namespace.enter());
        } catch (NamespaceException e) {
            namespace.close();
            throw e;
        }
    }

    NetworkNamespace namespace() {
        return namespace;
    }

    /** {@return what the work returns when it is done by a thread that is in the namespace} */
    <T> T call(NamespaceThread.Work<T, RuntimeException> work) {
        return thread == null ? work.run() : thread.call(work);
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
        if (thread != null) {
            thread.close();
        }
        namespace.close();
    }
}
