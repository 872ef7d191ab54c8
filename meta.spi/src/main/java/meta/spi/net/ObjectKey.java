package meta.spi.net;

/** What the kernel tells objects of a kind apart by; an object with the key of another takes its place. */
public sealed interface ObjectKey
        permits Link.Key, VethPair.Key, Address.Key, Route.Key, Rule.Key, Neighbor.Key, SysctlValue.Key {

    Netns netns();
}
