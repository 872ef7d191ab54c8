package meta.core.kernel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NetworkNamespace;

/** Gives a {@link CallKernel} the pod's namespace and lock, and the resources that all calls of the process share. */
@FunctionalInterface
public interface NamespaceSource {
    /**
     * {@return the pod's namespace, which the caller closes} A CNI call may use this method only once.
     *
     * @param path the value of {@code CNI_NETNS}
     * @throws NamespaceException if the namespace cannot be opened
     * @throws InvalidPathException if {@code path} is not a path
     */
    NetworkNamespace open(String path) throws NamespaceException;

    /**
     * {@return the pod's namespace, which the caller closes; empty if the path does not lead to a network namespace}
     *
     * @param path the value of {@code CNI_NETNS}; may be empty
     * @throws NamespaceException if it cannot be determined whether the namespace exists
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
     * {@return the lock of the pod, which the caller closes} Waits while another call holds the lock.
     *
     * @throws NamespaceException if another call still holds the lock at the timeout, the thread is interrupted, or the kernel refuses the lock
     * @throws meta.netlink.ShortageException if a process that limits its concurrent calls cannot continue this one after the wait
     */
    default NamespaceLock lock(NetworkNamespace pod) throws NamespaceException {
        return PodLocks.take(pod);
    }

    /** {@return the limit on kernel objects that all calls of the process share; empty if there is none} */
    default Optional<ObjectBudget> objectBudget() {
        return Optional.empty();
    }

    /** {@return the process's cache of the addresses in the calling thread's namespace; empty if there is none} */
    default Optional<CachedAddresses> nodeAddresses() {
        return Optional.empty();
    }

    /** {@return a source that opens the path and shares nothing with other calls} */
    static NamespaceSource byPath() {
        return path -> NetworkNamespace.open(Path.of(path));
    }
}
