package meta.image;

import java.util.List;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.topology.IpFamilies;

/**
 * The changes that an ADD of {@code veth} must make for a pod's first NIC in the network of {@link meta.image.cluster.Cluster}. The lines
 * are those of {@link meta.image.state.Delta} after one column, which is the IP family for which the line holds, or a star for both.
 *
 * @param main the main plugin of the network
 * @param stack the IP families of the network
 * @param eth0 the NIC, after its ADDs
 */
record ExpectedOfVeth(MainPluginConfig main, IpFamilies stack, Attachment eth0) {
    /** {@return the changes in the pod's namespace} */
    List<String> inPod() {
        return lines("""
                * + link veth0 veth mtu 1500 up lladdr {veth0}
                * + sysctl veth0 ipv4 rp_filter 2
                * + sysctl veth0 ipv6 accept_ra 1
                * + sysctl veth0 ipv6 disable_ipv6 0
                * ~ sysctl all ipv4 rp_filter 0 -> 2
                * ~ sysctl default ipv4 rp_filter 0 -> 2
                * ~ sysctl eth0 ipv4 rp_filter 0 -> 2
                * ~ sysctl lo ipv4 rp_filter 0 -> 2
                4 + addr 169.254.100.1/32 dev veth0 scope host
                4 + route local 169.254.100.1 dev veth0 table local proto kernel scope host src 169.254.100.1
                4 + neigh 172.18.0.2 dev veth0 lladdr {HOST} PERMANENT proto 109
                4 + neigh 192.168.7.2 dev veth0 lladdr {HOST} PERMANENT proto 109
                4 + route 172.18.0.2 dev veth0 proto 109 scope link src POD4
                4 + route 192.168.7.2 dev veth0 proto 109 scope link src POD4
                4 + route 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109 src POD4
                4 + route 10.244.0.0/16 via 172.18.0.2 dev veth0 proto 109 src POD4
                4 + route 172.18.0.2 dev veth0 proto 109 scope link metric 1
                4 + route 192.168.7.2 dev veth0 proto 109 scope link metric 1
                4 + route 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109 metric 1
                4 + route 10.244.0.0/16 via 172.18.0.2 dev veth0 proto 109 metric 1
                6 + neigh fd00:18::2 dev veth0 lladdr {HOST} PERMANENT proto 109
                6 + neigh fd00:7::2 dev veth0 lladdr {HOST} PERMANENT proto 109
                6 + route fd00:18::2 dev veth0 proto 109 src POD6 metric 1024
                6 + route fd00:7::2 dev veth0 proto 109 src POD6 metric 1024
                6 + route fd00:96::/108 via fd00:18::2 dev veth0 proto 109 src POD6 metric 1024
                6 + route fd00:244::/64 via fd00:18::2 dev veth0 proto 109 src POD6 metric 1024
                """ + linkLocal("veth0"));
    }

    List<String> routesAndNeighborsInPod() {
        return inPod().stream()
                .filter(line -> line.startsWith("+ route") || line.startsWith("+ neigh"))
                .toList();
    }

    /** {@return the changes in the node's namespace} */
    List<String> onNode() {
        return lines("""
                * + link HOST veth mtu 1500 up lladdr {HOST} alias "MARK"
                * + sysctl HOST ipv4 rp_filter 0
                * + sysctl HOST ipv6 accept_ra 0
                * + sysctl HOST ipv6 disable_ipv6 0
                4 + neigh POD4 dev HOST lladdr {veth0} PERMANENT proto 109
                4 + route POD4 dev HOST proto 109 scope link
                6 + neigh POD6 dev HOST lladdr {veth0} PERMANENT proto 109
                6 + route POD6 dev HOST proto 109 src fd00:18::2 metric 1024
                * + route anycast fe80:: dev HOST table local proto kernel metric 0
                """ + linkLocal("HOST") + replacedOnNode());
    }

    /** {@return the changes in the node's namespace that remain after the DEL of {@code veth}} */
    List<String> afterDel() {
        return lines(replacedOnNode());
    }

    private String replacedOnNode() {
        if (!main.equals(MainPluginConfig.PTP)) {
            return "";
        }
        String cable = eth0.mainResult()
                .get("interfaces")
                .items()
                .getFirst()
                .get("name")
                .text();
        return """
                4 - route POD4 dev CABLE proto boot scope host
                6 - route POD6 dev CABLE proto boot metric 1024
                """.replace("CABLE", cable);
    }

    /** {@return lines for the addresses and routes that the kernel creates for a link with IPv6} */
    private static String linkLocal(String link) {
        return """
                * + addr fe80::{LINK}/64 dev LINK scope link
                * + route fe80::/64 dev LINK proto kernel metric 256
                * + route local fe80::{LINK} dev LINK table local proto kernel metric 0
                * + route multicast ff00::/8 dev LINK table local proto kernel metric 256
                """.replace("LINK", link);
    }

    private List<String> lines(String text) {
        String host = "veth" + eth0.pod().containerId().substring(0, 11);
        return text.replace("HOST", host)
                .replace(
                        "MARK",
                        "meta-plugins network=podnet container=" + eth0.pod().containerId() + " ifname=eth0")
                .replace("POD4", eth0.addresses().getFirst())
                .replace("POD6", eth0.addresses().getLast())
                .lines()
                .filter(line -> !line.startsWith("4") || stack.hasIpv4())
                .filter(line -> !line.startsWith("6") || stack.hasIpv6())
                .map(line -> line.substring(2))
                .toList();
    }
}
