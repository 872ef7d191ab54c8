package meta.core.call;

import java.nio.file.InvalidPathException;
import java.util.Optional;
import meta.core.kernel.CachedAddresses;
import meta.core.kernel.ObjectBudget;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NetworkNamespace;

/**
 * How a call comes by what it must know of the two network namespaces. The file that {@code CNI_NETNS} names is opened by us, or, where its
 * path may mean nothing to us, by who made the call.
 */
public interface CallNamespaces {
    /**
     * {@return the pod's namespace, which is the caller's to close}
     *
     * @throws NamespaceException where it cannot be had
     * @throws InvalidPathException where that is no path
     */
    NetworkNamespace open(String path) throws NamespaceException;

    /**
     * {@return the lock of the pod, which is the caller's to close}
     *
     * <p>Who answers many calls at a time takes it with {@link PodLocks#take} before the call gets one of the few places, so that calls that
     * wait for one pod keep no place from others, and hands it over here.
     *
     * @throws NamespaceException where another call keeps the pod, or there is no descriptor left
     */
    default NamespaceLock lock(NetworkNamespace pod) throws NamespaceException {
        return PodLocks.take(pod);
    }

    /** {@return what objects of the pod are reserved from, in a process that makes many calls at a time} */
    default Optional<ObjectBudget> objects() {
        return Optional.empty();
    }

    /** {@return the host's addresses, where they are kept from call to call; empty where the kernel is asked for them each time} */
    default Optional<CachedAddresses> nodeAddresses() {
        return Optional.empty();
    }
}
