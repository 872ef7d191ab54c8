package meta.core.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Engine;
import meta.core.reconcile.RejectedChange;
import meta.core.reconcile.RemoveResult;
import meta.core.reconcile.observe.JoinedAttachments;
import meta.core.reconcile.observe.MarkedLinks;
import meta.core.reconcile.observe.Orphans;
import meta.spi.Attachment;
import meta.spi.net.Link;
import meta.spi.net.NetworkObject;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Takes away the host links of attachments that a runtime knows no more, and with a link all that leads to it (CNI spec 1.1.0 "GC"). A link
 * that another NIC of the pod uses is handed over to that one.
 * Links of other networks, and links without our mark, are left alone.
 */
public final class Gc {
    private static final Logger LOG = LogManager.getLogger(Gc.class);
    private static final String STEP = "GC";

    private Gc() {}

    /** The link belongs to the pod as long as one of the attachments that use it is there, as with DEL. */
    private static Change goneOrHandedOver(Link link, String network, Set<String> valid, KernelPort kernel) {
        for (Attachment joined : new JoinedAttachments(kernel).of(link)) {
            boolean there = !joined.network().equals(network) || valid.contains(joined.mark());
            if (there) {
                return new Change.Replace(STEP, "another NIC of the pod uses it", link, link.withAlias(joined.mark()));
            }
        }
        return new Change.Delete(STEP, "its attachment is no more: " + link.alias(), link);
    }

    /**
     * Takes them away.
     *
     * @throws CallFailedException where the kernel refuses to take one away; all the others are gone then
     */
    public static void run(CniRequest.Gc request, KernelPort kernel) {
        if (!request.namesValid()) {
            LOG.info("nothing is removed: the runtime does not say which attachments still exist");
            return;
        }
        Set<String> valid = new HashSet<>();
        for (Attachment attachment : request.valid()) {
            valid.add(attachment.mark());
        }
        List<Change> gone = new ArrayList<>();
        for (Link link : MarkedLinks.on(kernel)) {
            boolean ofThisNetwork = Attachment.isMarkOf(request.config().network(), link.alias());
            if (ofThisNetwork && !valid.contains(link.alias())) {
                gone.add(goneOrHandedOver(link, request.config().network(), valid, kernel));
            }
        }
        for (NetworkObject stray : new Orphans(kernel, request.config().network()).find()) {
            gone.addFirst(new Change.Delete(STEP, "its pod does not have the address any more", stray));
        }
        List<RejectedChange> refusals = new Engine(kernel).remove(new Changes(gone));
        CallSummary.log(LOG, gone, "");
        if (!refusals.isEmpty()) {
            throw Unfinished.of(STEP, new RemoveResult(refusals, List.of()), gone.size(), "");
        }
        LOG.info(
                "GC done in {} ms: network {}, {} valid attachments, {}",
                CallClock.millis(),
                request.config().network(),
                valid.size(),
                CallSummary.changes(gone.size()));
    }
}
