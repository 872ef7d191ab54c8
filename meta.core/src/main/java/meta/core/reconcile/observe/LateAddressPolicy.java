package meta.core.reconcile.observe;

/** How a call treats an address that the NIC has received after its ADD, for example from a router advertisement. */
public enum LateAddressPolicy {
    ADOPTED,
    /**
     * The address is ignored unless a route, rule or neighbour of ours exists for it. If the NIC would then have no address, all its addresses are
     * adopted.
     */
    ONLY_IF_SERVED
}
