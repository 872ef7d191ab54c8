package meta.core.call;

import java.nio.file.InvalidPathException;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.CachedAddresses;
import meta.core.kernel.CallKernel;
import meta.core.kernel.KernelPort;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.netns.NetworkNamespace;
import meta.spi.Attachment;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Both namespaces, with the pod's locked: of two calls for one pod the second waits until the first is through.
 *
 * <p>The host's namespace, which is that of the calling thread, is not locked: what calls for different pods do there does not meet.
 */
public final class PodSession implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(PodSession.class);

    private final CallKernel namespaces;
    private final Optional<NamespaceLock> lock;

    private PodSession(CallKernel namespaces, Optional<NamespaceLock> lock) {
        this.namespaces = namespaces;
        this.lock = lock;
    }

    /**
     * Opens and locks the pod's namespace.
     *
     * @param namespaces how the file that {@code CNI_NETNS} names is opened, and the host's addresses are known
     * @throws CallFailedException where {@code CNI_NETNS} is no network namespace or the host's own, or another call keeps the pod
     */
    public static PodSession open(Attachment attachment, CallNamespaces namespaces) {
        try {
            return locked(namespaces.open(attachment.netns()), namespaces)
                    .orElseThrow(() -> new CallFailedException(
                            noNamespace(attachment, "is the node's own network namespace, not a pod's")));
        } catch (NamespaceException e) {
            throw failure(attachment, e);
        } catch (InvalidPathException e) {
            throw new CallFailedException(noNamespace(attachment, String.valueOf(e.getMessage())), e);
        }
    }

    /** Opens and locks the pod's namespace if it is still there, as for a DEL, which may come after the pod has gone. */
    public static PodSession openWhatIsLeft(Attachment attachment, CallNamespaces namespaces) {
        try {
            Optional<NetworkNamespace> pod = remaining(attachment.netns(), namespaces);
            Optional<PodSession> both = pod.isPresent() ? locked(pod.get(), namespaces) : Optional.empty();
            return both.isPresent() ? both.get() : withoutPod(namespaces.nodeAddresses());
        } catch (NamespaceException e) {
            throw failure(attachment, e);
        }
    }

    /** Opens the host's namespace alone, for what is about no pod in particular. */
    public static PodSession openHost() {
        try {
            return withoutPod(Optional.empty());
        } catch (NamespaceException e) {
            String message = String.valueOf(e.getMessage());
            throw new CallFailedException(
                    e.reason() == NamespaceException.Reason.EXHAUSTED
                            ? new Failure.Exhausted(message)
                            : new Failure.InputOutput("the host's network namespace", message),
                    e);
        }
    }

    /** {@return host and pod, with the pod locked; empty where both are the same namespace} */
    private static Optional<PodSession> locked(NetworkNamespace pod, CallNamespaces namespaces)
            throws NamespaceException {
        NetworkNamespace host = hostOf(pod);
        NamespaceLock lock = null;
        try {
            if (pod.isSameAs(host)) {
                host.close();
                pod.close();
                return Optional.empty();
            }
            lock = namespaces.lock(pod);
            if (!lock.remark().isEmpty()) {
                LOG.warn("the lock of the pod: {}", lock.remark());
            }
            CallKernel both = CallKernel.of(host, Optional.of(pod), namespaces.nodeAddresses());
            namespaces.objects().ifPresent(both::reserveFrom);
            return Optional.of(new PodSession(both, Optional.of(lock)));
        } catch (NamespaceException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            host.close();
            pod.close();
            throw e;
        }
    }

    private static NetworkNamespace hostOf(NetworkNamespace pod) throws NamespaceException {
        try {
            return NetworkNamespace.current();
        } catch (NamespaceException e) {
            pod.close();
            throw e;
        }
    }

    private static PodSession withoutPod(Optional<CachedAddresses> kept) throws NamespaceException {
        return new PodSession(CallKernel.of(NetworkNamespace.current(), Optional.empty(), kept), Optional.empty());
    }

    private static Optional<NetworkNamespace> remaining(String path, CallNamespaces namespaces)
            throws NamespaceException {
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(namespaces.open(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (NamespaceException e) {
            return switch (e.reason()) {
                case MISSING, NOT_A_NETWORK_NAMESPACE -> Optional.empty();
                case LOCKED, EXHAUSTED, REFUSED -> throw e;
            };
        }
    }

    public KernelPort kernel() {
        return namespaces;
    }

    @Override
    public void close() {
        try {
            namespaces.close();
        } finally {
            lock.ifPresent(NamespaceLock::close);
        }
    }

    private static CallFailedException failure(Attachment attachment, NamespaceException e) {
        String message = String.valueOf(e.getMessage());
        Failure failure = switch (e.reason()) {
            case MISSING, NOT_A_NETWORK_NAMESPACE -> noNamespace(attachment, message);
            case LOCKED -> new Failure.TryAgain(message);
            case EXHAUSTED -> new Failure.Exhausted(message);
            case REFUSED -> new Failure.InputOutput("CNI_NETNS", message + Failure.rights(message, "CAP_SYS_ADMIN"));
        };
        return new CallFailedException(failure, e);
    }

    private static Failure noNamespace(Attachment attachment, String reason) {
        return Failure.BadEnvironment.noNamespace(attachment.netns(), reason);
    }
}
