package meta.image.flows;

/** The kind of a pod's first LAN NIC. The second LAN NIC, if the pod has one, is a macvlan on the other LAN. */
enum LanNicKind {
    /** A macvlan on the node's NIC. */
    MACVLAN(Segment.FIRST),
    /** A veth pair to a bridge of the node. The node's NIC is also a port of this bridge. */
    BRIDGE(Segment.FIRST),
    /** The pod's own port of the LAN's switch, like a virtual function of an SR-IOV NIC. The node does not see the packets. */
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
