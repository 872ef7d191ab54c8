package meta.image.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import meta.image.cni.Json;
import meta.image.topology.IpFamilies;

/**
 * A main plugin and the addresses that {@code host-local} assigns to its NICs.
 *
 * @param type the name of the plugin
 * @param config the keys of the plugin's configuration as JSON text, without the braces
 * @param routed whether the pods are in a subnet of their own, to and from which the node forwards packets; if false, the pods are on a LAN
 *     of the node
 */
public record MainPluginConfig(String type, String config, Range ipv4, Range ipv6, boolean routed) {
    /** Each pod has a macvlan on the node's first LAN. */
    public static final MainPluginConfig MACVLAN = new MainPluginConfig(
            "macvlan",
            "\"master\": \"eth0\", \"mode\": \"bridge\"",
            new Range("172.18.0.0/16", "172.18.24.1", "172.18.0.1", "0.0.0.0/0"),
            new Range("fd00:18::/64", "fd00:18::24:1", "fd00:18::1", "::/0"),
            false);

    /** Each pod is a port of a bridge on the node, and the node forwards the packets of the pods. */
    public static final MainPluginConfig BRIDGE = new MainPluginConfig(
            "bridge",
            "\"bridge\": \"cni0\", \"isGateway\": true",
            new Range("10.22.0.0/16", "10.22.0.10", "10.22.0.1", "0.0.0.0/0"),
            new Range("fd00:22::/64", "fd00:22::10", "fd00:22::1", "::/0"),
            true);

    /** Each pod has a veth pair to the node, and the node forwards the packets of the pods. */
    public static final MainPluginConfig PTP = new MainPluginConfig(
            "ptp",
            "\"ipMasq\": false",
            new Range("10.23.0.0/16", "10.23.0.10", "10.23.0.1", "0.0.0.0/0"),
            new Range("fd00:23::/64", "fd00:23::10", "fd00:23::1", "::/0"),
            true);

    /** Each pod has a macvlan on the node's second LAN. */
    public static final MainPluginConfig SECOND_MACVLAN = new MainPluginConfig(
            "macvlan",
            "\"master\": \"eth1\", \"mode\": \"bridge\"",
            new Range("192.168.7.0/24", "192.168.7.100", "192.168.7.1", "0.0.0.0/0"),
            new Range("fd00:7::/64", "fd00:7::100", "fd00:7::1", "::/0"),
            false);

    /** The device {@code vf1} of the node is moved into the pod. */
    public static final MainPluginConfig HOST_DEVICE =
            new MainPluginConfig("host-device", "\"device\": \"vf1\"", MACVLAN.ipv4, MACVLAN.ipv6, false);

    /** The main plugins that need only one LAN and no prepared device. */
    public static final List<MainPluginConfig> ALL = List.of(MACVLAN, BRIDGE, PTP);

    /**
     * {@return the configuration of the plugin, as an entry of a configuration list}
     *
     * @param leases the folder in which {@code host-local} stores the assigned addresses
     */
    public Json json(IpFamilies stack, Path leases) {
        List<Range> ranges = stack.of(ipv4, ipv6);
        return Json.parse("""
                {"type": "%s", %s, "ipam": {
                  "type": "host-local", "dataDir": "%s",
                  "ranges": [%s],
                  "routes": [%s]}}
                """.formatted(
                        type,
                        config,
                        leases,
                        ranges.stream().map(Range::json).collect(Collectors.joining(", ")),
                        ranges.stream().map(Range::route).collect(Collectors.joining(", "))));
    }

    /** {@return the IPv4 subnet, and then the IPv6 subnet} */
    public List<String> subnets() {
        return List.of(ipv4.subnet, ipv6.subnet);
    }

    @Override
    public String toString() {
        return type;
    }

    /**
     * The addresses of one IP family that {@code host-local} assigns.
     *
     * @param start the first address that is assigned
     * @param defaultRoute the destination of the default route
     */
    public record Range(String subnet, String start, String gateway, String defaultRoute) {
        private String json() {
            return "[{\"subnet\": \"%s\", \"rangeStart\": \"%s\", \"gateway\": \"%s\"}]"
                    .formatted(subnet, start, gateway);
        }

        private String route() {
            return "{\"dst\": \"%s\"}".formatted(defaultRoute);
        }
    }
}
