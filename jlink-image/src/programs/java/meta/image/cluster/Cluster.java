package meta.image.cluster;

import java.nio.file.Path;
import meta.image.cni.CniRuntime;
import meta.image.cni.Conflist;
import meta.image.topology.Host;
import meta.image.topology.IpFamilies;
import meta.image.topology.Lan;
import meta.image.topology.Topology;

/**
 * The default network of the tests: a node and a router on a LAN, and a second LAN on which only the node has a NIC.
 *
 * <pre>
 *   LAN 172.18.0.0/16, fd00:18::/64                     LAN 192.168.7.0/24, fd00:7::/64
 *   ──┬──────────────────────┬───────────────────────   ──┬────────────
 *     │ eth0 .1, ::1         │ eth0 .2, ::2               │ eth1 .2, ::2
 *  ┌──┴─────┐        ┌───────┴────────────────────────────┴───────────┐
 *  │ router │        │ node           kube-ipvs0 10.96.0.1, fd00:96::1│  the Service IPs are answered by the node
 *  └────────┘        └───────┬────────────────────────────────────────┘
 *                            │ macvlan, bridge or ptp
 *                         ┌──┴──┐
 *                         │ pod │
 *                         └─────┘
 * </pre>
 */
public record Cluster(Topology topology, Lan lan, Host node, Host router) {
    /** {@return a new network in the topology, which removes the network when it is closed} */
    public static Cluster in(Topology topology) {
        return in(topology, topology.host("node"));
    }

    /** {@return the network, in which the node has a further device that was created before the node's NICs} */
    public static Cluster onNodeWithFirstDevice(Topology topology, String device, String... addresses) {
        return in(topology, topology.host("node").device(device, addresses));
    }

    /** {@return the network, in which the router also has a NIC on the second LAN, with the addresses 192.168.7.1 and fd00:7::1} */
    public static Cluster withTwoRouters(Topology topology) {
        Lan second = topology.lan();
        Cluster cluster = in(topology, topology.host("node"), second);
        cluster.router().nic("eth1", second, "192.168.7.1/24", "fd00:7::1/64");
        return cluster;
    }

    private static Cluster in(Topology topology, Host empty) {
        return in(topology, empty, topology.lan());
    }

    private static Cluster in(Topology topology, Host empty, Lan other) {
        Lan lan = topology.lan();
        Host router = topology.host("router").nic("eth0", lan, "172.18.0.1/16", "fd00:18::1/64");
        Host node = empty.nic("eth0", lan, "172.18.0.2/16", "fd00:18::2/64")
                .nic("eth1", other, "192.168.7.2/24", "fd00:7::2/64")
                .device("kube-ipvs0", "10.96.0.1/32", "fd00:96::1/128")
                .defaultRoute("172.18.0.1", "fd00:18::1");
        node.netns().set("net/ipv4/ip_forward", 1);
        node.netns().set("net/ipv6/conf/all/forwarding", 1);
        Cluster cluster = new Cluster(topology, lan, node, router);
        cluster.routeToPods(MainPluginConfig.BRIDGE);
        cluster.routeToPods(MainPluginConfig.PTP);
        return cluster;
    }

    /** {@return a pod network named {@code podnet}, whose plugins are the main plugin and then {@code veth}} */
    public CniRuntime network(MainPluginConfig main, IpFamilies stack) {
        return network(conflist(main, stack));
    }

    /** {@return a pod network on the node with this configuration list} */
    public CniRuntime network(Conflist list) {
        return new CniRuntime(node, list, Image.plugins());
    }

    /** {@return the configuration list of {@code podnet}, whose plugins are the main plugin and then {@code veth}} */
    public Conflist conflist(MainPluginConfig main, IpFamilies stack) {
        return conflist(main, stack, topology.folder());
    }

    /**
     * {@return the configuration list of {@code podnet} with this folder for the leases of {@code host-local}} Two lists with different
     * folders assign the same addresses.
     */
    public Conflist conflist(MainPluginConfig main, IpFamilies stack, Path leases) {
        return Conflist.parse("""
                {"cniVersion": "1.0.0", "name": "podnet", "plugins": [
                  %s,
                  {"type": "veth",
                   "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:244::/64"],
                   "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"],
                   "log_options": {"log_file": "%s/veth.log"}}
                ]}
                """.formatted(main.json(stack, leases), topology.folder()));
    }

    /** {@return a pod network with the configuration list that {@link #conflist(String, MainPluginConfig, IpFamilies, String)} returns} */
    public CniRuntime network(String name, MainPluginConfig main, IpFamilies stack, String type) {
        return network(conflist(name, main, stack, type));
    }

    /**
     * {@return a configuration list whose plugins are the main plugin and then the plugin type} The hijacked subnets are the Service CIDR
     * and the subnets of {@link MainPluginConfig#BRIDGE} and {@link MainPluginConfig#PTP}.
     *
     * @param type {@code veth} or {@code router}
     */
    public Conflist conflist(String name, MainPluginConfig main, IpFamilies stack, String type) {
        return Conflist.parse("""
                {"cniVersion": "1.0.0", "name": "%s", "plugins": [
                  %s,
                  {"type": "%s",
                   "overlay_hijack_subnet": ["10.22.0.0/15", "fd00:22::/64", "fd00:23::/64"],
                   "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"],
                   "log_options": {"log_file": "%s/%s.log"}}
                ]}
                """.formatted(name, main.json(stack, topology.folder()), type, topology.folder(), type));
    }

    /** {@return a pod network named {@code overlay}, whose only plugin is the main plugin} */
    public CniRuntime overlay(MainPluginConfig main, IpFamilies stack) {
        return network(Conflist.parse("""
                {"cniVersion": "1.0.0", "name": "overlay", "plugins": [%s]}
                """.formatted(main.json(stack, topology.folder()))));
    }

    private void routeToPods(MainPluginConfig main) {
        for (String subnet : main.subnets()) {
            router.netns().ip("route add " + subnet + " via " + (subnet.contains(":") ? "fd00:18::2" : "172.18.0.2"));
        }
    }
}
