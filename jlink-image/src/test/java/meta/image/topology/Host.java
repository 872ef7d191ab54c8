package meta.image.topology;

/**
 * A machine: a node of the cluster, or another station on the LAN. Its namespace is where a CNI plugin of the node starts.
 *
 * @param netns the machine's own network
 * @param agent the socket of the resident agent that it has; empty where it has none
 */
public record Host(Namespace netns, String agent) {
    /** {@return this host with one more NIC on a LAN; addresses are written with their prefix length} */
    public Host nic(String name, Lan lan, String... addresses) {
        lan.plug(netns, name);
        return addressed(name, addresses);
    }

    /**
     * {@return this host with a device that leads nowhere and just holds addresses, as kube-proxy's {@code kube-ipvs0} and
     * NodeLocal DNSCache's {@code nodelocaldns} do}
     */
    public Host device(String name, String... addresses) {
        netns.ip("link add " + name + " type bridge"); // dummy is a module that not every kernel has
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
