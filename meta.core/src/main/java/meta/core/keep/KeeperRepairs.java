package meta.core.keep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.OrphanRemovalCall;
import meta.core.call.RepairCall;
import meta.core.call.RepairResult;
import meta.core.kernel.CachedAddresses;
import meta.core.kernel.NamespaceSource;
import meta.core.kernel.PodLocks;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NetworkNamespace;

/**
 * Repairs attachments and removes orphans with {@link RepairCall} and {@link OrphanRemovalCall}.
 *
 * @param services their source of namespaces must be a result of {@link #namespaces}
 */
public record KeeperRepairs(CallServices services) implements AttachmentRepairer {
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(200);

    /**
     * {@return a source of namespaces that waits at most 200 ms for the lock file of a pod}
     *
     * @param nodeAddresses the process's cache of the addresses in the node's network namespace
     */
    public static NamespaceSource namespaces(CachedAddresses nodeAddresses) {
        return new NamespaceSource() {
            @Override
            public NetworkNamespace open(String path) throws NamespaceException {
                return NetworkNamespace.open(Path.of(path));
            }

            @Override
            public NamespaceFlock lock(NetworkNamespace pod) throws NamespaceException {
                return PodLocks.folder().lock(pod, LOCK_TIMEOUT);
            }

            @Override
            public Optional<CachedAddresses> nodeAddresses() {
                return Optional.of(nodeAddresses);
            }
        };
    }

    @Override
    public RepairResult repair(AttachmentRecord record, String cause, Function<List<String>, RepairHistory> history) {
        return new RepairCall(services).repair(record, cause, history, CallStopwatch.start());
    }

    @Override
    public boolean remove(AttachmentRecord record) {
        return new OrphanRemovalCall(services).remove(record);
    }
}
