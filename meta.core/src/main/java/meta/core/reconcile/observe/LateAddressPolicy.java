package meta.core.reconcile.observe;

/** How a call treats an address that the NIC has received after its last ADD, for example from a router advertisement. */
public enum LateAddressPolicy {
    /** The address is treated as if the NIC had received it before the ADD: the call works for it, too. */
    ADOPTED,
    /**
     * The address is ignored unless a route, rule or neighbour of ours exists for the address. If all addresses of the NIC would be ignored, none is
     * ignored.
     */
    ONLY_IF_SERVED
}
