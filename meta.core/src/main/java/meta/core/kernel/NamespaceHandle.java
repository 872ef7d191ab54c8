package meta.core.kernel;

import java.util.List;
import java.util.function.Consumer;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.DumpSink;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import org.jspecify.annotations.Nullable;

/**
 * Access to one network namespace of a call, with a netlink socket in the namespace. If a request fails with an exception, the next request
 * opens a new socket.
 */
final class NamespaceHandle implements AutoCloseable {
    private final NetworkNamespace namespace;
    private final NamespaceExecutor executor;
    private @Nullable NetlinkSocket socket;

    NamespaceHandle(NetworkNamespace namespace, NamespaceExecutor executor) {
        this.namespace = namespace;
        this.executor = executor;
    }

    int descriptor() {
        return namespace.descriptor();
    }

    String identity() {
        return namespace.identity();
    }

    /** Runs the work as {@link NamespaceExecutor#call} does. */
    <T> T call(NamespaceTask<T, RuntimeException> work) {
        return executor.call(work);
    }

    /**
     * Opens a socket in the namespace.
     *
     * @param close closes the opened socket if this method throws an exception
     * @return the socket, which the caller closes
     * @throws NetlinkException as for {@link NamespaceExecutor#call}; exceptions of {@code opening} also pass through
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
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Reply dump(Request request) {
        try {
            return socket().dump(request);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Reply dump(Request request, DumpSink sink) {
        try {
            return socket().dump(request, sink);
        } catch (RuntimeException e) { // also an exception of the sink: the rest of the reply has not been read
            close();
            throw e;
        }
    }

    /** {@return the socket; opens it if it is not open} */
    NetlinkSocket socket() {
        NetlinkSocket open = socket;
        if (open == null) {
            open = open(NetlinkSocket::open, NetlinkSocket::close);
            socket = open;
        }
        return open;
    }

    /** Closes the socket, but not the namespace. */
    @Override
    public void close() {
        NetlinkSocket open = socket;
        if (open != null) {
            socket = null;
            open.close();
        }
    }
}
