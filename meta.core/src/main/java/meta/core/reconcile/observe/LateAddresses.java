package meta.core.reconcile.observe;

/** How a call treats an address that the NIC has got after its ADD, as from a router advertisement. */
public enum LateAddresses {
    /** Like any other address of the NIC, as in an ADD. */
    ADOPTED,
    /** It is ignored unless a route, rule or neighbour of ours exists for it: a CHECK expects only objects that an ADD has created. */
    ONLY_IF_SERVED
}
