package meta.core.reconcile.observe;

import java.util.Optional;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Link;

/**
 * Decides whether a device of the host leads to the pod of a call: whether the device's peer is in the pod's namespace, or the device's
 * mark names the pod's container. A mark is the alias ({@code ifalias}) of a host end, and names an attachment. For a device that the
 * snapshot does not contain, the methods return false.
 */
public record HostEndMatcher(Attachment attachment, Snapshot snapshot) {

    /** {@return whether the peer of the device is in the pod} */
    public boolean leadsToPod(String device) {
        return link(device).filter(HostEndMatcher::leadsToPod).isPresent();
    }

    /**
     * {@return whether the peer of the device is in the pod, or the device has the mark of the attachment} A device with the mark but without a peer
     * in the pod may lead to a former namespace of the pod.
     */
    public boolean isOfAttachment(String device) {
        return link(device)
                .filter(link -> leadsToPod(link) || link.alias().equals(attachment.mark()))
                .isPresent();
    }

    /** {@return whether the peer of the device is in the pod, or the device has the mark of any attachment of the pod's container} */
    public boolean isOfContainer(String device) {
        return link(device)
                .filter(link ->
                        leadsToPod(link) || attachment.ifnameIn(link.alias()).isPresent())
                .isPresent();
    }

    private static boolean leadsToPod(Link hostEnd) {
        return !hostEnd.peer().isEmpty();
    }

    private Optional<Link> link(String device) {
        return snapshot.host().link(device);
    }
}
