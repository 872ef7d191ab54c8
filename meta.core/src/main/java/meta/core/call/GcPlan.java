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
 * The changes of a GC, computed from the objects that it has found on the host.
 *
 * @param network the network whose attachments are cleaned up
 * @param valid the marks of its attachments that still exist
 * @param released the marks of attachments that the runtime has released according to their records. If a node has two runtimes, each lists only
 *     its own attachments. An attachment whose path still leads to its namespace, or that has no record, is therefore left alone as long as its NIC
 *     exists
 */
record GcPlan(String network, Set<String> valid, Set<String> released) {
    static final String STEP = "GC";

    /** {@return whether the link carries the mark of an attachment of this network that no longer exists} */
    boolean isInvalid(Link link) {
        return isUnlisted(link) && released.contains(link.alias());
    }

    /** {@return whether the link carries the mark of an attachment of this network that is not among the valid ones} */
    boolean isUnlisted(Link link) {
        return Attachment.isMarkOf(network, link.alias()) && !valid.contains(link.alias());
    }

    /**
     * {@return the changes: first those of the orphans, in reverse order, then those of the links}
     *
     * @param invalid the links with an {@linkplain #isInvalid invalid} mark, each with the other attachments that use it
     * @param orphans routes and neighbours of ours that no pod uses
     * @param owned objects that steps of third parties had planned for attachments that no longer exist
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

    /** As in a DEL, a link is kept for as long as one of the attachments that use it exists. */
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
