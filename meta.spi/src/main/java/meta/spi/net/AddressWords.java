package meta.spi.net;

import meta.netlink.AddressFlags;
import meta.netlink.RouteScope;

/** The words of {@code ip address} (ip-address(8)). */
final class AddressWords {
    private AddressWords() {}

    static Words write(String verb, Address address) {
        AddressFlags special = address.flags().without(AddressFlags.PERMANENT);
        Words words = named(verb, address)
                .andIf(!address.scope().equals(scopeOf(address)), "scope", address.scope())
                .plusIf(!address.flags().has(AddressFlags.PERMANENT), "dynamic");
        if (address.address().isIpv4() && special.has(AddressFlags.TEMPORARY)) {
            words.plus("secondary"); // the same bit as IPv6's "temporary"
            special = special.without(AddressFlags.TEMPORARY);
        }
        if (!special.equals(AddressFlags.NONE)) {
            words.plus(special.toString().split(",", -1));
        }
        return words.andIf(address.isOfStep(), "proto", Ownership.PROTOCOL);
    }

    static Words delete(Address address) {
        return named("del", address);
    }

    private static Words named(String verb, Address address) {
        return Words.of(Words.IP, "addr", verb, address.address() + "/" + address.prefixLength())
                .and("dev", address.device());
    }

    /** {@return the scope that {@code ip} gives an address by default} */
    private static RouteScope scopeOf(Address address) {
        return address.address().isIpv4() && address.address().isLoopback() ? RouteScope.HOST : RouteScope.UNIVERSE;
    }
}
