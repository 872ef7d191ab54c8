package meta.core.call;

import java.nio.file.Path;
import java.time.Duration;
import meta.netlink.netns.LockDirectory;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NetworkNamespace;

/**
 * The locks by which calls for one pod exclude each other, cold ones and those of the agent. All of them must use one folder: where two
 * processes see different folders at the default path, as in containers, {@value #VARIABLE} names the one that they share.
 */
public final class PodLocks {
    static final String VARIABLE = "META_PLUGINS_LOCKS";
    private static final String DEFAULT = "/run/meta-plugins/locks";

    /** How long a call waits for another call for its pod, such as one that probes for address conflicts. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private PodLocks() {}

    /** {@return the folder of this process} */
    public static LockDirectory folder() {
        String named = System.getenv(VARIABLE);
        return new LockDirectory(Path.of(named == null || named.isEmpty() ? DEFAULT : named));
    }

    /**
     * Waits until no other call has the pod.
     *
     * @throws NamespaceException where another still has it after 30 seconds, or there is no descriptor left
     */
    public static NamespaceLock take(NetworkNamespace pod) throws NamespaceException {
        return folder().lock(pod, TIMEOUT);
    }
}
