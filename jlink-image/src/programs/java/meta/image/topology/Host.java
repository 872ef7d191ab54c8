package meta.image.topology;

/**
 * A node or another host on a LAN.
 *
 * @param agent the socket of the agent that calls use; empty if there is none
 */
public record Host(Namespace netns, String agent) {
    /** {@return this host, with a NIC on a LAN} The addresses have prefix lengths. */
    public Host nic(String name, Lan lan, String... addresses) {
        lan.plug(netns, name);
        return addressed(name, addresses);
    }

    /** {@return this host, with a device that has addresses but no connection, like kube-proxy's {@code kube-ipvs0}} */
    public Host device(String name, String... addresses) {
        netns.ip("link add " + name + " type bridge"); // not every kernel has the module "dummy"
        netns.ip("link set " + name + " up");
        return addressed(name, addresses);
    }

    public Host defaultRoute(String... gateways) {
        for (String gateway : gateways) {
            netns.ip("route add default via " + gateway);
        }
        return this;
    }

    private Host addressed(String device, String... addresses) {
        for (String address : addresses) {
            netns.ip("addr add " + address + " dev " + device + (address.contains(":") ? " nodad" : ""));
        }
        return this;
    }
}
