package meta.core.reconcile.observe;

/** How a call treats an address that the NIC has received after its ADD, for example from a router advertisement. */
public enum LateAddressPolicy {
    /** The address is treated like the NIC's other addresses, as in an ADD. */
    ADOPTED,
    /**
     * The address is ignored unless a route, rule or neighbour of ours exists for it, because a CHECK expects only objects that an ADD has created.
     * If the NIC would then have no address at all, all its addresses are treated as in an ADD.
     */
    ONLY_IF_SERVED
}
