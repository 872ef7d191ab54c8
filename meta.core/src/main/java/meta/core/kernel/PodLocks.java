package meta.core.kernel;

import java.nio.file.Path;
import java.time.Duration;
import meta.core.cni.CallFailedException;
import meta.netlink.netns.LockFolder;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NetworkNamespace;

/**
 * Locks that let only one call at a time work on a pod. All processes must use the same folder: if the default path leads to different folders, as in
 * containers, the environment variable {@value #VARIABLE} must contain the path of a shared one.
 */
public final class PodLocks {
    static final String VARIABLE = "META_PLUGINS_LOCKS";
    private static final String DEFAULT = "/run/meta-plugins/locks";

    /** How long a call waits for another call for the same pod, which may be waiting for replies to its probes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private PodLocks() {}

    /** {@return the folder of the locks that this process uses} */
    public static LockFolder folder() {
        String named = System.getenv(VARIABLE);
        return new LockFolder(Path.of(named == null || named.isEmpty() ? DEFAULT : named));
    }

    /**
     * Waits until no other call holds the pod's lock, and acquires it.
     *
     * @return the lock, which the caller closes
     * @throws NamespaceException if another call still holds the lock after 30 seconds, the thread is interrupted, or the kernel refuses the lock
     */
    public static NamespaceLock take(NetworkNamespace pod) throws NamespaceException {
        return folder().lock(pod, TIMEOUT);
    }

    /**
     * Acquires the lock of a pod whose namespace no longer exists, as {@link #take} does.
     *
     * @param identity the recorded identity of the namespace; if it is empty, the lock has no effect
     * @throws CallFailedException if the lock cannot be acquired
     */
    public static NamespaceLock takeOfDeleted(String identity) {
        try {
            return folder().lock(identity, TIMEOUT);
        } catch (NamespaceException e) {
            throw CallKernel.failure(identity, e);
        }
    }
}
