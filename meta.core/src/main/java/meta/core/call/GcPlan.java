package meta.core.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.spi.Attachment;
import meta.spi.net.Link;
import meta.spi.net.NetworkObject;

/**
 * Computes the changes of a GC from the objects that were found on the host.
 *
 * @param network the network whose attachments are cleaned up
 * @param valid the marks of the attachments of the network that still exist
 * @param released the marks of the attachments that the runtime has released according to their records. If a node has two runtimes, each lists only
 *     its own attachments. An attachment that is neither listed nor released may belong to the other runtime, so it stays as long as its NIC exists
 */
record GcPlan(String network, Set<String> valid, Set<String> released) {
    static final String STEP = "GC";

    /** {@return whether the link carries the mark of an attachment of this network that is released and not among the valid ones} */
    boolean isInvalid(Link link) {
        return isUnlisted(link) && released.contains(link.alias());
    }

    /** {@return whether the link carries the mark of an attachment of this network that is not among the valid ones} */
    boolean isUnlisted(Link link) {
        return Attachment.isMarkOf(network, link.alias()) && !valid.contains(link.alias());
    }

    /**
     * {@return the changes: the orphans in reverse order, then the objects of third-party steps, then the links}
     *
     * @param invalid the links whose attachment no longer exists, each with the other attachments that use the link. The link gets the mark of the
     *     first of these that exists, and stays
     * @param orphans routes and neighbours of ours that no pod uses
     * @param owned objects that third-party steps have planned for attachments that no longer exist
     */
    Changes changes(Map<Link, List<Attachment>> invalid, List<NetworkObject> orphans, List<NetworkObject> owned) {
        List<Change> changes = new ArrayList<>();
        for (NetworkObject orphan : orphans.reversed()) {
            changes.add(new Change.Delete(STEP, "its pod no longer has the address", orphan));
        }
        Set<NetworkObject> removed = new HashSet<>(orphans);
        removed.addAll(invalid.keySet());
        for (NetworkObject object : owned) {
            if (!removed.contains(object)) {
                changes.add(new Change.Delete(STEP, "its attachment no longer exists", object));
            }
        }
        invalid.forEach((link, joined) -> changes.add(removedOrHandedOver(link, joined)));
        return new Changes(changes);
    }

    /**
     * As in a DEL, a link stays as long as one of the attachments that use it exists. An attachment of another network counts as existing, because
     * the request lists only those of this network.
     */
    private Change removedOrHandedOver(Link link, List<Attachment> joined) {
        for (Attachment other : joined) {
            boolean exists = !other.network().equals(network)
                    || valid.contains(other.mark())
                    || !released.contains(other.mark());
            if (exists) {
                return new Change.Replace(STEP, "another NIC of the pod uses it", link, link.withAlias(other.mark()));
            }
        }
        return new Change.Delete(STEP, "its attachment no longer exists: " + link.alias(), link);
    }
}
