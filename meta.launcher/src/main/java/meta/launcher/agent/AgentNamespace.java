package meta.launcher.agent;

import java.io.UncheckedIOException;
import java.time.Duration;
import meta.core.kernel.CachedAddresses;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.StrandedException;

/**
 * The network namespace in which the agent was started, and the cached addresses of its devices. Closing this record closes both.
 *
 * @param addresses the addresses; only threads in this namespace may read them
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

    /** Moves the calling thread to this namespace. Tries until that succeeds or this record is closed. */
    void awaitThread() {
        while (!isCurrent()) {
            try {
                namespace.bringBack();
            } catch (StrandedException e) {
                pause();
            } catch (IllegalStateException e) {
                return; // this record is closed
            }
        }
    }

    /** {@return whether the calling thread is in this namespace; false if that cannot be determined} */
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
            return; // without the rest of the pause
        }
    }

    @Override
    public void close() {
        addresses.close();
        namespace.close();
    }
}
