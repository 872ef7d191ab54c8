package meta.image;

import java.util.List;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.topology.IpFamilies;

/**
 * The changes that an ADD of {@code router} must make for a pod's second NIC in the network of {@link meta.image.cluster.Cluster}, and the
 * changes that must remain after a DEL.
 *
 * <p>In the texts of this class, each line begins with two columns that say when the line is expected. The first column is an IP family, or
 * a star for both. The second column is {@code p} with the overlay plugin ptp, {@code b} with bridge, and a blank with both. After a blank
 * follows a line of {@link meta.image.state.Delta}.
 */
record ExpectedOfRouter(MainPluginConfig overlay, IpFamilies stack, Attachment eth0, Attachment net1) {

    List<String> onNode() {
        return lines("""
                4  + neigh NET4 dev HOST lladdr {eth0} PERMANENT proto 109
                6  + neigh NET6 dev HOST lladdr {eth0} PERMANENT proto 109
                4p + route NET4 dev HOST table 500 proto 109 scope link src 172.18.0.2
                4b + route NET4 dev HOST table 500 proto 109 scope link
                6  + route NET6 dev HOST table 500 proto 109 src fd00:18::2 metric 1024
                """ + afterDel());
    }

    List<String> inPod() {
        return lines("""
                4  + neigh 172.18.0.2 dev eth0 lladdr {HOST} PERMANENT proto 109
                4  + neigh 192.168.7.2 dev eth0 lladdr {HOST} PERMANENT proto 109
                4  + route 172.18.0.2 dev eth0 proto 109 scope link src POD4
                4  + route 192.168.7.2 dev eth0 proto 109 scope link src POD4
                4  + rule -4 priority 1000 src all 10.22.0.0 dstlen 15 table 200 proto 109
                4  + rule -4 priority 1000 src all 10.96.0.0 dstlen 12 table 200 proto 109
                4  + rule -4 priority 1100 src NET4 table 199 proto 109
                4  + rule -4 priority 1100 src POD4 table 200 proto 109
                4  + route 10.22.0.0/15 via 172.18.0.2 dev eth0 proto 109 src POD4
                4  + route 10.96.0.0/12 via 172.18.0.2 dev eth0 proto 109 src POD4
                4  + route 172.18.0.0/16 dev net1 table 199 proto kernel scope link src NET4
                4  + route 172.18.0.2 dev eth0 table 199 proto 109 scope link src POD4
                4  + route 192.168.7.2 dev eth0 table 199 proto 109 scope link src POD4
                4  + route default via 172.18.0.1 dev net1 table 199 proto boot
                4  - route default via GW4 dev eth0 proto boot
                4  + route default via GW4 dev eth0 table 200 proto boot
                4p + route 10.23.0.0/16 via 10.23.0.1 dev eth0 table 200 proto boot src POD4
                4p + route 10.23.0.1 dev eth0 table 200 proto boot scope link src POD4
                4b + route 10.22.0.0/16 dev eth0 table 200 proto kernel scope link src POD4
                6  + neigh fd00:18::2 dev eth0 lladdr {HOST} PERMANENT proto 109
                6  + neigh fd00:7::2 dev eth0 lladdr {HOST} PERMANENT proto 109
                6  + route fd00:18::2 dev eth0 proto 109 src POD6 metric 1024
                6  + route fd00:7::2 dev eth0 proto 109 src POD6 metric 1024
                6  + rule -6 priority 1000 src all fd00:22:: dstlen 64 table 200 proto 109
                6  + rule -6 priority 1000 src all fd00:23:: dstlen 64 table 200 proto 109
                6  + rule -6 priority 1000 src all fd00:96:: dstlen 108 table 200 proto 109
                6  + rule -6 priority 1100 src NET6 table 199 proto 109
                6  + rule -6 priority 1100 src POD6 table 200 proto 109
                6p + route fd00:22::/64 via fd00:18::2 dev eth0 proto 109 src POD6 metric 1024
                6b + route fd00:23::/64 via fd00:18::2 dev eth0 proto 109 src POD6 metric 1024
                6  + route fd00:96::/108 via fd00:18::2 dev eth0 proto 109 src POD6 metric 1024
                6  + route fd00:18::/64 dev net1 table 199 proto kernel metric 256
                6  + route fd00:18::2 dev eth0 table 199 proto 109 src POD6 metric 1024
                6  + route fd00:7::2 dev eth0 table 199 proto 109 src POD6 metric 1024
                6  + route default via fd00:18::1 dev net1 table 199 proto boot metric 1024
                6  - route default proto boot metric 1024 nexthops \
                [{"gateway":"GW6","dev":"eth0","weight":1,"flags":[]},\
                {"gateway":"fd00:18::1","dev":"net1","weight":1,"flags":[]}]
                6  + route default via fd00:18::1 dev net1 proto boot metric 1024
                6  + route default via GW6 dev eth0 table 200 proto boot metric 1024
                6p + route fd00:23::/64 via fd00:23::1 dev eth0 table 200 proto boot src POD6 metric 1024
                6p + route fd00:23::1 dev eth0 table 200 proto boot src POD6 metric 1024
                6b + route fd00:22::/64 dev eth0 table 200 proto kernel metric 256
                *  ~ sysctl net1 ipv4 rp_filter 0 -> 2
                """ + SETTINGS);
    }

    List<String> onNodeAfterDel() {
        return lines(afterDel());
    }

    List<String> inPodAfterDel() {
        return lines(SETTINGS);
    }

    private static final String SETTINGS = """
            *  ~ sysctl all ipv4 rp_filter 0 -> 2
            *  ~ sysctl default ipv4 rp_filter 0 -> 2
            *  ~ sysctl eth0 ipv4 rp_filter 0 -> 2
            *  ~ sysctl lo ipv4 rp_filter 0 -> 2
            """;

    /**
     * {@return the changes that remain on the node after DEL} For IPv6 rules, {@code ip} shows fewer details: the protocol {@code kernel}
     * is missing.
     */
    private static String afterDel() {
        return """
                4  + rule -4 priority 1000 src all table 500 proto kernel
                6  + rule -6 priority 1000 src all table 500
                """;
    }

    private List<String> lines(String text) {
        boolean ptp = overlay.equals(MainPluginConfig.PTP);
        return text.replace("HOST", hostEnd())
                .replace("NET4", net1.addresses().getFirst())
                .replace("NET6", net1.addresses().getLast())
                .replace("POD4", eth0.addresses().getFirst())
                .replace("POD6", eth0.addresses().getLast())
                .replace("GW4", ptp ? "10.23.0.1" : "10.22.0.1")
                .replace("GW6", ptp ? "fd00:23::1" : "fd00:22::1")
                .lines()
                .filter(line -> !line.startsWith("4") || stack.hasIpv4())
                .filter(line -> !line.startsWith("6") || stack.hasIpv6())
                .filter(line -> line.charAt(1) == ' ' || line.charAt(1) == (ptp ? 'p' : 'b'))
                .map(line -> line.substring(3))
                .sorted()
                .toList();
    }

    private String hostEnd() {
        return eth0.result().get("interfaces").items().stream()
                .map(link -> link.get("name").text())
                .filter(name -> name.startsWith("veth"))
                .findFirst()
                .orElseThrow();
    }
}
