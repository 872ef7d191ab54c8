package meta.image.flows;

/**
 * How the overlay network connects pods to the node, imitated with plain devices and routes. The node's default for reverse path
 * filtering is part of it.
 */
enum Overlay {
    /** A cable to each pod, whose host end has no IPv4 address and answers for 169.254.1.1. */
    CALICO(1),
    /**
     * A cable to each pod, whose host end has no IPv4 address; the node's route to pods leads to {@code cilium_host}, and what redirects
     * packets to the pods without looking at routes is imitated by a mark and a rule: reverse path filtering does not see it.
     */
    CILIUM(0),
    /** A bridge that has the pods' gateway. */
    FLANNEL(2),
    /** A cable to each pod, whose host end has the pods' gateway. */
    PTP(0),
    /** As {@link #PTP}; what pods send elsewhere is masqueraded. */
    KIND(1);

    final int rpFilter;

    Overlay(int rpFilter) {
        this.rpFilter = rpFilter;
    }
}
