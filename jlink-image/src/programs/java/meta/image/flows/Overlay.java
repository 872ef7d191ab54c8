package meta.image.flows;

/** The kinds of overlay network, imitated with plain devices and routes. */
enum Overlay {
    /** A veth pair to each pod, whose host end has no IPv4 address and answers ARP for 169.254.1.1. */
    CALICO(1),
    /**
     * A veth pair to each pod, whose host end has no IPv4 address. The node's route to pods leads to {@code cilium_host}. A firewall mark
     * and a rule imitate Cilium's redirection to pods, which bypasses routes and reverse path filtering.
     */
    CILIUM(0),
    /** A bridge with the gateway address of the pods. */
    FLANNEL(2),
    /** A veth pair to each pod, whose host end has the gateway address of the pods. */
    PTP(0),
    /** Like {@link #PTP}, with masquerading. */
    KIND(1);

    final int rpFilter;

    Overlay(int rpFilter) {
        this.rpFilter = rpFilter;
    }
}
