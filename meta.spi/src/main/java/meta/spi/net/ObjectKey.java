package meta.spi.net;

import meta.spi.api.MayGrow;

/** The attributes by which the kernel distinguishes objects of one kind. An object replaces the object with the same key. */
@MayGrow
public sealed interface ObjectKey
        permits Link.Key, VethPair.Key, Address.Key, Route.Key, Rule.Key, Neighbor.Key, SysctlValue.Key {

    /** {@return the namespace of the object; for a veth pair the host's} */
    Netns netns();
}
