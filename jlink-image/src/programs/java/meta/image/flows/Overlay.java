package meta.image.flows;

/** The kinds of overlay networks. Plain devices and routes imitate them; the real programs do not run. */
enum Overlay {
    /** Each pod has a veth pair. The host end of the pair has no IPv4 address, and answers ARP requests for 169.254.1.1. */
    CALICO(1),
    /**
     * Each pod has a veth pair. The host end of the pair has no IPv4 address. The node's route to its pods leads to {@code cilium_host}.
     * Real Cilium redirects packets to pods without routes and without reverse path filtering; here, a firewall mark and a rule imitate the
     * redirection.
     */
    CILIUM(0),
    /** Pods are on a bridge of the node. The bridge has the address that is the gateway of the pods. */
    FLANNEL(2),
    /** Each pod has a veth pair. The host end of the pair has the address that is the gateway of the pods. */
    PTP(0),
    /** Like {@link #PTP}. Also, the node masquerades packets from pods. */
    KIND(1);

    /** The value of {@code rp_filter} on the node, for {@code all} and {@code default}. */
    final int rpFilter;

    Overlay(int rpFilter) {
        this.rpFilter = rpFilter;
    }
}
