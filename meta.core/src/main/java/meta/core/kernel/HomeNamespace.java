package meta.core.kernel;

import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.NetlinkException;
import org.jspecify.annotations.Nullable;

/**
 * The network namespace to which the calling thread belongs, and whether the thread is there.
 *
 * <p>A thread is away if the kernel has not let it return from a visit. Open sockets still work, because they stay in the namespace in which they
 * were opened.
 */
final class HomeNamespace implements AutoCloseable {
    private final NetworkNamespace namespace;
    private boolean away;

    HomeNamespace(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    /**
     * Moves the calling thread to another namespace, does the work there, and moves the thread back.
     *
     * @throws NetlinkException as for {@link NamespaceExecutor#call}
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
     * Moves the calling thread back if it is away.
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
     * Moves the calling thread back if it is away. The namespace itself stays open.
     *
     * @throws StrandedException if the kernel does not let the thread return: the thread must end
     */
    @Override
    public void close() {
        if (away) {
            namespace.bringBack();
            away = false;
        }
    }
}
