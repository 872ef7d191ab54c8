package meta.veth;

import java.util.Optional;
import meta.spi.Attachment;
import meta.spi.PlanningException;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.VethPair;
import meta.spi.routing.NodeLink;
import meta.spi.routing.PodTables;
import meta.spi.routing.RulePriority;

/**
 * The pod's {@code veth0}: where it is found, and for which of the pod's NICs it was made.
 *
 * @param pair both ends
 * @param nic the NIC: the pod's first, in the order of the calls
 */
record PodVeth(VethPair pair, String nic) {
    static final String NAME = NodeLink.POD_END;

    /**
     * {@return the pair that an earlier step has planned or an earlier call has made}
     *
     * @throws PlanningException where the pod has none, as when {@code setupVeth} is turned off, or has somebody else's
     */
    static PodVeth in(Attachment attachment, Snapshot snapshot) {
        return find(attachment, snapshot)
                .orElseThrow(() -> new PlanningException("the pod has no " + NAME + " that leads to the node"));
    }

    /**
     * {@return the pair that a call for a NIC of this pod has made, be it ours or a Go plugin's; empty where the pod has none yet}
     *
     * @throws PlanningException where the pod's veth0 is somebody else's
     */
    static Optional<PodVeth> find(Attachment attachment, Snapshot snapshot) {
        Optional<Link> inside = snapshot.pod().link(NAME);
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        VethPair pair = VethPair.find(NAME, snapshot.host(), snapshot.pod())
                .orElseThrow(() -> new PlanningException("the pod has a " + NAME + " (" + kind(inside.get())
                        + ") that does not lead to this node; something else in the pod has made it"));
        String nic = firstNic(attachment, snapshot)
                .orElseThrow(() -> new PlanningException("the pod's " + NAME + " is not ours: its other end is "
                        + pair.host().name() + whose(pair.host()) + ", expected is \"" + attachment.mark() + "\""));
        return Optional.of(new PodVeth(pair, nic));
    }

    /** {@return the NIC that the pod's veth0 was made for; empty where there is none, or none of ours} */
    static Optional<String> firstNic(Attachment attachment, Snapshot snapshot) {
        return VethPair.find(NAME, snapshot.host(), snapshot.pod())
                .flatMap(pair -> firstNic(attachment, pair.host(), snapshot));
    }

    private static Optional<String> firstNic(Attachment attachment, Link hostEnd, Snapshot snapshot) {
        if (attachment.isUnmarkedHostEnd(hostEnd)) {
            return Optional.of(attachment.ifname()); // its ADD was cut off before it set the mark
        }
        return NodeLink.isMadeByGoPlugin(hostEnd, attachment)
                ? new PodTables(snapshot.pod())
                        .nics().stream().findFirst() // it left no mark, and the NIC is mostly eth0
                : attachment.ifnameIn(hostEnd.alias());
    }

    /**
     * Refuses a pod of the type {@code router}: its rules send the cluster's subnets to the overlay NIC, before the routes to
     * {@code veth0} are looked at.
     *
     * @throws PlanningException where the pod is one
     */
    static void refuseRouter(Snapshot snapshot) {
        boolean ofRouter = snapshot.pod().rules().stream()
                .anyMatch(rule -> rule.isOurs() && rule.key().priority() == RulePriority.TO);
        if (ofRouter) {
            throw new PlanningException(
                    "the pod has rules that the plugin router has made for another of its NICs; one pod"
                            + " uses either veth or router");
        }
    }

    boolean isMadeFor(Attachment attachment) {
        return nic.equals(attachment.ifname());
    }

    Link host() {
        return pair.host();
    }

    Link pod() {
        return pair.pod();
    }

    private static String whose(Link hostEnd) {
        return hostEnd.alias().isEmpty() ? ", without a mark" : ", marked \"" + hostEnd.alias() + "\"";
    }

    private static String kind(Link link) {
        return link.kind().isEmpty() ? "of no kind" : "of kind " + link.kind();
    }
}
