package meta.core.cni;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * The result of the plugins before this one in the chain ({@code prevResult}), with its addresses and routes parsed.
 *
 * @param result the result as JSON, without any change
 * @param ips the valid addresses in the result: the entries of {@code ips}; before version 0.3.0 {@code ip4} and {@code ip6}, or the entries of
 *     {@code ips} if both are absent
 * @param routes the routes in the result that are for the main table and have a valid destination. A route is for the main table if its
 *     {@code table} is missing, invalid, 0 or 254
 */
public record PreviousResult(CniResult result, List<Ip> ips, List<Route> routes) {
    /** The value if there is no previous result. */
    public static final PreviousResult NONE = new PreviousResult(CniResult.EMPTY, List.of(), List.of());

    public PreviousResult {
        ips = List.copyOf(ips);
        routes = List.copyOf(routes);
    }

    /**
     * An address.
     *
     * @param address the address itself
     * @param prefixLength the prefix length of its subnet
     * @param gateway the gateway of the subnet; the unspecified address if the entry has no valid gateway
     * @param device the name of the interface that has the address; empty if the entry does not refer to a listed interface
     * @param sandbox the {@code sandbox} of that interface; empty for an interface of the host, or if there is no interface
     */
    public record Ip(IpAddress address, int prefixLength, IpAddress gateway, String device, String sandbox) {

        /**
         * {@return whether the address may belong to this device of the pod}
         *
         * <p>An address without an interface may belong to any device. An interface without a sandbox is on the host, whatever its name.
         */
        public boolean isOf(String ifname) {
            return device.isEmpty() || (device.equals(ifname) && !sandbox.isEmpty());
        }
    }

    /**
     * A route for the main table.
     *
     * @param destination the destination, with its host bits cleared
     * @param gateway the gateway of the route if it is of the family of the destination; else the first gateway of that family among the addresses of
     *     the result; the unspecified address if there is none
     * @param metric the {@code priority} of the route, up to 2<sup>32</sup> - 1; 0 if it is missing or invalid
     * @param mtu in bytes, at most 65535: a larger value is replaced by 65535; 0 if the MTU is missing or invalid
     */
    public record Route(Prefix destination, IpAddress gateway, long metric, int mtu) {}
}
