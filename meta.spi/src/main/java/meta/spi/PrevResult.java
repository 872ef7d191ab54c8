package meta.spi;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * The {@code prevResult} of a call ({@link CallInputs}, CNI spec 1.1.0 "ADD Success"). The form is the same for all versions of the
 * specification. An entry of {@code ips} without a valid address and prefix length is left out, and so is a route without a
 * valid destination. Any other invalid value counts as missing.
 */
public sealed interface PrevResult {
    /** An empty result. */
    PrevResult NONE = of(List.of(), List.of(), List.of());

    /** {@return a result without DNS settings} */
    static PrevResult of(List<Interface> interfaces, List<Ip> ips, List<Route> routes) {
        return new PlainPrevResult(interfaces, ips, routes, Dns.NONE);
    }

    /** {@return a copy with these DNS settings} */
    default PrevResult withDns(Dns settings) {
        return new PlainPrevResult(interfaces(), ips(), routes(), settings);
    }

    /** {@return the interfaces, without entries that have no name} */
    List<Interface> interfaces();

    /** {@return the addresses that the plugins have assigned} */
    List<Ip> ips();

    /** {@return the routes of the main table} */
    List<Route> routes();

    /** {@return the DNS settings; {@link Dns#NONE} if there are none} */
    Dns dns();

    /** An entry of {@code interfaces}. */
    sealed interface Interface {
        /** {@return the name of the device} */
        String name();

        /** {@return the link-layer address as it is written in the result; empty if there is none} */
        String mac();

        /** {@return the path of the device's network namespace; empty for a device of the host} */
        String sandbox();

        /** {@return an interface with these values} */
        static Interface of(String name, String mac, String sandbox) {
            return new PlainInterface(name, mac, sandbox);
        }
    }

    /** An entry of {@code ips}. */
    sealed interface Ip {
        /** {@return the address} */
        IpAddress address();

        /** {@return the prefix length of the subnet: 0 to 32 for IPv4, 0 to 128 for IPv6} */
        int prefixLength();

        /** {@return the gateway of the subnet, possibly of the other address family; unspecified if there is none} */
        IpAddress gateway();

        /** {@return the name of the device that has the address; empty if it is not known} */
        String device();

        /**
         * {@return an address with these values}
         *
         * @param prefixLength as for {@link #prefixLength()}; not checked
         * @param gateway an unspecified address if there is none
         * @param device empty if it is not known
         */
        static Ip of(IpAddress address, int prefixLength, IpAddress gateway, String device) {
            return new PlainIp(address, prefixLength, gateway, device);
        }
    }

    /** An entry of {@code routes}. */
    sealed interface Route {
        /** {@return the destination} */
        Prefix destination();

        /**
         * {@return the gateway of the route or, if the entry has none of the destination's family, the first one of this family in
         * {@code ips}; unspecified if there is none}
         */
        IpAddress gateway();

        /**
         * {@return a route with these values}
         *
         * @param gateway an unspecified address if there is none
         */
        static Route of(Prefix destination, IpAddress gateway) {
            return new PlainPrevRoute(destination, gateway);
        }
    }

    /** The DNS settings in {@code dns}. */
    sealed interface Dns {
        /** DNS settings without any value. */
        Dns NONE = of(List.of(), "", List.of(), List.of());

        /** {@return the addresses of the name servers, as they are written in the result} */
        List<String> nameservers();

        /** {@return the local domain; empty if there is none} */
        String domain();

        /** {@return the search domains} */
        List<String> search();

        /** {@return the options for the resolver} */
        List<String> options();

        /** {@return DNS settings with these values} */
        static Dns of(List<String> nameservers, String domain, List<String> search, List<String> options) {
            return new PlainDns(nameservers, domain, search, options);
        }
    }
}

record PlainPrevResult(
        List<PrevResult.Interface> interfaces,
        List<PrevResult.Ip> ips,
        List<PrevResult.Route> routes,
        PrevResult.Dns dns)
        implements PrevResult {
    PlainPrevResult {
        interfaces = List.copyOf(interfaces);
        ips = List.copyOf(ips);
        routes = List.copyOf(routes);
    }
}

record PlainInterface(String name, String mac, String sandbox) implements PrevResult.Interface {}

record PlainIp(IpAddress address, int prefixLength, IpAddress gateway, String device) implements PrevResult.Ip {}

record PlainPrevRoute(Prefix destination, IpAddress gateway) implements PrevResult.Route {}

record PlainDns(List<String> nameservers, String domain, List<String> search, List<String> options)
        implements PrevResult.Dns {
    PlainDns {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
        options = List.copyOf(options);
    }
}
