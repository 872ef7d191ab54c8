package meta.spi.testkit;

import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.spi.RouteLookup;
import meta.spi.TableLookup;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;

/**
 * Reads the result of a lookup on the host. The forms are {@code ADDRESS dev NAME src ADDRESS via ADDRESS mtu N}, {@code ADDRESS
 * unreachable}, and {@code ADDRESS from ADDRESS table N}.
 */
final class LookupLine {
    private LookupLine() {}

    /**
     * {@return the result of a lookup of the first or the second form}
     *
     * @param host the host, whose device gives the MTU if the line has none; without such a device, the MTU is 1500
     */
    static RouteLookup read(Line line, NamespaceState host) {
        IpAddress destination = line.next("an address", IpAddress::parse);
        if (line.accept("unreachable")) {
            return new RouteLookup.Unreachable(destination, Errno.ENETUNREACH);
        }
        String device = "";
        IpAddress source = IpAddress.unspecified(destination.family());
        IpAddress gateway = source;
        int mtu = 0;
        while (line.hasNext()) {
            switch (line.next("a word")) {
                case "dev" -> device = line.next("a device's name");
                case "src" -> source = line.next("an address", IpAddress::parse);
                case "via" -> gateway = line.next("an address", IpAddress::parse);
                case "mtu" -> mtu = line.number("an MTU");
                default -> throw line.unknownWord("a lookup", "unreachable, or dev src via mtu");
            }
        }
        int effective = mtu != 0 ? mtu : host.link(device).map(Link::mtu).orElse(1500);
        return new RouteLookup.Found(destination, device, source, gateway, effective);
    }

    /** {@return whether the line is {@code ADDRESS from ADDRESS table N}, the answer to a question for a table} */
    static boolean isOfTable(Line line) {
        return line.words().contains("from");
    }

    /** {@return the result of a lookup of the third form: the table of the route that packets with these addresses take} */
    static TableLookup table(Line line) {
        IpAddress destination = line.next("an address", IpAddress::parse);
        if (!line.accept("from")) {
            throw line.error("expected: host lookup ADDRESS from ADDRESS table N");
        }
        IpAddress source = line.next("an address", IpAddress::parse);
        if (!line.accept("table")) {
            throw line.error("expected: host lookup ADDRESS from ADDRESS table N");
        }
        return TableLookup.of(destination, source, line.next("a table", KernelNames::table));
    }
}
