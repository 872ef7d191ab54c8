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
 * Computes the changes of a GC.
 *
 * @param valid the marks of the attachments that the request lists as existing
 * @param released the marks of the attachments that this GC removes
 */
record GcPlan(String network, Set<String> valid, Set<String> released) {
    static final String STEP = "GC";

    boolean isReleased(Link link) {
        return isUnlisted(link) && released.contains(link.alias());
    }

    /** {@return whether the link has the mark of an attachment of this network that the request does not list} */
    boolean isUnlisted(Link link) {
        return Attachment.isMarkOf(network, link.alias()) && !valid.contains(link.alias());
    }

    /**
     * {@return the deletions of these objects and links, and the hand-overs of links}
     *
     * @param links the links, each with the other attachments that use it. A link gets the mark of the first of them that this GC does not
     *     remove; if there is none, the link is deleted
     * @param orphans routes and neighbours of ours for addresses that the pod behind their device does not have
     * @param owned the host objects that third-party steps have planned only for released attachments
     */
    Changes changes(Map<Link, List<Attachment>> links, List<NetworkObject> orphans, List<NetworkObject> owned) {
        List<Change> changes = new ArrayList<>();
        for (NetworkObject orphan : orphans.reversed()) {
            changes.add(new Change.Delete(STEP, "its pod no longer has the address", orphan));
        }
        Set<NetworkObject> removed = new HashSet<>(orphans);
        removed.addAll(links.keySet());
        for (NetworkObject object : owned) {
            if (!removed.contains(object)) {
                changes.add(new Change.Delete(STEP, "its attachment no longer exists", object));
            }
        }
        links.forEach((link, sharing) -> changes.add(removedOrHandedOver(link, sharing)));
        return new Changes(changes);
    }

    private Change removedOrHandedOver(Link link, List<Attachment> sharing) {
        for (Attachment other : sharing) {
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
