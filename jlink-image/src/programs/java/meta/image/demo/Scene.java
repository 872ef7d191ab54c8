package meta.image.demo;

import java.util.List;
import meta.image.cluster.Image;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Conflist;
import meta.image.topology.Host;
import meta.image.topology.Pod;
import meta.image.topology.Topology;

/**
 * One part of the demo: a pod that has a problem without one of our plugins, and the pings that show it.
 *
 * @param title the heading of the scene
 * @param drawing the network as a drawing in text
 * @param problem what does not work without the plugin
 * @param type the plugin type that is demonstrated
 * @param before the plugin that is before the demonstrated one in the network configuration list
 * @param config the configuration of the demonstrated plugin, as JSON text
 * @param node the node of the pod
 * @param nic the NIC for which the plugin is called
 * @param questions the pings, which are sent before and after the ADD
 */
record Scene(
        String title,
        String drawing,
        String problem,
        String type,
        String before,
        String config,
        Host node,
        Attachment nic,
        List<ExpectedPing> questions) {
    private static final String LAN = """
            {"cniVersion": "1.0.0", "name": "NAME", "plugins": [
              {"type": "macvlan", "master": "eth0", "mode": "bridge", "ipam": {
                "type": "host-local", "dataDir": "FOLDER",
                "ranges": [
                  [{"subnet": "172.18.0.0/16", "rangeStart": "172.18.24.1", "gateway": "172.18.0.1"}],
                  [{"subnet": "fd00:18::/64", "rangeStart": "fd00:18::24:1", "gateway": "fd00:18::1"}]],
                "routes": [{"dst": "0.0.0.0/0"}, {"dst": "::/0"}]}},
              CONFIG
            ]}
            """;

    /**
     * {@return a network whose main plugin gives a pod a macvlan NIC on the node's LAN}
     *
     * @param name the name of the network, and of its log file
     * @param config the configuration of the last plugin, as JSON text
     */
    static CniRuntime lan(String name, String config, Host node, Topology topology) {
        String folder = topology.folder().toString();
        Conflist list = Conflist.parse(
                LAN.replace("CONFIG", config).replace("NAME", name).replace("FOLDER", folder));
        return new CniRuntime(
                node,
                list.lastWith("log_options", "{\"log_file\": \"" + folder + "/" + name + ".log\"}"),
                Image.plugins());
    }

    Pod pod() {
        return nic.pod();
    }
}
