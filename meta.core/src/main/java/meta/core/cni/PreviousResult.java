package meta.core.cni;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * The result of the plugins before this one in the chain ({@code prevResult}), with its addresses and routes parsed.
 *
 * @param result the result, unparsed
 * @param ips its addresses that are valid: the entries of {@code ips}, before version 0.3.0 {@code ip4} and {@code ip6}
 * @param routes its routes that are for table main and have a valid destination: those without {@code table}, or with 0 or 254 there
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
     * @param gateway the gateway of the subnet; unspecified if the entry has no valid one
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
     * A route for table main.
     *
     * @param destination the destination, with its host bits cleared
     * @param gateway the route's own gateway if it is of the same family, else the first gateway of that family that an address has;
     *     unspecified if there is none
     * @param metric its {@code priority}; 0 if it has no valid one
     * @param mtu in bytes, at most 65535; 0 if it has no valid one
     */
    public record Route(Prefix destination, IpAddress gateway, long metric, int mtu) {}
}
