package meta.spi.net;

import meta.netlink.MacAddress;

/** The words of {@code ip link} (ip-link(8)). */
final class LinkWords {
    private LinkWords() {}

    /** {@return the command that sets all properties that {@code set} can change} */
    static Words set(Link link) {
        return addressAndMtu(named("set", link), link)
                .and("txqueuelen", link.txqueuelen())
                .and("alias", link.alias())
                .andIf(!link.master().isEmpty(), "master", link.master())
                .plus(state(link));
    }

    static Words change(Link before, Link after) {
        return named("set", after)
                .andIf(!before.lladdr().equals(after.lladdr()), "address", after.lladdr())
                .andIf(before.mtu() != after.mtu(), "mtu", after.mtu())
                .andIf(before.txqueuelen() != after.txqueuelen(), "txqueuelen", after.txqueuelen())
                .andIf(!before.alias().equals(after.alias()), "alias", after.alias())
                .andIf(isOther(before, after) && !after.master().isEmpty(), "master", after.master())
                .plusIf(isOther(before, after) && after.master().isEmpty(), "nomaster")
                .plusIf(before.up() != after.up(), state(after));
    }

    private static boolean isOther(Link before, Link after) {
        return !before.master().equals(after.master());
    }

    /** Creates the device without its alias: the kernel accepts an alias only for an existing device; see {@link #setAlias}. */
    static Words add(Link link) {
        Words words = named("add", link).andIf(!link.lower().isEmpty(), "link", link.lower());
        Words properties = properties(words, link)
                .andIf(!link.master().isEmpty(), "master", link.master())
                .plusIf(link.up(), "up")
                .and("type", link.kind());
        return switch (link.data()) {
            case LinkData.Vlan vlan -> properties.and("id", vlan.id());
            case LinkData.Macvlan macvlan -> properties.and("mode", macvlan.mode());
            case LinkData.Vrf vrf -> properties.and("table", vrf.table());
            default -> properties;
        };
    }

    static Words setAlias(Link link) {
        return named("set", link).and("alias", link.alias());
    }

    /** Creates both ends, down: the kernel cannot set an end up before the pair exists. */
    static Words add(VethPair pair) {
        Words host = properties(named("add", pair.host()), pair.host()).plus("type", "veth");
        return properties(host.plus("peer").and("name", pair.pod().name()).plus("netns", Words.POD), pair.pod());
    }

    /** Sets the properties that a new end does not have yet. */
    static Words finish(Link end) {
        return named("set", end)
                .andIf(!end.alias().isEmpty(), "alias", end.alias())
                .andIf(!end.master().isEmpty(), "master", end.master())
                .plusIf(end.up(), "up");
    }

    static Words delete(Link link) {
        return named("del", link);
    }

    /** Deletes the pair. The command names the kind, so that it does not delete a device of another kind that has the name by then. */
    static Words delete(VethPair pair) {
        return delete(pair.host()).plus("type", "veth");
    }

    private static Words named(String verb, Link link) {
        return Words.of(Words.IP, "link", verb).value(link.name());
    }

    private static boolean hasOwnQueueLength(Link link) {
        return link.txqueuelen() != Link.DEFAULT_TXQUEUELEN && link.txqueuelen() != Link.KERNEL_TXQUEUELEN;
    }

    /** The properties that can be set at creation. The default queue length needs no word. */
    private static Words properties(Words words, Link link) {
        return addressAndMtu(words, link).andIf(hasOwnQueueLength(link), "txqueuelen", link.txqueuelen());
    }

    private static Words addressAndMtu(Words words, Link link) {
        return words.andIf(!link.lladdr().equals(MacAddress.NONE), "address", link.lladdr())
                .andIf(link.mtu() != 0, "mtu", link.mtu());
    }

    private static String state(Link link) {
        return link.up() ? "up" : "down";
    }
}
