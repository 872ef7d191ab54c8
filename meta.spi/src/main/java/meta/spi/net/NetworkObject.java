package meta.spi.net;

import meta.spi.api.MayGrow;

/** An object of the kernel in a network namespace. */
@MayGrow
public sealed interface NetworkObject permits Link, VethPair, Address, Route, Rule, Neighbor, SysctlValue {

    /** {@return the namespace of the object; for a veth pair the host's} */
    Netns netns();

    /** {@return the attributes by which the kernel distinguishes this object from others of its kind} */
    ObjectKey key();
}
