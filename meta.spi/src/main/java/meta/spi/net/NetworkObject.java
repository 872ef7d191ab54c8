package meta.spi.net;

import meta.spi.api.MayGrow;

/** An object that the kernel keeps for a network namespace, such as a device, a route or a sysctl. Immutable. */
@MayGrow
public sealed interface NetworkObject permits Link, VethPair, Address, Route, Rule, Neighbor, SysctlValue {

    /** {@return the namespace that contains the object; for a veth pair, the host's} */
    Netns netns();

    /** {@return the properties that distinguish this object from other objects of its kind} */
    ObjectKey key();
}
