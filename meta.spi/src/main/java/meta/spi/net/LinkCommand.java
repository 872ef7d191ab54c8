package meta.spi.net;

import meta.netlink.MacAddress;

/** Builds the {@code ip link} commands for a device or a veth pair (ip-link(8)). */
final class LinkCommand {
    private LinkCommand() {}

    /**
     * {@return the command that gives an existing device these properties, except kind, data, peer and what the plan leaves to the kernel}
     */
    static CommandWords set(Link link) {
        return addressAndMtu(named("set", link), link)
                .quotedIf(link.txqueuelen() != Link.KERNEL_TXQUEUELEN, "txqueuelen", link.txqueuelen())
                .quoted("alias", link.alias())
                .quotedIf(!link.master().isEmpty(), "master", link.master())
                .plain(state(link));
    }

    /** {@return the command that sets the properties that differ, except kind, data and peer} */
    static CommandWords change(Link before, Link after) {
        return named("set", after)
                .quotedIf(!before.lladdr().equals(after.lladdr()), "address", after.lladdr())
                .quotedIf(before.mtu() != after.mtu(), "mtu", after.mtu())
                .quotedIf(before.txqueuelen() != after.txqueuelen(), "txqueuelen", after.txqueuelen())
                .quotedIf(!before.alias().equals(after.alias()), "alias", after.alias())
                .quotedIf(hasOtherMaster(before, after) && !after.master().isEmpty(), "master", after.master())
                .plainIf(hasOtherMaster(before, after) && after.master().isEmpty(), "nomaster")
                .plainIf(before.up() != after.up(), state(after));
    }

    private static boolean hasOtherMaster(Link before, Link after) {
        return !before.master().equals(after.master());
    }

    /** {@return the command that creates the device without its alias, which the kernel accepts only for an existing device} */
    static CommandWords add(Link link) {
        CommandWords words = named("add", link).quotedIf(!link.lower().isEmpty(), "link", link.lower());
        CommandWords properties = properties(words, link)
                .quotedIf(!link.master().isEmpty(), "master", link.master())
                .plainIf(link.up(), "up")
                .quoted("type", link.kind());
        return switch (link.data()) {
            case LinkData.Vlan vlan -> properties.quoted("id", vlan.id());
            case LinkData.Macvlan macvlan -> properties.quoted("mode", macvlan.mode());
            case LinkData.Vrf vrf -> properties.quoted("table", vrf.table());
            default -> properties;
        };
    }

    static CommandWords setAlias(Link link) {
        return named("set", link).quoted("alias", link.alias());
    }

    /** {@return the command that creates both ends, down, because the kernel cannot set one end up before the other end exists} */
    static CommandWords add(VethPair pair) {
        CommandWords words = properties(named("add", pair.host()), pair.host()).plain("type", "veth");
        words.plain("peer").quoted("name", pair.pod().name()).plain("netns", CommandWords.POD);
        return properties(words, pair.pod());
    }

    /** {@return the command that sets alias, master and the state up of an end of a new pair, each only if the end has it} */
    static CommandWords finish(Link end) {
        return named("set", end)
                .quotedIf(!end.alias().isEmpty(), "alias", end.alias())
                .quotedIf(!end.master().isEmpty(), "master", end.master())
                .plainIf(end.up(), "up");
    }

    static CommandWords delete(Link link) {
        return named("del", link);
    }

    /** The command names the kind for the reader; the kernel does not check it. */
    static CommandWords delete(VethPair pair) {
        return delete(pair.host()).plain("type", "veth");
    }

    private static CommandWords named(String verb, Link link) {
        return CommandWords.of(CommandWords.IP, "link", verb).quoted(link.name());
    }

    private static boolean hasOwnQueueLength(Link link) {
        boolean isVethDefault = link.kind().equals("veth") && link.txqueuelen() == Link.DEFAULT_TXQUEUELEN;
        return link.txqueuelen() != Link.KERNEL_TXQUEUELEN && !isVethDefault;
    }

    /** The kernel's default queue length of a veth device needs no word. */
    private static CommandWords properties(CommandWords words, Link link) {
        return addressAndMtu(words, link).quotedIf(hasOwnQueueLength(link), "txqueuelen", link.txqueuelen());
    }

    private static CommandWords addressAndMtu(CommandWords words, Link link) {
        return words.quotedIf(!link.lladdr().equals(MacAddress.NONE), "address", link.lladdr())
                .quotedIf(link.mtu() != 0, "mtu", link.mtu());
    }

    private static String state(Link link) {
        return link.up() ? "up" : "down";
    }
}
