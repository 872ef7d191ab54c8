package meta.core.kernel;

import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.NetlinkException;
import org.jspecify.annotations.Nullable;

/** The network namespace to which the calling thread belongs. Remembers whether the kernel did not let the thread return from a visit. */
final class HomeNamespace implements AutoCloseable {
    private final NetworkNamespace namespace;
    private boolean away;

    HomeNamespace(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    /**
     * Moves the calling thread to another namespace, does the work there, and moves the thread back.
     *
     * @throws NetlinkException if the kernel does not let the thread in, or does not let it return. In the latter case, the result or
     *     exception of the work is lost
     */
    <T extends @Nullable Object> T visit(NetworkNamespace other, NamespaceTask<T, RuntimeException> work) {
        try {
            T result = other.visit(namespace, work);
            away = false;
            return result;
        } catch (NamespaceException e) {
            throw new NetlinkException("setns to " + other, e.errno());
        } catch (StrandedException e) {
            away = true;
            throw new NetlinkException("setns to " + namespace, e.errno());
        }
    }

    /**
     * Moves the calling thread back if an earlier visit has left it in another namespace.
     *
     * @throws NetlinkException if the kernel does not let the thread return
     */
    void requireThread() {
        if (away) {
            try {
                close();
            } catch (StrandedException e) {
                throw new NetlinkException("setns to " + namespace, e.errno());
            }
        }
    }

    /**
     * Moves the calling thread back, as {@link #requireThread} does. Does not close the namespace.
     *
     * @throws StrandedException if the kernel does not let the thread return; the thread must then end
     */
    @Override
    public void close() {
        if (away) {
            namespace.bringBack();
            away = false;
        }
    }
}
