package meta.image.flows;

/**
 * The way in which an overlay network connects pods to the node, imitated with plain devices and routes. Each value also sets the node's default
 * for reverse path filtering.
 */
enum Overlay {
    /** A veth pair to each pod, whose host end has no IPv4 address and answers ARP for 169.254.1.1. */
    CALICO(1),
    /**
     * A veth pair to each pod, whose host end has no IPv4 address. The node's route to pods leads to {@code cilium_host}. A mark and a rule imitate
     * Cilium's redirection of packets to pods, which bypasses routes and reverse path filtering.
     */
    CILIUM(0),
    /** A bridge with the gateway address of the pods. */
    FLANNEL(2),
    /** A veth pair to each pod, whose host end has the gateway address of the pods. */
    PTP(0),
    /** Like {@link #PTP}, with masquerading of packets that leave the overlay network. */
    KIND(1);

    final int rpFilter;

    Overlay(int rpFilter) {
        this.rpFilter = rpFilter;
    }
}
