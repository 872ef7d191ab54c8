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
import meta.core.kernel.CallKernel;
import meta.core.kernel.PodLocks;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.AttachmentRecords;
import meta.core.record.OwnedEffect;
import meta.core.record.PodNsid;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.NamespaceLock;
import meta.netlink.socket.NetlinkException;
import meta.spi.Attachment;
import meta.spi.net.IpCommand;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Reads and writes the record of an attachment. If the record cannot be written, the log has a warning; only {@link #own} throws an exception. */
record AttachmentRecordUpdates(AttachmentRecords records, String type, Attachment attachment) {
    private static final Logger LOG = LogManager.getLogger(AttachmentRecordUpdates.class);

    /**
     * {@return access to the record of the attachment of a DEL} If the network is unknown, because the configuration is unreadable, uses the first
     * record with the type, container and interface of the request.
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
     * The record before an ADD and at its beginning.
     *
     * @param before empty if there was no readable record
     */
    record Begun(Optional<AttachmentRecord> before, AttachmentRecord now, boolean isWritten) {
        /** {@return whether the attachment had no readable record, and has one now} */
        boolean isFirst() {
            return before.isEmpty() && isWritten;
        }
    }

    /**
     * Writes the record of an ADD that begins, with the objects and effects of the earlier record. The caller holds the lock of the pod until the ADD
     * ends.
     */
    Begun begin(CniRequest.Add request, Map<String, String> environment, CallKernel kernel) {
        Optional<AttachmentRecord> before = records.find(key());
        AttachmentRecord now = new AttachmentRecord(
                type,
                AttachmentRecord.variables(environment),
                request.config().json(),
                kernel.identity(Netns.POD),
                PodNsid.NONE,
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
     * Adds objects of third-party steps to the record, and replaces its effects. Does nothing without objects and effects.
     *
     * @param missing the record to start from if the attachment has none
     * @param effects all effects that may be in force from now on
     * @throws CallFailedException if there are effects and the record cannot be written
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

    private void require(AttachmentRecord withEffects) {
        try {
            records.write(withEffects);
        } catch (IOException e) {
            String step = withEffects.effects().getLast().step();
            throw new CallFailedException(
                    new Failure.InputOutput(
                            "the record of the attachment",
                            e + "; step " + step + " has an effect that nothing would undo without the record. "
                                    + "Nothing was changed"),
                    e);
        }
    }

    /** {@return the inputs with the recorded effects, and with the recorded objects that {@link #ownedAlone(Optional)} returns} */
    CallContext addedTo(CallContext context) {
        Optional<AttachmentRecord> record = records.find(key());
        return context.withRecorded(ownedAlone(record), AttachmentRecord.effects(record));
    }

    /**
     * {@return the objects of third-party steps in the record, without those in the record of another attachment of this host that is not released}
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
            return PodNsid.of(kernel.descriptor(Netns.POD), requests -> kernel.send(Netns.HOST, requests));
        } catch (NetlinkException | MalformedMessageException e) {
            LOG.warn("the nsid of the pod's namespace is not recorded: {}", e.toString());
            return PodNsid.NONE;
        }
    }

    /**
     * Restores the record from before a failed ADD. Removes the record if there was none before, and it contains neither objects of third-party steps
     * nor effects.
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
     * Locks the pod of the recorded attachment, whose namespace no longer exists. The lock has no effect if no record gives the namespace.
     *
     * @return the lock, which the caller closes
     * @throws CallFailedException as for {@link PodLocks#takeOfDeleted}
     */
    NamespaceLock lockDeletedPod() {
        Optional<AttachmentRecord> found = records.find(key());
        return PodLocks.takeOfDeleted(found.isPresent() ? found.get().pod() : "");
    }

    /**
     * Records that a DEL has begun.
     *
     * @return the record before; empty if there is none
     */
    Optional<AttachmentRecord> release() {
        Optional<AttachmentRecord> found = records.find(key());
        found.ifPresent(record -> write(record.with(Progress.RELEASED)));
        return found;
    }

    /** Records the effects that may be in force now. Does nothing if there is no record. */
    void settle(List<OwnedEffect> effects) {
        records.find(key())
                .filter(record -> !record.effects().equals(effects))
                .ifPresent(record -> write(record.withEffects(effects)));
    }

    /**
     * Records that only these effects are left. Removes the record if there are none.
     *
     * @return whether nothing is left, not even the record
     */
    boolean leave(List<OwnedEffect> owed) {
        if (owed.isEmpty()) {
            return remove();
        }
        records.find(key())
                .ifPresent(record -> write(record.completed(List.of(), record.podId())
                        .with(Progress.RELEASED)
                        .owning(List.of())
                        .withEffects(owed)));
        return false;
    }

    /** Writes the history to the record, if there is one. */
    void recordRepairs(RepairHistory history) {
        records.find(key()).ifPresent(record -> write(record.with(history)));
    }

    /**
     * Removes the record.
     *
     * @return whether there is no record now; if false, the log has the reason
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
            LOG.warn("the attachment is not recorded, so its objects are not repaired between calls: {}", e.toString());
            return false;
        }
    }

    private String key() {
        return AttachmentRecord.key(type, attachment);
    }
}
