package meta.image.install;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import meta.image.topology.Command;
import meta.image.topology.Output;

/**
 * A pod with a macvlan NIC on a node. Calls {@code veth} for the pod without a main plugin: {@code prevResult} contains the NIC.
 *
 * @param number the number of the pod on the node, from 1 to 200, which is in its name and its address
 */
record NodePod(Node node, int number) {
    private static final String LAN = """
        ip link add nic type veth peer name lan
        ip address add 172.18.0.2/16 dev nic
        ip link set lan up
        ip link set nic up
        """;

    private static final String POD = """
        ip netns add pod$1
        ip link add link nic name eth0 netns pod$1 type macvlan mode bridge
        in_pod="nsenter --net=/run/netns/pod$1"
        $in_pod ip link set lo up
        $in_pod ip address add 172.18.1.$1/16 dev eth0
        $in_pod ip link set eth0 up
        $in_pod ip route add default via 172.18.0.1
        """;

    /** Creates the NIC of the node on which the NICs of its pods are based. Must be called before {@link #start}. */
    static void connect(Node node) {
        node.shell(LAN);
    }

    /** {@return a new pod with its namespace and NIC} */
    static NodePod start(Node node, int number) {
        node.shell(POD, Integer.toString(number));
        return new NodePod(node, number);
    }

    void end() {
        node.shell("ip netns delete pod$1", Integer.toString(number));
    }

    /** {@return the output of {@code ip -brief link} in the pod} */
    String devices() {
        return node.shell("nsenter --net=/run/netns/pod$1 ip -brief link", Integer.toString(number));
    }

    /**
     * {@return the output of a call for this pod, which runs on the node and may have failed}
     *
     * @param plugin the path of the plugin on the node
     * @param variables environment variables in addition to the {@code CNI_} variables
     */
    Output call(String verb, String plugin, Map<String, String> variables) {
        return call(verb, variables, plugin, node::command);
    }

    /**
     * {@return the output of a call for this pod, which may have failed}
     *
     * @param variables environment variables in addition to the {@code CNI_} variables
     * @param plugin the path of the plugin
     * @param start makes the command that runs the given words
     */
    Output call(String verb, Map<String, String> variables, String plugin, Function<List<String>, Command> start) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "CNI_COMMAND",
                verb,
                "CNI_CONTAINERID",
                "pod" + number,
                "CNI_IFNAME",
                "eth0",
                "CNI_NETNS",
                "/run/netns/pod" + number,
                "CNI_PATH",
                plugin.substring(0, plugin.lastIndexOf('/'))));
        environment.putAll(variables);
        return start.apply(List.of(plugin)).with(environment).reading(config()).run();
    }

    private String config() {
        return """
            {"cniVersion": "1.0.0", "name": "lan", "type": "veth",
             "service_hijack_subnet": ["10.96.0.0/12"], "overlay_hijack_subnet": ["10.244.0.0/16"],
             "prevResult": {"cniVersion": "1.0.0",
              "interfaces": [{"name": "eth0", "sandbox": "/run/netns/pod%1$d"}],
              "ips": [{"address": "172.18.1.%1$d/16", "interface": 0, "gateway": "172.18.0.1"}]}}
            """.formatted(number);
    }
}
