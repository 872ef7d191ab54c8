package meta.core.reconcile.observe;

/** How a call treats an address that the NIC has received after its ADD, for example from a router advertisement. */
public enum LateAddressPolicy {
    /** The address is treated like the NIC's other addresses. */
    ADOPTED,
    /**
     * The address is ignored unless a route, rule or neighbour of ours exists for it. If the NIC would then have no address, all its addresses are
     * treated as with {@link #ADOPTED}.
     */
    ONLY_IF_SERVED
}
