package meta.veth;

import java.util.Optional;
import meta.spi.Attachment;
import meta.spi.PlanningException;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.Rule;
import meta.spi.net.VethPair;
import meta.spi.routing.PodTables;
import meta.spi.routing.RulePriority;
import meta.spi.routing.VethPairNames;

/**
 * The pod's {@code veth0}, and the NIC for which it was created.
 *
 * @param nic the name of the NIC of the first ADD, or after its DEL, of the NIC that got the pair
 */
record PodVeth(VethPair pair, String nic) {
    static final String NAME = VethPairNames.POD_END;

    /**
     * {@return the pair that an earlier step has planned or an earlier call has created}
     *
     * @throws PlanningException if the pod has none, or as for {@link #find}
     */
    static PodVeth in(Attachment attachment, Snapshot snapshot) {
        return find(attachment, snapshot)
                .orElseThrow(() -> new PlanningException("the pod has no " + NAME + " that leads to the node"));
    }

    /**
     * {@return the pair that our plugin or the Go plugin has created for a NIC of this pod; empty if the pod has no {@code veth0}}
     *
     * @throws PlanningException if another program has created the pod's {@code veth0}
     */
    static Optional<PodVeth> find(Attachment attachment, Snapshot snapshot) {
        Optional<Link> inside = snapshot.pod().link(NAME);
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        VethPair pair = VethPair.find(NAME, snapshot.host(), snapshot.pod())
                .orElseThrow(() -> new PlanningException("the pod has a " + NAME + " (" + kind(inside.get())
                        + ") that does not lead to this node; another program has created it"));
        String nic = firstNic(attachment, snapshot)
                .orElseThrow(() -> new PlanningException("the pod's " + NAME + " is not ours: its peer "
                        + pair.host().name() + whose(pair.host()) + "; the expected mark is \"" + attachment.mark()
                        + "\""));
        return Optional.of(new PodVeth(pair, nic));
    }

    /** {@return the NIC for which the pod's {@code veth0} was created; empty if the pod has no {@code veth0} of our plugin or of the Go plugin} */
    static Optional<String> firstNic(Attachment attachment, Snapshot snapshot) {
        return VethPair.find(NAME, snapshot.host(), snapshot.pod())
                .flatMap(pair -> firstNic(attachment, pair.host(), snapshot));
    }

    private static Optional<String> firstNic(Attachment attachment, Link hostEnd, Snapshot snapshot) {
        if (attachment.isUnmarkedHostEnd(hostEnd)) {
            return Optional.of(attachment.ifname()); // an ADD for this NIC was interrupted before it set the mark
        }
        return VethPairNames.isMadeByGoPlugin(hostEnd, attachment)
                ? new PodTables(snapshot.pod())
                        .nics().stream().findFirst() // the Go plugin leaves no mark; in most pods, the NIC is eth0
                : attachment.ifnameIn(hostEnd.alias());
    }

    /** Fails for a pod of the type {@code router}, whose rules send traffic for the cluster's subnets to the overlay NIC instead of {@code veth0}. */
    static void refuseRouter(Snapshot snapshot) {
        for (Rule rule : snapshot.pod().rules()) {
            if (rule.isOurs() && rule.key().priority() == RulePriority.TO) {
                throw new PlanningException("the plugin router has created rules for another NIC of the pod; one pod"
                        + " uses either veth or router");
            }
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
        return hostEnd.alias().isEmpty() ? " has no mark" : " has the mark \"" + hostEnd.alias() + "\"";
    }

    private static String kind(Link link) {
        return link.kind().isEmpty() ? "of no kind" : "of kind " + link.kind();
    }
}
