package meta.core.cni;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * The result of the earlier plugins in the chain ({@code prevResult}), with its addresses and routes in parsed form. Invalid addresses and routes are
 * left out.
 *
 * @param result the result as the request contains it
 * @param ips the addresses. From version 0.3.0 on, these are the entries of {@code ips}. In earlier versions, these are {@code ip4} and {@code ip6};
 *     if neither is an object, the entries of {@code ips}
 * @param routes the routes for the main table: those whose {@code table} is missing, invalid, 0 or 254. In versions before 0.3.0, these are
 *     the routes in {@code ip4} and {@code ip6}; if none of them is valid, those in {@code routes}
 */
public record PreviousResult(CniResult result, List<Ip> ips, List<Route> routes) {
    /** The value for a request whose {@code prevResult} is missing or is not an object. */
    public static final PreviousResult NONE = new PreviousResult(CniResult.EMPTY, List.of(), List.of());

    public PreviousResult {
        ips = List.copyOf(ips);
        routes = List.copyOf(routes);
    }

    /**
     * An address in the result.
     *
     * @param prefixLength the prefix length of the subnet of the address
     * @param gateway the gateway, of any address family; the unspecified address if the entry has no valid gateway
     * @param device the name of the device that has the address; empty if the entry does not refer to an entry of {@code interfaces}, or if
     *     that entry has no name
     * @param sandbox the {@code sandbox} of this device; empty for a device of the node, or if the entry does not refer to an entry of
     *     {@code interfaces}
     */
    public record Ip(IpAddress address, int prefixLength, IpAddress gateway, String device, String sandbox) {

        /** {@return whether the address can belong to this device of the pod: it belongs to the device, or the result does not name a device} */
        public boolean isOf(String ifname) {
            return device.isEmpty() || (device.equals(ifname) && !sandbox.isEmpty());
        }
    }

    /**
     * A route for the main table.
     *
     * @param gateway the gateway of the entry, if it has one of the destination's address family. Otherwise, the first gateway of this
     *     family in the entries of the result's addresses, even of invalid ones. If there is none, the unspecified address
     * @param metric the {@code priority} of the entry, at most 2<sup>32</sup> - 1; 0 if it is missing or invalid
     * @param mtu the MTU in bytes, reduced to 65535 if it is larger; 0 if it is missing, invalid or larger than 2<sup>32</sup> - 1
     */
    public record Route(Prefix destination, IpAddress gateway, long metric, int mtu) {}
}
