package meta.core.reconcile.observe;

/** How a call treats an unassigned address that the NIC may have received after its last ADD. */
public enum AddressAfterAddPolicy {
    /** The call treats the address like the other addresses of the NIC. */
    ADOPTED,
    /**
     * The address is ignored unless a route, rule or neighbour of ours exists for it. There is one exception: it is treated as
     * {@link #ADOPTED} if no assigned address counts, and nothing of ours exists for any address of the NIC.
     */
    ONLY_IF_SERVED
}
