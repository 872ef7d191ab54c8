package meta.core.cni;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * The result of the plugins before this one in the chain ({@code prevResult}), with its addresses and routes parsed.
 *
 * @param result the unchanged result
 * @param ips the valid addresses: from version 0.3.0 the entries of {@code ips}; before, {@code ip4} and {@code ip6}, or {@code ips} if neither is an
 *     object
 * @param routes the routes with a valid destination and with a {@code table} that is missing, invalid, 0 or 254
 */
public record PreviousResult(CniResult result, List<Ip> ips, List<Route> routes) {
    public static final PreviousResult NONE = new PreviousResult(CniResult.EMPTY, List.of(), List.of());

    public PreviousResult {
        ips = List.copyOf(ips);
        routes = List.copyOf(routes);
    }

    /**
     * An address.
     *
     * @param prefixLength the prefix length of its subnet
     * @param gateway the unspecified address if the entry has no valid gateway
     * @param device the name of the interface that has the address; empty if the entry does not refer to a listed interface
     * @param sandbox the {@code sandbox} of that interface; empty for an interface of the host, or if there is no interface
     */
    public record Ip(IpAddress address, int prefixLength, IpAddress gateway, String device, String sandbox) {

        /** {@return whether the address may belong to this device of the pod; true if the address has no interface} */
        public boolean isOf(String ifname) {
            return device.isEmpty() || (device.equals(ifname) && !sandbox.isEmpty());
        }
    }

    /**
     * A route for the main table.
     *
     * @param gateway the gateway of the route if it is of the family of the destination; else the first gateway of that family in the addresses of
     *     the result; the unspecified address if there is none
     * @param metric the {@code priority}, up to 2<sup>32</sup> - 1; 0 if it is missing or invalid
     * @param mtu in bytes, reduced to 65535 if larger; 0 if it is missing or invalid
     */
    public record Route(Prefix destination, IpAddress gateway, long metric, int mtu) {}
}
