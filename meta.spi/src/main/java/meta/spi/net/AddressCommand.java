package meta.spi.net;

import meta.netlink.AddressFlags;
import meta.netlink.RouteScope;

/** Builds the {@code ip address} command for an address (ip-address(8)). */
final class AddressCommand {
    private AddressCommand() {}

    /**
     * {@return the command that adds or replaces the address}
     *
     * @param verb {@code add} or {@code replace}
     */
    static CommandWords write(String verb, Address address) {
        AddressFlags special = address.flags().without(AddressFlags.PERMANENT);
        CommandWords words = named(verb, address)
                .quotedIf(!address.scope().equals(scopeOf(address)), "scope", address.scope())
                .plainIf(!address.flags().has(AddressFlags.PERMANENT), "dynamic");
        if (address.address().isIpv4() && special.has(AddressFlags.TEMPORARY)) {
            words.plain("secondary"); // the same bit as IPv6's "temporary"
            special = special.without(AddressFlags.TEMPORARY);
        }
        if (!special.equals(AddressFlags.NONE)) {
            words.plain(special.toString().split(",", -1));
        }
        return words.quotedIf(address.isOfStep(), "proto", Ownership.PROTOCOL);
    }

    /** {@return the command that deletes the address} */
    static CommandWords delete(Address address) {
        return named("del", address);
    }

    private static CommandWords named(String verb, Address address) {
        return CommandWords.of(CommandWords.IP, "addr", verb, address.address() + "/" + address.prefixLength())
                .quoted("dev", address.device());
    }

    /** {@return the scope that {@code ip} gives the address if the command names none} */
    private static RouteScope scopeOf(Address address) {
        return address.address().isIpv4() && address.address().isLoopback() ? RouteScope.HOST : RouteScope.UNIVERSE;
    }
}
