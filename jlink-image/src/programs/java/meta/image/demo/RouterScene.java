package meta.image.demo;

import java.util.List;
import meta.image.cluster.Image;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Conflist;
import meta.image.topology.Host;
import meta.image.topology.Lan;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import meta.image.topology.Topology;

/** The scene of the demo for {@code router}. */
final class RouterScene {
    private static final String DRAWING = """
              server 203.0.113.2, fd00:99::2
              │
            ┌─┴──────┐
            │ router │
            └─┬──────┘
              │ .1      LAN 172.18.0.0/16, fd00:18::/64
            ──┴───────────────────┬──────────────────────────┬────
                                  │ .2                       │ .24.1  net1: macvlan
                        ┌─────────┴───────────┐           ┌──┴──┐
                        │ node                ├───────────┤ pod │
                        │  Service 10.96.0.1, │           └─────┘
                        │          fd00:96::1 │ 10.244.0.10  eth0: overlay
                        └─────────────────────┘ fd00:244::10""";

    private static final String CONFIG = """
            {
              "type": "router",
              "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:244::/56"],
              "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"]
            }""";

    private static final String OVERLAY = """
            {"cniVersion": "1.0.0", "name": "overlay", "plugins": [
              {"type": "ptp", "ipMasq": false, "ipam": {
                "type": "host-local", "dataDir": "FOLDER",
                "ranges": [
                  [{"subnet": "10.244.0.0/16", "rangeStart": "10.244.0.10", "gateway": "10.244.0.1"}],
                  [{"subnet": "fd00:244::/64", "rangeStart": "fd00:244::10", "gateway": "fd00:244::1"}]],
                "routes": [{"dst": "0.0.0.0/0"}, {"dst": "::/0"}]}}
            ]}
            """;

    private RouterScene() {}

    static Scene in(Topology topology) {
        Lan lan = topology.lan();
        Lan beyond = topology.lan();
        Host server = topology.host("server")
                .nic("eth0", beyond, "203.0.113.2/24", "fd00:99::2/64")
                .defaultRoute("203.0.113.1", "fd00:99::1");
        Host router = forwarding(topology.host("router")
                .nic("eth0", lan, "172.18.0.1/16", "fd00:18::1/64")
                .nic("eth1", beyond, "203.0.113.1/24", "fd00:99::1/64"));
        router.netns().ip("route add 10.244.0.0/16 via 172.18.0.2");
        router.netns().ip("route add fd00:244::/64 via fd00:18::2");
        Host node = forwarding(topology.host("node")
                .nic("eth0", lan, "172.18.0.2/16", "fd00:18::2/64")
                .device("kube-ipvs0", "10.96.0.1/32", "fd00:96::1/128")
                .defaultRoute("172.18.0.1", "fd00:18::1"));
        Pod pod = topology.pod("decade");
        overlay(node, topology).add(pod, "eth0");
        Attachment net1 = Scene.lan("second-nic", CONFIG, node, topology).attachment(pod, "net1");
        return new Scene(
                "A pod with an overlay NIC and a NIC on the LAN",
                DRAWING,
                "two NICs, and packets that leave by the wrong one",
                "router",
                "macvlan",
                CONFIG,
                node,
                net1,
                questions(pod.netns(), node.netns(), server.netns()));
    }

    private static Host forwarding(Host host) {
        host.netns().set("net/ipv4/ip_forward", 1);
        host.netns().set("net/ipv6/conf/all/forwarding", 1);
        return host;
    }

    private static CniRuntime overlay(Host node, Topology topology) {
        String list = OVERLAY.replace("FOLDER", topology.folder().toString());
        return new CniRuntime(node, Conflist.parse(list), Image.plugins());
    }

    private static List<ExpectedPing> questions(Namespace pod, Namespace node, Namespace server) {
        return List.of(
                reply("server → pod, overlay", server, pod, "203.0.113.2", "10.244.0.10", "eth0"),
                reply("server → pod, overlay", server, pod, "fd00:99::2", "fd00:244::10", "eth0"),
                reply("server → pod, LAN", server, pod, "203.0.113.2", "172.18.24.1", "net1"),
                reply("server → pod, LAN", server, pod, "fd00:99::2", "fd00:18::24:1", "net1"),
                reply("node   → pod, LAN", node, pod, "172.18.0.2", "172.18.24.1", "eth0"),
                reply("node   → pod, LAN", node, pod, "fd00:18::2", "fd00:18::24:1", "eth0"),
                request("pod    → Service", pod, "10.96.0.1", "eth0"),
                request("pod    → Service", pod, "fd00:96::1", "eth0"));
    }

    private static ExpectedPing reply(
            String who, Namespace from, Namespace pod, String asker, String address, String nic) {
        return new ExpectedPing(who, from, address, new ExpectedPing.By(pod, asker + " from " + address, nic));
    }

    private static ExpectedPing request(String who, Namespace pod, String address, String nic) {
        return new ExpectedPing(who, pod, address, new ExpectedPing.By(pod, address, nic));
    }
}
