package meta.core.cni;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * The {@code prevResult} of a request, with its valid addresses and routes in parsed form.
 *
 * @param result the result as the request contains it
 * @param routes the routes for the main table: those whose {@code table} is missing, invalid, 0 or 254
 */
public record PreviousResult(CniResult result, List<Ip> ips, List<Route> routes) {
    /** A result without addresses and routes. */
    public static final PreviousResult NONE = new PreviousResult(CniResult.EMPTY, List.of(), List.of());

    public PreviousResult {
        ips = List.copyOf(ips);
        routes = List.copyOf(routes);
    }

    /**
     * An address in the result.
     *
     * @param gateway the gateway, of any address family; the unspecified address if the result gives no valid one
     * @param device the name of the device that has the address; empty if the result names none
     * @param sandbox the {@code sandbox} of the device; empty if the result gives none
     */
    public record Ip(IpAddress address, int prefixLength, IpAddress gateway, String device, String sandbox) {

        /** {@return whether the address belongs to this device of the pod, or the result names no device for the address} */
        public boolean isOf(String ifname) {
            return device.isEmpty() || (device.equals(ifname) && !sandbox.isEmpty());
        }
    }

    /**
     * A route for the main table.
     *
     * @param gateway the gateway of the entry, if it has the destination's family; otherwise, the first gateway of this family among
     *     the result's entries for addresses. The unspecified address if there is none
     * @param metric the {@code priority} of the entry, from 0 to 2<sup>32</sup> - 1; 0 if it is missing or invalid
     * @param mtu the MTU in bytes, at most 65535; 0 if it is missing or invalid
     */
    public record Route(Prefix destination, IpAddress gateway, long metric, int mtu) {}
}
