package meta.core.call;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.kernel.CallKernel;
import meta.core.kernel.PodLocks;
import meta.core.plugin.TimeBudget;
import meta.core.reconcile.ChangeApplier;
import meta.core.reconcile.Changes;
import meta.core.reconcile.UnappliedChanges;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.reconcile.observe.MarkedLinks;
import meta.core.reconcile.observe.OrphanedHostObjects;
import meta.core.reconcile.observe.OtherPodLookup;
import meta.core.reconcile.observe.SharingAttachments;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecords;
import meta.core.record.OwnedEffect;
import meta.spi.Attachment;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Carries out a GC (CNI spec 1.1.0 "GC"): cleans up after attachments of one network that no longer exist. It removes their links, their
 * attachment records and the host objects of their third-party steps, and undoes their effects. It also removes the objects that
 * {@link OrphanedHostObjects} finds.
 *
 * <p>A GC cleans up after the attachments of this node that are released ({@link LockedReleasedAttachments}) and that the request does
 * not list. A record stays if an effect
 * could not be undone. Any other unlisted attachment may belong to another runtime of the node; its link is removed only if the NIC is no
 * longer in the pod. A link that an existing attachment also uses gets the mark of that attachment instead.
 */
final class Gc {
    private static final Logger LOG = LogManager.getLogger(Gc.class);

    private Gc() {}

    /**
     * Carries out the GC. Changes nothing if {@link CniRequest.Gc#namesValid} is false.
     *
     * @param plugin the plugin whose steps undo effects. The effects of attachments of other types stay recorded
     * @throws CallFailedException if the kernel rejects a change (no record is then removed), or there are more objects than a call can
     *     read
     * @throws meta.netlink.socket.NetlinkException if objects cannot be read
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     */
    static void run(
            CniRequest.Gc request,
            AttachmentRecords records,
            NamedPluginType plugin,
            CallKernel kernel,
            CallStopwatch stopwatch) {
        if (!request.namesValid()) {
            LOG.info("nothing is removed: the request does not list the attachments that still exist");
            return;
        }
        String network = request.config().network();
        Set<String> valid = new HashSet<>();
        for (Attachment attachment : request.valid()) {
            valid.add(attachment.mark());
        }
        List<AttachmentRecord> found = released(records, network, valid, kernel.identity(Netns.HOST));
        try (LockedReleasedAttachments released = LockedReleasedAttachments.lock(found, records, PodLocks.folder())) {
            GcPlan plan = new GcPlan(network, valid, marks(released.records()));
            int count = collect(plan, released.records(), records, plugin, kernel);
            LOG.info(
                    "GC done in {} ms: network {}, {} valid attachments, {}",
                    stopwatch.millis(),
                    network,
                    valid.size(),
                    CallLogLines.changes(count));
        }
    }

    private static int collect(
            GcPlan plan,
            List<AttachmentRecord> released,
            AttachmentRecords records,
            NamedPluginType plugin,
            CallKernel kernel) {
        Map<Link, List<Attachment>> links = new LinkedHashMap<>();
        SharingAttachments attachments = new SharingAttachments(kernel);
        for (Link link : MarkedLinks.on(kernel)) {
            if (plan.isReleased(link) || (plan.isUnlisted(link) && attachments.isOwnerGone(link))) {
                links.put(link, attachments.of(link));
            } else if (plan.isUnlisted(link)) {
                LOG.info(
                        "{} stays: the request does not list its attachment, but the NIC is still in the pod",
                        link.name());
            }
        }
        Map<AttachmentRecord, List<OwnedEffect>> owed = undo(released, records, plugin);
        Changes changes = plan.changes(
                links, new OrphanedHostObjects(kernel, plan.network()).find(), owned(released, records, kernel));
        UnappliedChanges removed = new ChangeApplier(kernel, new OtherPodLookup(kernel)::owner).remove(changes);
        CallLogLines.log(LOG, changes.list(), "");
        int count = changes.list().size();
        if (!removed.isComplete()) {
            throw new RejectionFailure("").failure(GcPlan.STEP, removed, count);
        }
        for (AttachmentRecord record : released) {
            new AttachmentRecordUpdates(records, record.type(), record.attachment())
                    .leave(owed.getOrDefault(record, List.of()));
        }
        return count;
    }

    /** {@return the effects that may still be in force, for each attachment} Undoes only effects of the plugin's type. */
    private static Map<AttachmentRecord, List<OwnedEffect>> undo(
            List<AttachmentRecord> released, AttachmentRecords records, NamedPluginType plugin) {
        Map<AttachmentRecord, List<OwnedEffect>> owed = new LinkedHashMap<>();
        TimeBudget thirdParties = new TimeBudget(TimeBudget.DEFAULT_LIMIT);
        for (AttachmentRecord record : released) {
            if (!record.effects().isEmpty() && record.type().equals(plugin.type())) {
                EffectUndo undo = new EffectUndo(record.attachment(), plugin.pipelineForDel(), thirdParties);
                owed.put(record, undo.undo(record.effects()));
                new AttachmentRecordUpdates(records, record.type(), record.attachment()).settle(owed.get(record));
            } else {
                owed.put(record, record.effects());
            }
        }
        return owed;
    }

    private static List<AttachmentRecord> released(
            AttachmentRecords records, String network, Set<String> valid, String host) {
        return records.list().records().stream()
                .filter(record -> record.host().equals(host))
                .filter(record -> record.attachment().network().equals(network))
                .filter(record -> !valid.contains(record.attachment().mark()) && record.isReleased())
                .toList();
    }

    /** {@return the existing host objects of ours that only the released attachments have planned with third-party steps} */
    private static List<NetworkObject> owned(
            List<AttachmentRecord> released, AttachmentRecords records, CallKernel kernel) {
        Set<NetworkObject> owned = new LinkedHashSet<>();
        for (AttachmentRecord record : released) {
            List<HostObjectId> alone = new AttachmentRecordUpdates(records, record.type(), record.attachment())
                    .ownedAlone(Optional.of(record));
            owned.addAll(ThirdPartyHostObjects.remaining(alone, record.attachment(), kernel));
        }
        return List.copyOf(owned);
    }

    private static Set<String> marks(List<AttachmentRecord> records) {
        Set<String> marks = new HashSet<>();
        records.forEach(record -> marks.add(record.attachment().mark()));
        return marks;
    }
}
