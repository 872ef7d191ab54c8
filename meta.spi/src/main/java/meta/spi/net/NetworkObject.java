package meta.spi.net;

/** A thing that the kernel keeps in a network namespace and that a plan can ask for. */
public sealed interface NetworkObject permits Link, VethPair, Address, Route, Rule, Neighbor, SysctlValue {

    /** {@return the namespace that the object lives in; for a veth pair the one that it is made from} */
    Netns netns();

    /** {@return what tells this object from the others of its kind in the kernel} */
    ObjectKey key();
}
