package meta.launcher.agent;

import java.io.UncheckedIOException;
import java.time.Duration;
import meta.core.kernel.CachedAddresses;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;

/**
 * The network namespace in which the agent runs, normally the node's, with its cached addresses. Closing closes both.
 *
 * @param namespace the namespace
 * @param addresses the cached addresses of the namespace; only threads in the namespace may read them
 */
record AgentNamespace(NetworkNamespace namespace, CachedAddresses addresses) implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * {@return the namespace of the calling thread, which the caller closes}
     *
     * @throws NamespaceException if the file of the namespace cannot be opened
     */
    static AgentNamespace ofThisThread() throws NamespaceException {
        return new AgentNamespace(NetworkNamespace.current(), new CachedAddresses());
    }

    /**
     * Returns when the calling thread is in the namespace, or this object is closed. If the kernel does not let the thread return, tries again until it does: if the thread
     * ended instead, the thread that replaces it would start in the wrong namespace.
     */
    void awaitThread() {
        while (!isCurrent()) {
            try {
                namespace.bringBack();
            } catch (StrandedException e) {
                pause();
            } catch (IllegalStateException e) {
                return; // this object is closed: the agent has ended
            }
        }
    }

    /** {@return whether the calling thread is in the namespace; false if the kernel does not tell} */
    boolean isCurrent() {
        try {
            return namespace.isCurrent();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            return; // the next attempt follows at once
        }
    }

    @Override
    public void close() {
        addresses.close();
        namespace.close();
    }
}
