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
 * variable {@value #VARIABLE} must contain the path of a shared one.
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
     * Locks the pod as {@link LockFolder#lock(NetworkNamespace, Duration)} does, with a timeout of 30 seconds.
     *
     * @return the lock, which the caller closes
     * @throws NamespaceException as for {@link LockFolder#lock(NetworkNamespace, Duration)}
     * @throws java.io.UncheckedIOException as for {@link LockFolder#lock(NetworkNamespace, Duration)}
     */
    public static NamespaceFlock take(NetworkNamespace pod) throws NamespaceException {
        return folder().lock(pod, TIMEOUT);
    }

    /**
     * Locks a pod whose namespace no longer exists, as {@link LockFolder#lock(String, Duration)} does, with a timeout of 30 seconds.
     *
     * @param identity the identity that the namespace had ({@link NetworkNamespace#identity}); may be empty
     * @return the lock, which the caller closes
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
