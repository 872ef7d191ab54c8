package meta.core.reconcile.observe;

import java.util.Optional;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Link;

/** Decides whether a device of the host leads to the pod of a call; false for a device that the snapshot does not contain. */
public record HostEndMatcher(Attachment attachment, Snapshot snapshot) {

    /** {@return whether the peer of the device is in the pod} */
    public boolean leadsToPod(String device) {
        return link(device).filter(HostEndMatcher::leadsToPod).isPresent();
    }

    /**
     * {@return whether the peer of the device is in the pod, or the device has the mark of the attachment} The mark can be on a device
     * that leads to a former namespace of the pod.
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
