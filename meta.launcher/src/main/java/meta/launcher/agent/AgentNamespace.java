package meta.launcher.agent;

import java.io.UncheckedIOException;
import java.time.Duration;
import meta.core.kernel.CachedAddresses;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;

/**
 * The network namespace of the agent, with its cached addresses. Closing closes both.
 *
 * @param addresses only threads in the namespace may read them
 */
record AgentNamespace(NetworkNamespace namespace, CachedAddresses addresses) implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * {@return the namespace of the calling thread, which the caller closes}
     *
     * @throws NamespaceException if the namespace cannot be opened
     */
    static AgentNamespace ofThisThread() throws NamespaceException {
        return new AgentNamespace(NetworkNamespace.current(), new CachedAddresses());
    }

    /**
     * Returns when the calling thread is in the namespace, or this object is closed. The thread must not end elsewhere: the thread that replaces it
     * would start there.
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

    /** {@return whether the calling thread is in the namespace; false if that is unknown} */
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
