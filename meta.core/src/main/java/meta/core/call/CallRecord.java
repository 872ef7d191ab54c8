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
import meta.core.reconcile.observe.HostObject;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Kept;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecords;
import meta.core.record.OwnedEffect;
import meta.core.record.PodNamespaceId;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.NetlinkException;
import meta.spi.Attachment;
import meta.spi.net.IpCommand;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Keeps the record of the attachment of a call. If it cannot be written, the log has a warning, and the call continues.
 *
 * @param records the records
 * @param type the plugin type
 * @param attachment the NIC and its pod
 */
record CallRecord(AttachmentRecords records, String type, Attachment attachment) {
    private static final Logger LOG = LogManager.getLogger(CallRecord.class);

    /**
     * {@return the record that belongs to a DEL}
     *
     * <p>A DEL whose configuration cannot be read does not know the network; container and interface are sufficient then.
     */
    static CallRecord of(AttachmentRecords records, String type, CniRequest.Del request) {
        Attachment known = request.attachment();
        if (!known.network().isEmpty()) {
            return new CallRecord(records, type, known);
        }
        Attachment recorded = records.list().records().stream()
                .filter(record -> record.type().equals(type))
                .map(AttachmentRecord::attachment)
                .filter(other -> other.containerId().equals(known.containerId()))
                .filter(other -> other.ifname().equals(known.ifname()))
                .findFirst()
                .orElse(known);
        return new CallRecord(records, type, recorded);
    }

    /**
     * The records of an ADD.
     *
     * @param before the record before the ADD; empty if there was none
     * @param now the record that was written when the ADD began
     */
    record Begun(Optional<AttachmentRecord> before, AttachmentRecord now) {}

    /** Notes that an ADD begins. The caller holds the lock of the pod, so that nothing else changes the record until the ADD ends. */
    Begun begin(CniRequest.Add request, Map<String, String> environment, CallKernel kernel) {
        Optional<AttachmentRecord> before = records.find(key());
        AttachmentRecord now = new AttachmentRecord(
                type,
                AttachmentRecord.variables(environment),
                request.config().json(),
                kernel.identity(Netns.POD),
                PodNamespaceId.NONE,
                kernel.identity(Netns.HOST),
                Instant.now(),
                version(),
                Progress.STARTED,
                before.map(AttachmentRecord::made).orElse(List.of()),
                before.map(AttachmentRecord::owned).orElse(List.of()),
                AttachmentRecord.effects(before),
                Kept.UNTOUCHED);
        write(now);
        return new Begun(before, now);
    }

    private static String version() {
        ModuleDescriptor module = CallRecord.class.getModule().getDescriptor();
        return module == null ? "" : module.rawVersion().orElse("");
    }

    /**
     * Notes, before an ADD or a repair changes anything, that these objects of third-party steps will belong to the attachment, too, and that these
     * effects may be in force.
     *
     * @param missing the record to write if there is none
     * @throws CallFailedException if the effects cannot be recorded: nothing would undo them
     */
    void own(AttachmentRecord missing, List<HostObject> objects, List<OwnedEffect> effects) {
        if (objects.isEmpty() && effects.isEmpty()) {
            return;
        }
        Optional<AttachmentRecord> found = records.find(key());
        AttachmentRecord record = found.orElse(missing);
        Set<HostObject> all = new LinkedHashSet<>(record.owned());
        all.addAll(objects);
        AttachmentRecord now = record.owning(List.copyOf(all)).withEffects(effects);
        boolean isNew = found.isEmpty() || !now.equals(record);
        if (isNew && !effects.isEmpty()) {
            require(now);
        } else if (isNew && found.isPresent()) {
            write(now);
        } // otherwise, the log has a warning since the beginning of the call
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

    /** {@return the inputs with the objects and effects that the record names} */
    CallContext addedTo(CallContext context) {
        Optional<AttachmentRecord> record = records.find(key());
        return context.withRecorded(ownedAlone(record), AttachmentRecord.effects(record));
    }

    /** {@return the objects of third-party steps that belong to the attachment of a record and to no other one on this host} */
    List<HostObject> ownedAlone(Optional<AttachmentRecord> record) {
        return record.map(this::ownedAlone).orElse(List.of());
    }

    private List<HostObject> ownedAlone(AttachmentRecord record) {
        if (record.owned().isEmpty()) {
            return List.of();
        }
        Set<HostObject> alone = new LinkedHashSet<>(record.owned());
        for (AttachmentRecord other : records.list().records()) {
            if (!other.key().equals(record.key()) && other.host().equals(record.host()) && !other.isReleased()) {
                other.owned().forEach(alone::remove);
            }
        }
        return List.copyOf(alone);
    }

    /**
     * Notes that the ADD has succeeded.
     *
     * @param effects the effects that may be in force now
     */
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

    /** An ADD that has succeeded does not fail because of the id. */
    private static int podId(CallKernel kernel) {
        try {
            return PodNamespaceId.of(kernel.descriptor(Netns.POD), requests -> kernel.send(Netns.HOST, requests));
        } catch (NetlinkException | MalformedMessageException e) {
            LOG.warn("the id of the pod's namespace is not recorded: {}", e.toString());
            return PodNamespaceId.NONE;
        }
    }

    /**
     * Notes that the ADD has failed and was undone.
     *
     * <p>The record stays as long as it names objects of third-party steps: if the kernel has rejected the undo of such an object, a DEL finds the
     * object by the record. The same holds for effects.
     *
     * @param effects the effects that may be in force now
     */
    void revert(Begun begun, List<OwnedEffect> effects) {
        List<HostObject> owned =
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
     * Notes that a DEL begins: from now on, the objects that it removes are not repaired.
     *
     * @return the record; empty if there is none
     */
    Optional<AttachmentRecord> release() {
        Optional<AttachmentRecord> found = records.find(key());
        found.ifPresent(record -> write(record.with(Progress.RELEASED)));
        return found;
    }

    /** Records the effects that may be in force now. */
    void settle(List<OwnedEffect> effects) {
        records.find(key())
                .filter(record -> !record.effects().equals(effects))
                .ifPresent(record -> write(record.withEffects(effects)));
    }

    /**
     * Records that only these effects of the attachment are left. Removes the record if there are none.
     *
     * <p>A later DEL, a GC or the removal of orphans undoes them.
     *
     * @return whether there is no record now
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

    /** Notes a repair. */
    void keep(Kept kept) {
        records.find(key()).ifPresent(record -> write(record.with(kept)));
    }

    /**
     * Removes the record, since nothing of the attachment is left.
     *
     * @return whether there is no record now; if not, the log has the reason
     */
    boolean remove() {
        try {
            records.remove(key());
            return true;
        } catch (IOException e) {
            LOG.warn("the record of the attachment stays: {}", e.toString());
            return false;
        }
    }

    private void write(AttachmentRecord record) {
        try {
            records.write(record);
        } catch (IOException e) {
            LOG.warn("the attachment is not recorded, so nothing repairs it without a call: {}", e.toString());
        }
    }

    private String key() {
        return AttachmentRecord.key(type, attachment);
    }
}
