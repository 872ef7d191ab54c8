package meta.core.cni;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * The result of the plugins before this one in the chain ({@code prevResult}), with its addresses and routes parsed.
 *
 * @param result the result as it came
 * @param ips its entries in {@code ips} that have a valid address
 * @param routes its entries in {@code routes} that are for table main and have a valid destination
 */
public record PreviousResult(CniResult result, List<Ip> ips, List<Route> routes) {
    /** The value where there is no previous result. */
    public static final PreviousResult NONE = new PreviousResult(CniResult.EMPTY, List.of(), List.of());

    public PreviousResult {
        ips = List.copyOf(ips);
        routes = List.copyOf(routes);
    }

    /**
     * One entry of {@code ips}.
     *
     * @param address the address itself
     * @param prefixLength the prefix length of its subnet
     * @param gateway the gateway of the subnet; unspecified if the entry has none
     * @param device the name of the interface that has the address; empty if the entry refers to no interface
     * @param sandbox the {@code sandbox} of that interface; empty for an interface of the host
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
     * One entry of {@code routes} that is for table main.
     *
     * @param destination the destination
     * @param gateway the route's own gateway, else the first gateway in {@code ips} of the same family; unspecified if there is none
     * @param metric its {@code priority}; 0 if it has none
     * @param mtu in bytes; 0 if it has none
     */
    public record Route(Prefix destination, IpAddress gateway, long metric, int mtu) {}
}
