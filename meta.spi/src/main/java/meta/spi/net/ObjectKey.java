package meta.spi.net;

import meta.spi.api.MayGrow;

/**
 * The properties by which two objects of one kind are distinguished. A {@link NamespaceState} contains at most one object with a given key.
 */
@MayGrow
public sealed interface ObjectKey
        permits Link.Key, VethPair.Key, Address.Key, Route.Key, Rule.Key, Neighbor.Key, SysctlValue.Key {

    /** {@return the namespace that contains the object; for a veth pair, the host's} */
    Netns netns();
}
