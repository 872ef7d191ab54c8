package meta.image.topology;

/**
 * A machine: a node of the cluster, or another host on the LAN. CNI plugins start in the network namespace of a node.
 *
 * @param netns the machine's network namespace
 * @param agent the socket of the resident agent that calls on this machine use; empty if there is none
 */
public record Host(Namespace netns, String agent) {
    /** {@return this host with one more NIC on a LAN; addresses are written with their prefix length} */
    public Host nic(String name, Lan lan, String... addresses) {
        lan.plug(netns, name);
        return addressed(name, addresses);
    }

    /**
     * {@return this host with a device that has addresses but no link, like kube-proxy's {@code kube-ipvs0} and NodeLocal DNSCache's {@code
     * nodelocaldns}}
     */
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
