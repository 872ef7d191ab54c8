package meta.image.demo;

import java.util.List;
import meta.image.topology.Host;
import meta.image.topology.Lan;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import meta.image.topology.Topology;

/** The scene of the demo for {@code veth}. */
final class VethScene {
    private static final String DRAWING = """
              LAN 172.18.0.0/16, fd00:18::/64
            ──┬───────────────────┬──────────────────────────┬────
              │ .1                │ .2                       │ .24.1
            ┌─┴──────┐  ┌─────────┴───────────┐           ┌──┴──┐
            │ router │  │ node                │           │ pod │  eth0: macvlan
            └────────┘  │  Service 10.96.0.1, │           └─────┘
                        │          fd00:96::1 │
                        └─────────────────────┘""";

    private static final String CONFIG = """
            {
              "type": "veth",
              "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:244::/56"],
              "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"]
            }""";

    private VethScene() {}

    static Scene in(Topology topology) {
        Lan lan = topology.lan();
        topology.host("router").nic("eth0", lan, "172.18.0.1/16", "fd00:18::1/64");
        Host node = topology.host("node")
                .nic("eth0", lan, "172.18.0.2/16", "fd00:18::2/64")
                .device("kube-ipvs0", "10.96.0.1/32", "fd00:96::1/128")
                .defaultRoute("172.18.0.1", "fd00:18::1");
        Pod pod = topology.pod("c0ffee");
        return new Scene(
                "A pod on the LAN of its node",
                DRAWING,
                "macvlan alone reaches the LAN, but neither node nor Services",
                "veth",
                "macvlan",
                CONFIG,
                node,
                Scene.lan("lan", CONFIG, node, topology).attachment(pod, "eth0"),
                questions(pod.netns(), node.netns()));
    }

    private static List<ExpectedPing> questions(Namespace pod, Namespace node) {
        return List.of(
                question("pod  → LAN", pod, "172.18.0.1"),
                question("pod  → LAN", pod, "fd00:18::1"),
                question("pod  → node", pod, "172.18.0.2"),
                question("pod  → node", pod, "fd00:18::2"),
                question("node → pod", node, "172.18.24.1"),
                question("node → pod", node, "fd00:18::24:1"),
                question("pod  → Service", pod, "10.96.0.1"),
                question("pod  → Service", pod, "fd00:96::1"));
    }

    private static ExpectedPing question(String who, Namespace from, String address) {
        return new ExpectedPing(who, from, address, new ExpectedPing.ByAny());
    }
}
