package meta.core.reconcile.observe;

/** What becomes of an address that the NIC has got by itself after its ADD, as from a router advertisement. */
public enum LateAddresses {
    /** It is the NIC's like any other: an ADD serves it. */
    ADOPTED,
    /** It is left out where no route, rule or neighbour of ours is about it: a CHECK demands what the ADD has served. */
    ONLY_IF_SERVED
}
