package meta.core.kernel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NetworkNamespace;

/**
 * Gives a {@link CallKernel} the pod's namespace and lock, and the resources that all calls of the process share.
 *
 * <p>A process that is started for one call opens the path in {@code CNI_NETNS} ({@link #byPath}). The agent receives the open file from its client,
 * because the path may lead to another file in the agent's mount namespace.
 */
@FunctionalInterface
public interface NamespaceSource {
    /**
     * {@return the pod's namespace, which the caller closes} A call may call this method only once, because a file from the client can be used only
     * once.
     *
     * @param path the value of {@code CNI_NETNS}
     * @throws NamespaceException if the namespace cannot be opened
     * @throws InvalidPathException if {@code path} is not a path
     */
    NetworkNamespace open(String path) throws NamespaceException;

    /**
     * {@return the pod's namespace, which the caller closes; empty if the path is empty or does not lead to a network namespace, for example after
     * the pod's deletion}
     *
     * @param path the value of {@code CNI_NETNS}; may be empty
     * @throws NamespaceException if it cannot be determined whether the namespace exists, for example because the process has no descriptor left
     */
    default Optional<NetworkNamespace> openRemaining(String path) throws NamespaceException {
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(open(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (NamespaceException e) {
            return switch (e.reason()) {
                case MISSING, NOT_A_NETWORK_NAMESPACE -> Optional.empty();
                case LOCKED, EXHAUSTED, REFUSED -> throw e;
            };
        }
    }

    /**
     * {@return the lock of the pod, which the caller closes; if the lock has no effect, {@link NamespaceLock#remark} gives the reason} Waits until no
     * other call holds the lock.
     *
     * <p>A process that limits the number of concurrent calls lets another call run while this one waits.
     *
     * @throws NamespaceException if another call still holds the lock at the timeout, the thread is interrupted, or no descriptor is left
     * @throws meta.netlink.ShortageException if a process that limits its concurrent calls cannot continue this one after the wait
     */
    default NamespaceLock lock(NetworkNamespace pod) throws NamespaceException {
        return PodLocks.take(pod);
    }

    /** {@return the limit on kernel objects that all calls of the process share; empty if each call has only its own limit} */
    default Optional<ObjectBudget> objectBudget() {
        return Optional.empty();
    }

    /** {@return the process's cache of the addresses in the calling thread's namespace; empty if each call asks the kernel} */
    default Optional<CachedAddresses> nodeAddresses() {
        return Optional.empty();
    }

    /** {@return the source for a process that is started for one call: it opens the path and shares nothing with other calls} */
    static NamespaceSource byPath() {
        return path -> NetworkNamespace.open(Path.of(path));
    }
}
