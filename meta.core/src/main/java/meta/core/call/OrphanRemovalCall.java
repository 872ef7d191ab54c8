package meta.core.call;

import java.util.List;
import java.util.Optional;
import meta.core.call.CallLogSource.OpenLog;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.PreviousResult;
import meta.core.cni.RequestConfig;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.core.kernel.CallKernel;
import meta.core.kernel.PodLocks;
import meta.core.record.AttachmentRecord;
import meta.core.record.OwnedEffect;
import meta.netlink.netns.NamespaceFlock;
import meta.spi.Attachment;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Carries out a DEL for an orphan with the inputs in its attachment record. The calling thread must be in the node's network namespace. */
public record OrphanRemovalCall(CallServices services) {
    static final String VERB = "SWEEP";
    private static final Logger LOG = LogManager.getLogger(OrphanRemovalCall.class);

    /**
     * Undoes the effects of the attachment, removes its objects from the node's network namespace, and removes its record. If the recorded
     * inputs are invalid, removes only the record, and only if it lists no effects and no objects of third-party steps. Waits up to 30
     * seconds while another call for the pod runs.
     *
     * @param record the attachment, whose network namespace must no longer exist. If its file does not show the same ADD, nothing is
     *     done
     * @return whether the record was removed; false if an effect could not be undone
     * @throws meta.netlink.netns.StrandedException if the calling thread is in another namespace and must end
     * @throws OutOfMemoryError if the process must end
     */
    public boolean remove(AttachmentRecord record) {
        CallStopwatch stopwatch = CallStopwatch.start();
        Optional<AttachmentRecord> current = current(record);
        return current.isPresent() && removeCurrent(current.get(), stopwatch);
    }

    private boolean removeCurrent(AttachmentRecord record, CallStopwatch stopwatch) {
        return switch (RequestReader.readAdd(record.environment(), record.configuration())) {
            case RequestReadResult.Valid(CniRequest.Add add) -> removeLogged(record, add, stopwatch);
            case RequestReadResult.Valid(CniRequest _) -> false;
            case RequestReadResult.Invalid(Failure failure, CniVersion version) -> removeOnly(record, failure, version);
        };
    }

    private boolean removeOnly(AttachmentRecord record, Failure failure, CniVersion version) {
        Attachment attachment = record.attachment();
        RequestConfig config = new RequestConfig(
                version, attachment.network(), record.configuration(), PreviousResult.NONE, List.of());
        CniRequest.Del request = new CniRequest.Del(attachment, record.args(), config);
        NodeOptions ofNode = services.nodeOptions().options(record.environment());
        try (OpenLog _ = services.openLog(record.type(), VERB, request, record.environment(), ofNode)) {
            return removeOnlyLocked(record, failure);
        }
    }

    private boolean removeOnlyLocked(AttachmentRecord record, Failure failure) {
        try (NamespaceFlock _ = PodLocks.takeOfDeleted(record.pod())) {
            Optional<AttachmentRecord> now = current(record);
            if (now.isEmpty()) {
                return false; // another call has removed or replaced the record during the wait for the lock
            }
            if (!now.get().effects().isEmpty() || !now.get().owned().isEmpty()) {
                LOG.warn(
                        "the record stays, because its objects and effects cannot be removed with invalid inputs: {}",
                        failure.details());
                return false;
            }
            LOG.warn("only the record is removed, because its inputs are invalid: {}", failure.details());
            return new AttachmentRecordUpdates(services.records(), record.type(), record.attachment()).remove();
        } catch (CallFailedException e) {
            LOG.warn("{} failed: {}", VERB, e.failure().details());
            return false;
        }
    }

    private Optional<AttachmentRecord> current(AttachmentRecord record) {
        return services.records()
                .find(record.key())
                .filter(now -> now.pod().equals(record.pod()) && now.time().equals(record.time()));
    }

    private boolean removeLogged(AttachmentRecord record, CniRequest.Add add, CallStopwatch stopwatch) {
        NodeOptions ofNode = services.nodeOptions().options(record.environment());
        try (OpenLog _ = services.openLog(record.type(), VERB, add, record.environment(), ofNode)) {
            try {
                return removeLocked(record, add, ofNode, stopwatch);
            } catch (RuntimeException | Error e) {
                LOG.warn("{} failed: {}", VERB, CaughtFailure.of(e).failure().details());
                CaughtFailure.ofOneOfSeveralCalls(e); // throws if the thread or the process must end
                return false;
            }
        }
    }

    private boolean removeLocked(
            AttachmentRecord record, CniRequest.Add add, NodeOptions ofNode, CallStopwatch stopwatch) {
        NamedPluginType plugin = services.plugin(record.type(), record.environment(), record.configuration(), ofNode);
        try (NamespaceFlock _ = PodLocks.takeOfDeleted(record.pod());
                CallKernel kernel = CallKernel.openHost(services.namespaces())) {
            Optional<AttachmentRecord> now = current(record);
            if (now.isEmpty()) {
                return false; // another call has removed or replaced the record during the wait for the lock
            }
            LOG.info(
                    "the namespace of {} is gone, and no DEL was called",
                    add.attachment().ifname());
            AttachmentRecordUpdates updates =
                    new AttachmentRecordUpdates(services.records(), record.type(), record.attachment());
            Del.Recorded recorded =
                    new Del.Recorded(updates.ownedAlone(now), AttachmentRecord.effects(now), updates::settle);
            List<OwnedEffect> owed = Del.run(
                    add.attachment(), add.config().previous(), recorded, plugin.pipelineForDel(), kernel, stopwatch);
            return updates.leave(owed); // removes the record if no effect is left
        }
    }
}
