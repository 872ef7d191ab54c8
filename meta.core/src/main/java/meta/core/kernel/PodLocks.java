package meta.core.kernel;

import java.nio.file.Path;
import java.time.Duration;
import meta.core.cni.CallFailedException;
import meta.netlink.netns.LockFolder;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NetworkNamespace;

/**
 * Acquires the locks by which only one call at a time works on a pod. A lock is a file in a folder, by default {@code
 * /run/meta-plugins/locks}.
 *
 * <p>All processes on the node must use the same folder. If the default path leads to different folders, as in containers, the environment
 * variable {@value #VARIABLE} must contain the path of a folder that the processes share.
 */
public final class PodLocks {
    static final String VARIABLE = "META_PLUGINS_LOCKS";
    private static final String DEFAULT = "/run/meta-plugins/locks";

    /** The longest time to wait for another call for the same pod, which may itself be waiting for replies to its probes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private PodLocks() {}

    /** {@return the folder in which this process keeps the lock files; it need not exist} */
    public static LockFolder folder() {
        String named = System.getenv(VARIABLE);
        return new LockFolder(Path.of(named == null || named.isEmpty() ? DEFAULT : named));
    }

    /**
     * Waits until no other call holds the lock of the pod, and acquires the lock. If the folder cannot be used, another lock or none is
     * acquired ({@link LockFolder#lock(NetworkNamespace, Duration)}).
     *
     * @return the lock, which the caller closes
     * @throws NamespaceException if another call still holds the lock after 30 seconds, if the thread is interrupted, or if the kernel
     *     refuses the lock or lacks a resource
     * @throws java.io.UncheckedIOException if the file of the namespace cannot be examined
     */
    public static NamespaceFlock take(NetworkNamespace pod) throws NamespaceException {
        return folder().lock(pod, TIMEOUT);
    }

    /**
     * Waits for the lock of a pod whose namespace no longer exists, and acquires the lock.
     *
     * @param identity the identity that the namespace had ({@link NetworkNamespace#identity})
     * @return the lock, which the caller closes; locks nothing if the identity is empty or the folder cannot be used
     * @throws CallFailedException if the lock cannot be acquired
     */
    public static NamespaceFlock takeOfDeleted(String identity) {
        try {
            return folder().lock(identity, TIMEOUT);
        } catch (NamespaceException e) {
            throw CallKernel.failure(identity, e);
        }
    }
}
