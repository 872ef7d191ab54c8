package meta.image.flows;

/** How a pod's first NIC from a LAN is made. A second one is always a macvlan in the other LAN. */
enum Underlay {
    /** A macvlan of the node's NIC. */
    MACVLAN(Segment.FIRST),
    /** A port of the node's bridge, which has the node's NIC as another port. */
    BRIDGE(Segment.FIRST),
    /** A port of the LAN's switch that only the pod has, as a virtual function of an SR-IOV NIC is. */
    HOST_DEVICE(Segment.FIRST),
    /** A macvlan in a LAN that the node is not on but routes to. */
    ROUTED(Segment.SECOND);

    final Segment segment;

    Underlay(Segment segment) {
        this.segment = segment;
    }

    Segment other() {
        return segment == Segment.FIRST ? Segment.SECOND : Segment.FIRST;
    }
}
