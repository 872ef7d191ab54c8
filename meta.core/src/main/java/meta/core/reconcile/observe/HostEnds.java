package meta.core.reconcile.observe;

import java.util.Optional;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Link;

/** Decides which devices of the host lead to the pod of a call. */
public record HostEnds(Attachment attachment, Snapshot snapshot) {

    /** {@return whether the peer of the device is in the pod} */
    public boolean leadsToPod(String device) {
        return link(device).filter(HostEnds::leadsToPod).isPresent();
    }

    /**
     * {@return whether the device leads to the pod, or has the mark of the attachment} A marked device without a peer in the pod leads to a former
     * namespace of the pod.
     */
    public boolean isOfAttachment(String device) {
        return link(device)
                .filter(link -> leadsToPod(link) || link.alias().equals(attachment.mark()))
                .isPresent();
    }

    /** {@return whether the device leads to the pod, or has the mark of any attachment of the pod's container} */
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
