package meta.core.reconcile.observe;

/**
 * How a call treats an address that is not assigned, and that the NIC may have received after its last ADD, for example from a router
 * advertisement.
 */
public enum AddressAfterAddPolicy {
    /** The call treats the address like the other addresses of the NIC. */
    ADOPTED,
    /**
     * The address is ignored unless a route, rule or neighbour of ours exists for it. No address is ignored if the NIC can use none of its
     * assigned addresses, and nothing of ours exists for any address of the NIC. The tables of the pod's NICs are reduced in a similar way
     * ({@link meta.spi.routing.ServedTables}).
     */
    ONLY_IF_SERVED
}
