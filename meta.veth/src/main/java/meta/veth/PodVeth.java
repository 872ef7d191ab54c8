package meta.veth;

import java.util.Optional;
import meta.spi.Attachment;
import meta.spi.PlanningException;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.VethPair;

/** The pod's {@code veth0}: where it is found, and whose it is. */
final class PodVeth {
    static final String NAME = "veth0";

    private PodVeth() {}

    /**
     * {@return the pair that an earlier step has planned or an earlier call has made}
     *
     * @throws PlanningException where the pod has none, as when {@code setupVeth} is turned off
     */
    static VethPair in(Snapshot snapshot) {
        return VethPair.find(NAME, snapshot.host(), snapshot.pod())
                .orElseThrow(() -> new PlanningException("the pod has no " + NAME + " that leads to the node"));
    }

    /**
     * {@return the pair that this attachment has made before, or a Go plugin for it; empty where the pod has no veth0 yet}
     *
     * @throws PlanningException where the pod's veth0 is somebody else's
     */
    static Optional<VethPair> madeFor(Attachment attachment, Snapshot snapshot) {
        Optional<Link> inside = snapshot.pod().link(NAME);
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        VethPair pair = VethPair.find(NAME, snapshot.host(), snapshot.pod())
                .orElseThrow(() -> new PlanningException("the pod has a " + NAME + " (" + kind(inside.get())
                        + ") that does not lead to this node; something else in the pod has made it"));
        if (!isOwn(pair.host(), attachment)) {
            throw new PlanningException("the pod's " + NAME + " is not ours: its other end is "
                    + pair.host().name() + whose(pair.host()) + ", expected is \"" + attachment.mark() + "\"");
        }
        return Optional.of(pair);
    }

    private static boolean isOwn(Link hostEnd, Attachment attachment) {
        boolean unmarked = hostEnd.alias().isEmpty(); // as the Go plugins made it
        String usual = new HostEndName(attachment.containerId()).usual();
        return hostEnd.alias().equals(attachment.mark())
                || (unmarked && hostEnd.name().equals(usual));
    }

    private static String whose(Link hostEnd) {
        return hostEnd.alias().isEmpty() ? ", without a mark" : ", marked \"" + hostEnd.alias() + "\"";
    }

    private static String kind(Link link) {
        return link.kind().isEmpty() ? "of no kind" : "of kind " + link.kind();
    }
}
