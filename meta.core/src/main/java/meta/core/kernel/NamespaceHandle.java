package meta.core.kernel;

import java.util.List;
import java.util.function.Consumer;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.DumpSink;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import org.jspecify.annotations.Nullable;

/**
 * Access to one of the two namespaces of a call, with a netlink socket in it. The socket is opened at its first use, and closed by {@link #close} and
 * after a request that has failed with an exception. The namespace and the executor's thread belong to the {@link CallKernel}.
 */
final class NamespaceHandle implements AutoCloseable {
    private final NetworkNamespace namespace;
    private final NamespaceExecutor executor;
    private @Nullable NetlinkSocket socket;

    NamespaceHandle(NetworkNamespace namespace, NamespaceExecutor executor) {
        this.namespace = namespace;
        this.executor = executor;
    }

    /** {@return a file descriptor of the namespace, valid until the namespace is closed} */
    int descriptor() {
        return namespace.descriptor();
    }

    /** {@return the namespace id (device and inode), see {@link NetworkNamespace#identity}} */
    String identity() {
        return namespace.identity();
    }

    /**
     * Does some work in the namespace.
     *
     * @return the result of the work
     * @throws NetlinkException if the kernel does not let the thread in, or does not let it return
     */
    <T> T call(NamespaceTask<T, RuntimeException> work) {
        return executor.call(work);
    }

    /**
     * Opens a socket in the namespace. If the thread cannot return, closes the socket again, because the caller does not receive it.
     *
     * @param close closes the socket
     * @return the socket, which the caller closes
     * @throws NetlinkException if the kernel does not let the thread in, or does not let it return
     */
    <T> T open(NamespaceTask<T, RuntimeException> opening, Consumer<? super T> close) {
        OwnedResources opened = new OwnedResources();
        try {
            return call(() -> opened.own(opening.run(), close));
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    List<Reply> send(List<Request> requests) {
        try {
            return socket().send(requests);
        } catch (NetlinkException | MalformedMessageException e) {
            close();
            throw e;
        }
    }

    Reply dump(Request request) {
        try {
            return socket().dump(request);
        } catch (NetlinkException | MalformedMessageException e) {
            close();
            throw e;
        }
    }

    Reply dump(Request request, DumpSink sink) {
        try {
            return socket().dump(request, sink);
        } catch (RuntimeException e) { // also after an exception of the sink, because the rest of the reply is unread
            close();
            throw e;
        }
    }

    /**
     * {@return the socket, opened if there is none}
     *
     * @throws NetlinkException if the kernel does not let the thread into the namespace or does not let it return, or provides no socket
     */
    NetlinkSocket socket() {
        NetlinkSocket open = socket;
        if (open == null) {
            open = open(NetlinkSocket::open, NetlinkSocket::close);
            socket = open;
        }
        return open;
    }

    /** Closes the socket. A failed socket cannot be reused: the next request, such as one of a rollback, opens a new one. */
    @Override
    public void close() {
        NetlinkSocket open = socket;
        if (open != null) {
            socket = null;
            open.close();
        }
    }
}
