package meta.core.kernel;

import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.socket.NetlinkException;
import org.jspecify.annotations.Nullable;

/**
 * The network namespace that the calling thread belongs in, and whether the thread is there.
 *
 * <p>A thread that the kernel does not let back from a visit is away. It can still use sockets, which stay in their namespace. Anything
 * else that is to be done at home is refused until the thread has come back, or it would be done in the wrong namespace.
 */
final class HomeNamespace implements AutoCloseable {
    private final NetworkNamespace namespace;
    private boolean away;

    /** The calling thread is in the namespace. */
    HomeNamespace(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    /**
     * {@return what the work returns when it is done in another namespace}
     *
     * @throws NetlinkException where the kernel does not let the thread in, and nothing is done, or not back, and the work is done
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
     * Makes sure that the calling thread is here.
     *
     * @throws NetlinkException where it is not, and cannot come back
     */
    void require() {
        if (away) {
            try {
                namespace.bringBack();
                away = false;
            } catch (StrandedException e) {
                throw new NetlinkException("setns to " + namespace, e.errno());
            }
        }
    }

    /**
     * Brings the calling thread back if it is away.
     *
     * @throws StrandedException where it cannot come back: the thread must end
     */
    @Override
    public void close() {
        if (away) {
            namespace.bringBack();
            away = false;
        }
    }
}
