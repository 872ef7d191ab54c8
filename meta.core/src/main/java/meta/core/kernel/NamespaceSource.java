package meta.core.kernel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NetworkNamespace;

/** Opens and locks the pod's network namespace for a {@link CallKernel}, and provides the resources that calls of the process share. */
@FunctionalInterface
public interface NamespaceSource {
    /**
     * {@return the pod's namespace, which the caller closes} A CNI call must call this method at most once: an implementation may have only
     * one open file.
     *
     * @param path the value of {@code CNI_NETNS}
     * @throws NamespaceException if the namespace cannot be opened
     * @throws InvalidPathException if {@code path} cannot be the path of a file
     */
    NetworkNamespace open(String path) throws NamespaceException;

    /**
     * {@return the pod's namespace, which the caller closes; empty if {@code path} does not lead to a network namespace that this process
     * may open}
     *
     * @param path the value of {@code CNI_NETNS}; may be empty
     * @throws NamespaceException if the namespace cannot be opened for another reason
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
     * Locks the pod, by default as {@link PodLocks#take} does.
     *
     * @return the lock, which the caller closes
     * @throws NamespaceException as for {@link meta.netlink.netns.LockFolder#lock(NetworkNamespace, java.time.Duration)}
     * @throws java.io.UncheckedIOException if the file of the namespace cannot be examined
     * @throws meta.netlink.ShortageException if the process limits its concurrent CNI calls, and does not let the call continue in time
     */
    default NamespaceFlock lock(NetworkNamespace pod) throws NamespaceException {
        return PodLocks.take(pod);
    }

    /** {@return the limit on the kernel objects that calls of the process hold together; empty if there is no limit} */
    default Optional<SharedObjectBudget> objectBudget() {
        return Optional.empty();
    }

    /** {@return the cache of the addresses in the calling thread's namespace; empty if there is no cache} */
    default Optional<CachedAddresses> nodeAddresses() {
        return Optional.empty();
    }

    /** {@return a source that opens the file at the path; its calls share no limit and no cache} */
    static NamespaceSource byPath() {
        return path -> NetworkNamespace.open(Path.of(path));
    }
}
