package meta.spi.net;

import meta.spi.api.MayGrow;

/** The properties that distinguish objects of one kind. A {@link NamespaceState} contains at most one object with a given key. */
@MayGrow
public sealed interface ObjectKey
        permits Link.Key, VethPair.Key, Address.Key, Route.Key, Rule.Key, Neighbor.Key, SysctlValue.Key {

    /** {@return the namespace of the object, see {@link NetworkObject#netns}} */
    Netns netns();
}
