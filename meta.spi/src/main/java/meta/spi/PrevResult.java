package meta.spi;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * The result of the plugins before this one in the chain ({@code prevResult}, CNI spec 1.1.0 "ADD Success"), in one form for all versions of the
 * configuration. Entries that are not valid are left out.
 */
public final class PrevResult {
    /** No plugin has run before. */
    public static final PrevResult NONE = of(List.of(), List.of(), List.of()).withDns(Dns.NONE);

    private final List<Interface> interfaces;
    private final List<Ip> ips;
    private final List<Route> routes;
    private final Dns dns;

    private PrevResult(List<Interface> interfaces, List<Ip> ips, List<Route> routes, Dns dns) {
        this.interfaces = List.copyOf(interfaces);
        this.ips = List.copyOf(ips);
        this.routes = List.copyOf(routes);
        this.dns = dns;
    }

    /** {@return a result without DNS settings} */
    public static PrevResult of(List<Interface> interfaces, List<Ip> ips, List<Route> routes) {
        return new PrevResult(interfaces, ips, routes, Dns.NONE);
    }

    /** {@return the result with these DNS settings} */
    public PrevResult withDns(Dns settings) {
        return new PrevResult(interfaces, ips, routes, settings);
    }

    /** {@return the interfaces that the plugins have created} */
    public List<Interface> interfaces() {
        return interfaces;
    }

    /** {@return the addresses that the plugins have assigned} */
    public List<Ip> ips() {
        return ips;
    }

    /** {@return the routes that the plugins have created} */
    public List<Route> routes() {
        return routes;
    }

    /** {@return the DNS settings} */
    public Dns dns() {
        return dns;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrevResult that
                && interfaces.equals(that.interfaces)
                && ips.equals(that.ips)
                && routes.equals(that.routes)
                && dns.equals(that.dns);
    }

    @Override
    public int hashCode() {
        return ips.hashCode() * 31 + interfaces.hashCode();
    }

    @Override
    public String toString() {
        return "interfaces " + interfaces + ", ips " + ips + ", routes " + routes + ", dns " + dns;
    }

    /** An entry of {@code interfaces}. */
    public sealed interface Interface {
        /** {@return the name of the device} */
        String name();

        /** {@return its link-layer address as text; empty if the entry has none} */
        String mac();

        /** {@return the path of its network namespace; empty for a device of the host} */
        String sandbox();

        /** {@return an interface} */
        static Interface of(String name, String mac, String sandbox) {
            return new InterfaceEntry(name, mac, sandbox);
        }
    }

    private record InterfaceEntry(String name, String mac, String sandbox) implements Interface {}

    /** An entry of {@code ips}. */
    public sealed interface Ip {
        /** {@return the address} */
        IpAddress address();

        /** {@return the prefix length of its subnet: 0 to 32 for IPv4, 0 to 128 for IPv6} */
        int prefixLength();

        /** {@return the gateway of the subnet; unspecified if the entry has none} */
        IpAddress gateway();

        /** {@return the name of the interface that has the address; empty if the entry does not refer to one} */
        String device();

        /**
         * {@return an address}
         *
         * @param gateway the gateway of the subnet; unspecified for none
         * @param device the name of its interface; empty for none
         */
        static Ip of(IpAddress address, int prefixLength, IpAddress gateway, String device) {
            return new IpEntry(address, prefixLength, gateway, device);
        }
    }

    private record IpEntry(IpAddress address, int prefixLength, IpAddress gateway, String device) implements Ip {}

    /** An entry of {@code routes}. */
    public sealed interface Route {
        /** {@return the destination} */
        Prefix destination();

        /** {@return the gateway; unspecified if the entry has none} */
        IpAddress gateway();

        /**
         * {@return a route}
         *
         * @param gateway the gateway; unspecified for none
         */
        static Route of(Prefix destination, IpAddress gateway) {
            return new RouteEntry(destination, gateway);
        }
    }

    private record RouteEntry(Prefix destination, IpAddress gateway) implements Route {}

    /** The member {@code dns}. */
    public sealed interface Dns {
        /** No settings. */
        Dns NONE = of(List.of(), "", List.of(), List.of());

        /** {@return the name servers, as written} */
        List<String> nameservers();

        /** {@return the local domain; empty if there is none} */
        String domain();

        /** {@return the search domains} */
        List<String> search();

        /** {@return the options for the resolver} */
        List<String> options();

        /** {@return DNS settings} */
        static Dns of(List<String> nameservers, String domain, List<String> search, List<String> options) {
            return new DnsEntry(List.copyOf(nameservers), domain, List.copyOf(search), List.copyOf(options));
        }
    }

    private record DnsEntry(List<String> nameservers, String domain, List<String> search, List<String> options)
            implements Dns {}
}
