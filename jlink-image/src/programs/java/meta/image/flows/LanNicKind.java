package meta.image.flows;

/** The kind of a pod's first LAN NIC. The second one is a macvlan on the other LAN. */
enum LanNicKind {
    /** A macvlan on the node's NIC. */
    MACVLAN(Segment.FIRST),
    /** A port of the node's bridge on its NIC. */
    BRIDGE(Segment.FIRST),
    /** A port of the LAN's switch for the pod alone, like a virtual function of an SR-IOV NIC. */
    HOST_DEVICE(Segment.FIRST),
    /** A macvlan on the LAN on which the node has no address. */
    ROUTED(Segment.SECOND);

    final Segment segment;

    LanNicKind(Segment segment) {
        this.segment = segment;
    }

    Segment other() {
        return segment == Segment.FIRST ? Segment.SECOND : Segment.FIRST;
    }
}
