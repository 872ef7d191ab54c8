package meta.image.topology;

/**
 * A machine on a LAN: a node, a router or another host.
 *
 * @param netns the network namespace that represents the machine
 * @param agent the path of the socket of the agent that calls on this machine use; empty if there is no agent
 */
public record Host(Namespace netns, String agent) {
    /**
     * Creates a NIC of this host on a LAN.
     *
     * @param addresses the addresses of the NIC, with prefix lengths
     * @return this host
     */
    public Host nic(String name, Lan lan, String... addresses) {
        lan.plug(netns, name);
        return addressed(name, addresses);
    }

    /**
     * Creates a device of this host that is connected to nothing, like kube-proxy's {@code kube-ipvs0}.
     *
     * @param addresses the addresses of the device, with prefix lengths
     * @return this host
     */
    public Host device(String name, String... addresses) {
        netns.ip("link add " + name + " type bridge"); // a bridge, because not every kernel has the module "dummy"
        netns.ip("link set " + name + " up");
        return addressed(name, addresses);
    }

    /**
     * Adds a default route by each of these gateways, normally one gateway of each IP family.
     *
     * @return this host
     */
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
