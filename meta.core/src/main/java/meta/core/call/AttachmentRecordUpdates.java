package meta.core.call;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.TextShortener;
import meta.core.kernel.CallKernel;
import meta.core.kernel.PodLocks;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.AttachmentRecords;
import meta.core.record.OwnedEffect;
import meta.core.record.PodNsidQuery;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.socket.NetlinkException;
import meta.spi.Attachment;
import meta.spi.net.IpCommand;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Reads and writes the record of one attachment. If the record cannot be written or removed, the methods log a warning and continue; only
 * {@link #own} can throw an exception for that.
 */
record AttachmentRecordUpdates(AttachmentRecords records, String type, Attachment attachment) {
    private static final Logger LOG = LogManager.getLogger(AttachmentRecordUpdates.class);

    /**
     * {@return access to the record of the attachment that a DEL deletes} If the request does not show the network, a recorded attachment
     * with the same plugin type, container id and interface is used.
     */
    static AttachmentRecordUpdates of(AttachmentRecords records, String type, CniRequest.Del request) {
        Attachment known = request.attachment();
        if (!known.network().isEmpty()) {
            return new AttachmentRecordUpdates(records, type, known);
        }
        Attachment recorded = records.list().records().stream()
                .filter(record -> record.type().equals(type))
                .map(AttachmentRecord::attachment)
                .filter(other -> other.containerId().equals(known.containerId()))
                .filter(other -> other.ifname().equals(known.ifname()))
                .findFirst()
                .orElse(known);
        return new AttachmentRecordUpdates(records, type, recorded);
    }

    /**
     * The attachment record before an ADD, and the record of the ADD itself.
     *
     * @param before empty if there was no readable record
     * @param isWritten whether {@code now} was written
     */
    record Begun(Optional<AttachmentRecord> before, AttachmentRecord now, boolean isWritten) {
        /** {@return whether the record of the ADD was written, and there was no readable record before} */
        boolean isFirst() {
            return before.isEmpty() && isWritten;
        }
    }

    /**
     * Writes the record of an ADD that begins, with the objects and effects of an earlier readable record. The caller must hold the pod's
     * lock until the ADD ends.
     */
    Begun begin(CniRequest.Add request, Map<String, String> environment, CallKernel kernel) {
        Optional<AttachmentRecord> before = records.find(key());
        AttachmentRecord now = new AttachmentRecord(
                type,
                AttachmentRecord.variables(environment),
                request.config().json(),
                kernel.identity(Netns.POD),
                PodNsidQuery.NONE,
                kernel.identity(Netns.HOST),
                Instant.now(),
                version(),
                Progress.STARTED,
                before.map(AttachmentRecord::made).orElse(List.of()),
                before.map(AttachmentRecord::owned).orElse(List.of()),
                AttachmentRecord.effects(before),
                RepairHistory.UNTOUCHED);
        return new Begun(before, now, write(now));
    }

    private static String version() {
        ModuleDescriptor module = AttachmentRecordUpdates.class.getModule().getDescriptor();
        return module == null ? "" : module.rawVersion().orElse("");
    }

    /**
     * Adds objects of third-party steps to the record, and replaces the effects in it. Does nothing if both lists are empty.
     *
     * @param missing the record to complete and write if the attachment has no readable record
     * @param objects the identities of objects in the node's network namespace
     * @param effects all effects that may be in force from now on
     * @throws CallFailedException if {@code effects} is not empty and the record cannot be written
     */
    void own(AttachmentRecord missing, List<HostObjectId> objects, List<OwnedEffect> effects) {
        if (objects.isEmpty() && effects.isEmpty()) {
            return;
        }
        Optional<AttachmentRecord> found = records.find(key());
        AttachmentRecord record = found.orElse(missing);
        Set<HostObjectId> all = new LinkedHashSet<>(record.owned());
        all.addAll(objects);
        AttachmentRecord now = record.owning(List.copyOf(all)).withEffects(effects);
        boolean isNew = found.isEmpty() || !now.equals(record);
        if (isNew && !effects.isEmpty()) {
            require(now);
        } else if (isNew) {
            write(now);
        }
    }

    /** Writes a record with effects, or throws an exception. */
    private void require(AttachmentRecord withEffects) {
        try {
            records.write(withEffects);
        } catch (IOException e) {
            String step = withEffects.effects().getLast().step();
            throw new CallFailedException(
                    new Failure.InputOutput(
                            "the record of the attachment",
                            e + "; without the record, no later call would undo the effect of step " + step + ". "
                                    + "Nothing was changed"),
                    e);
        }
    }

    /** {@return the context with the recorded effects, and with the objects of {@link #ownedAlone(Optional)}} */
    CallContext addedTo(CallContext context) {
        Optional<AttachmentRecord> record = records.find(key());
        return context.withRecorded(ownedAlone(record), AttachmentRecord.effects(record));
    }

    /**
     * {@return the identities of the recorded host objects of third-party steps, except those in another record of the same node} Records
     * of released attachments ({@link AttachmentRecord#isReleased}) do not count as other records.
     */
    List<HostObjectId> ownedAlone(Optional<AttachmentRecord> record) {
        return record.map(this::ownedAlone).orElse(List.of());
    }

    private List<HostObjectId> ownedAlone(AttachmentRecord record) {
        if (record.owned().isEmpty()) {
            return List.of();
        }
        Set<HostObjectId> alone = new LinkedHashSet<>(record.owned());
        for (AttachmentRecord other : records.list().records()) {
            if (!other.key().equals(record.key()) && other.host().equals(record.host()) && !other.isReleased()) {
                other.owned().forEach(alone::remove);
            }
        }
        return List.copyOf(alone);
    }

    /** Writes the record of an ADD that has succeeded. */
    void complete(Begun begun, Add.Connected connected, List<OwnedEffect> effects, CallKernel kernel) {
        List<String> made = new ArrayList<>();
        for (NetworkObject object : connected.onHost()) {
            made.add(IpCommand.ensure(object).toString());
        }
        write(begun.now()
                .completed(made, podId(kernel))
                .owning(connected.owned())
                .withEffects(effects));
    }

    private static int podId(CallKernel kernel) {
        try {
            return PodNsidQuery.of(kernel.descriptor(Netns.POD), requests -> kernel.send(Netns.HOST, requests));
        } catch (NetlinkException | MalformedMessageException e) {
            LOG.warn("the record does not contain the nsid of the pod's namespace: {}", e.toString());
            return PodNsidQuery.NONE;
        }
    }

    /**
     * Restores the record from before a failed ADD, with the given effects and the recorded objects of third-party steps. If there was no
     * readable record, the record is removed; but with such objects or effects, the record of the ADD stays, with the given effects.
     *
     * @param effects the effects that may still be in force
     */
    void revert(Begun begun, List<OwnedEffect> effects) {
        List<HostObjectId> owned =
                records.find(key()).map(AttachmentRecord::owned).orElse(List.of());
        if (begun.before().isPresent()) {
            write(begun.before().get().owning(owned).withEffects(effects));
        } else if (owned.isEmpty() && effects.isEmpty()) {
            remove();
        } else {
            settle(effects);
        }
    }

    /**
     * Locks the pod as {@link PodLocks#takeOfDeleted} does, by the recorded identity of its network namespace. Without a readable record,
     * locks nothing.
     *
     * @return the lock, which the caller closes
     * @throws CallFailedException as for {@link PodLocks#takeOfDeleted}
     */
    NamespaceFlock lockDeletedPod() {
        Optional<AttachmentRecord> found = records.find(key());
        return PodLocks.takeOfDeleted(found.isPresent() ? found.get().pod() : "");
    }

    /**
     * Records that a DEL has begun.
     *
     * @return the record before this call; empty if there is no readable record
     */
    Optional<AttachmentRecord> release() {
        Optional<AttachmentRecord> found = records.find(key());
        found.ifPresent(record -> write(record.with(Progress.RELEASED)));
        return found;
    }

    /** Replaces the recorded effects. Does nothing if there is no readable record. */
    void settle(List<OwnedEffect> effects) {
        records.find(key())
                .filter(record -> !record.effects().equals(effects))
                .ifPresent(record -> write(record.withEffects(effects)));
    }

    /**
     * Records the result of a DEL, a GC or the removal of an orphan: removes the record, or keeps it for effects that must still be undone.
     *
     * @param owed the effects that could not be undone
     * @return whether {@code owed} was empty and the record is removed
     */
    boolean leave(List<OwnedEffect> owed) {
        if (owed.isEmpty()) {
            return remove();
        }
        Optional<AttachmentRecord> found = records.find(key());
        found.ifPresent(record -> write(record.completed(List.of(), record.podId())
                .with(Progress.RELEASED)
                .owning(List.of())
                .withEffects(owed)));
        if (found.isEmpty()) {
            LOG.warn("the attachment has no readable record, so no later call will undo: {}", TextShortener.list(owed));
        }
        return false;
    }

    /** Replaces the repair history in the record. Does nothing if there is no readable record. */
    void recordRepairs(RepairHistory history) {
        records.find(key()).ifPresent(record -> write(record.with(history)));
    }

    /**
     * Removes the record.
     *
     * @return whether the attachment has no record now
     */
    boolean remove() {
        try {
            records.remove(key());
            return true;
        } catch (IOException e) {
            LOG.warn("the record of the attachment stays, because it cannot be removed: {}", e.toString());
            return false;
        }
    }

    private boolean write(AttachmentRecord record) {
        try {
            records.write(record);
            return true;
        } catch (IOException e) {
            LOG.warn(
                    "the record of the attachment cannot be written; repairs and later calls lack its new state: {}",
                    e.toString());
            return false;
        }
    }

    private String key() {
        return AttachmentRecord.key(type, attachment);
    }
}
