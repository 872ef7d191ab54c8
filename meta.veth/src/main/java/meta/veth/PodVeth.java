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
 * The veth pair whose pod end is {@code veth0}, and the NIC that owns the pair.
 *
 * @param nic the name of the NIC whose ADD created the pair, or to which the pair was handed over. For a pair of the Go plugin, a guess:
 *     the pod's first NIC in natural order
 */
record PodVeth(VethPair pair, String nic) {
    static final String NAME = VethPairNames.POD_END;

    /**
     * {@return the pair of the pod}
     *
     * @throws PlanningException if the pod has no {@code veth0}, or as for {@link #find}
     */
    static PodVeth in(Attachment attachment, Snapshot snapshot) {
        return find(attachment, snapshot)
                .orElseThrow(() -> new PlanningException("the pod has no " + NAME + " that leads to the node"));
    }

    /**
     * {@return the pair that this plugin or its Go version has created for a NIC of this pod; empty if the pod has no {@code veth0}}
     *
     * @throws PlanningException if the pod's {@code veth0} is not an end of such a pair
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
                .orElseThrow(() -> new PlanningException("the pod's " + NAME
                        + " was not created by this plugin: its peer "
                        + pair.host().name() + whose(pair.host()) + "; the expected alias is \"" + attachment.mark()
                        + "\""));
        return Optional.of(new PodVeth(pair, nic));
    }

    /**
     * {@return the {@link #nic} of the pair; empty if the pod has no {@code veth0} whose peer is on this node, or if the pair is not
     * recognized as one for a NIC of this pod}
     */
    static Optional<String> firstNic(Attachment attachment, Snapshot snapshot) {
        return VethPair.find(NAME, snapshot.host(), snapshot.pod())
                .flatMap(pair -> firstNic(attachment, pair.host(), snapshot));
    }

    private static Optional<String> firstNic(Attachment attachment, Link hostEnd, Snapshot snapshot) {
        if (attachment.isUnmarkedHostEnd(hostEnd)) {
            return Optional.of(attachment.ifname()); // its ADD was interrupted before it set the alias
        }
        // a pair of the Go plugin has no alias
        return VethPairNames.isMadeByGoPlugin(hostEnd, attachment)
                ? new PodTables(snapshot.pod()).nics().stream().findFirst()
                : attachment.ifnameIn(hostEnd.alias());
    }

    /**
     * Checks that the pod has no rules of the plugin type {@code router} for hijacked subnets, which would bypass {@code veth0}.
     *
     * @throws PlanningException if the pod has such a rule
     */
    static void refuseRouter(Snapshot snapshot) {
        for (Rule rule : snapshot.pod().rules()) {
            if (rule.isOurs() && rule.key().priority() == RulePriority.TO) {
                throw new PlanningException("the plugin router has created rules for another NIC of the pod; a pod"
                        + " can use veth or router, not both");
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
        return hostEnd.alias().isEmpty() ? " has no alias" : " has the alias \"" + hostEnd.alias() + "\"";
    }

    private static String kind(Link link) {
        return link.kind().isEmpty() ? "of no kind" : "of kind " + link.kind();
    }
}
