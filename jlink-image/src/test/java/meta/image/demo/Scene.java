package meta.image.demo;

import meta.image.cluster.Image;
import meta.image.cni.CniRuntime;
import meta.image.cni.Conflist;
import meta.image.topology.Host;
import meta.image.topology.Lan;
import meta.image.topology.Pod;
import meta.image.topology.Topology;

/** What the demo plays with: {@link #DRAWING}. */
record Scene(Host router, Host node, Pod pod, CniRuntime network) {
    static final String DRAWING = """
              LAN 172.18.0.0/16, fd00:18::/64
            ──┬───────────────────┬──────────────────────────┬────
              │ .1                │ .2                       │ .24.1
            ┌─┴──────┐  ┌─────────┴───────────┐           ┌──┴──┐
            │ router │  │ node                │           │ pod │  eth0: macvlan
            └────────┘  │  Service 10.96.0.1, │           └─────┘
                        │          fd00:96::1 │
                        └─────────────────────┘""";

    /** The part of the network configuration that is ours. */
    static final String VETH = """
            {
              "type": "veth",
              "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:244::/56"],
              "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"]
            }""";

    static Scene in(Topology topology) {
        Lan lan = topology.lan();
        Host router = topology.host("router").nic("eth0", lan, "172.18.0.1/16", "fd00:18::1/64");
        Host node = topology.host("node")
                .nic("eth0", lan, "172.18.0.2/16", "fd00:18::2/64")
                .device("kube-ipvs0", "10.96.0.1/32", "fd00:96::1/128")
                .defaultRoute("172.18.0.1", "fd00:18::1");
        Conflist list = Conflist.parse(
                """
                {"cniVersion": "1.0.0", "name": "lan", "plugins": [
                  {"type": "macvlan", "master": "eth0", "mode": "bridge", "ipam": {
                    "type": "host-local", "dataDir": "FOLDER",
                    "ranges": [
                      [{"subnet": "172.18.0.0/16", "rangeStart": "172.18.24.1", "gateway": "172.18.0.1"}],
                      [{"subnet": "fd00:18::/64", "rangeStart": "fd00:18::24:1", "gateway": "fd00:18::1"}]],
                    "routes": [{"dst": "0.0.0.0/0"}, {"dst": "::/0"}]}},
                  VETH
                ]}
                """.replace("VETH", VETH).replace("FOLDER", topology.folder().toString()));
        Conflist logged = list.lastWith("log_options", "{\"log_file\": \"" + topology.folder() + "/veth.log\"}");
        return new Scene(router, node, topology.pod(), new CniRuntime(node, logged, Image.plugins()));
    }
}
