package meta.spi.testkit;

import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.net.Ownership;

/** Parses the arguments of {@code ip addr}: {@code ADDRESS/LENGTH dev NAME [scope SCOPE] [proto PROTOCOL] [FLAG] ...}. */
final class AddressLine {
    private AddressLine() {}

    static Address read(Netns netns, Line line) {
        String[] parts = line.next("an address with its prefix length").split("/", -1);
        if (parts.length != 2 || !line.accept("dev")) {
            throw line.error("expected: " + netns + " addr ADDRESS/LENGTH dev NAME");
        }
        IpAddress ip = IpAddress.parse(parts[0]);
        Address address = Address.of(netns, line.next("a device's name"), ip, Integer.parseInt(parts[1]));
        boolean loopback = ip.isIpv4() && ip.isLoopback();
        address = loopback ? with(address, RouteScope.HOST, address.flags()) : address;
        while (line.hasNext()) {
            address = switch (line.next("a word")) {
                case "scope" -> with(address, scope(line), address.flags());
                case "dynamic" -> with(address, address.scope(), address.flags().without(AddressFlags.PERMANENT));
                case "proto" -> address.withOfStep(protocol(line).equals(Ownership.PROTOCOL));
                case String flag ->
                    with(address, address.scope(), address.flags().with(flag(flag, line)));
            };
        }
        return address;
    }

    private static RouteScope scope(Line line) {
        return line.next("a scope", word -> KernelNames.ofByte(word, RouteScope::of));
    }

    private static RouteProtocol protocol(Line line) {
        return line.next("a protocol", word -> KernelNames.ofByte(word, RouteProtocol::of));
    }

    private static AddressFlags flag(String word, Line line) {
        try {
            return KernelNames.addressFlag(word);
        } catch (NumberFormatException _) {
            throw line.unknownWord("an address", "scope dynamic proto and the flags of ip addr, such as nodad");
        }
    }

    private static Address with(Address address, RouteScope scope, AddressFlags flags) {
        return Address.of(address.netns(), address.device(), address.address(), address.prefixLength(), scope, flags)
                .withOfStep(address.isOfStep());
    }
}
