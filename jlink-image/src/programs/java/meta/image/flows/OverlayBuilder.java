package meta.image.flows;

import meta.image.topology.Batch;
import meta.image.topology.Namespace;

/** Builds an overlay network on the node and connects pods to it. */
record OverlayBuilder(Overlay overlay, Namespace node) {
    private static final String EVERY_CALI = "ee:ee:ee:ee:ee:ee";
    private static final String EVERY_CALI_LINK_LOCAL = "fe80::ecee:eeff:feee:eeee";

    /** Creates the objects on the node that all pods of the overlay network share. Some overlay networks have none. Called once. */
    void connect() {
        switch (overlay) {
            case CALICO, PTP -> {}
            case FLANNEL -> Batch.ip(node, """
                    link add cni0 type bridge forward_delay 0 mcast_snooping 0
                    link set cni0 up
                    addr add 10.244.0.1/24 dev cni0
                    addr add fd00:244::1/64 dev cni0 nodad
                    """);
            case KIND -> {
                for (Family family : Family.values()) {
                    Batch.nft(node, """
                            table %s masquerading {
                              chain after {
                                type nat hook postrouting priority 101;
                                %s saddr %s %s daddr != %s masquerade;
                              }
                            }
                            """.formatted(
                                    family.nft, family.nft, family.podSubnet, family.nft, family.podSubnet));
                }
            }
            case CILIUM -> cilium();
        }
    }

    private void cilium() {
        Batch.ip(node, """
                link add cilium_host type veth peer name cilium_net
                link set cilium_host up
                link set cilium_net up
                addr add 10.244.0.1/32 dev cilium_host
                addr add fd00:244::1/128 dev cilium_host nodad
                route add 10.244.0.1 dev cilium_host scope link
                route add 10.244.0.0/24 via 10.244.0.1 dev cilium_host src 10.244.0.1
                route add fd00:244::/64 dev cilium_host
                rule add priority 9 fwmark 0x200 lookup 2004
                """);
        node.ip("-6 rule add priority 9 fwmark 0x200 lookup 2004");
        Batch.nft(node, """
                table inet cilium {
                  chain out {
                    type route hook output priority mangle;
                    ip daddr 10.244.0.0/24 meta mark set 0x200
                    ip6 daddr fd00:244::/64 meta mark set 0x200
                  }
                  chain before {
                    type filter hook prerouting priority -90;
                    ip daddr 10.244.0.0/24 meta mark set 0x200
                    ip6 daddr fd00:244::/64 meta mark set 0x200
                  }
                }
                """);
    }

    private String hostEnd(int number) {
        return switch (overlay) {
            case CALICO -> "cali" + number;
            case CILIUM -> "lxc" + number;
            case FLANNEL, PTP, KIND -> "veth" + number;
        };
    }

    /**
     * Connects a pod to the overlay network with a NIC {@code eth0}.
     *
     * @param number the last part of the pod's addresses, greater than 1, and unique on the node
     */
    void add(Namespace pod, int number) {
        String hostEnd = hostEnd(number);
        String lladdr = overlay == Overlay.CALICO ? "address " + EVERY_CALI : "";
        Batch.ip(node, """
                link add %s %s type veth peer name eth0 netns %s
                link set %s up
                """.formatted(hostEnd, lladdr, pod.name(), hostEnd));
        Batch.ip(pod, "link set eth0 up");
        switch (overlay) {
            case CALICO -> calico(pod, number, hostEnd);
            case CILIUM -> cilium(pod, number, hostEnd);
            case FLANNEL -> flannel(pod, number, hostEnd);
            case PTP, KIND -> ptp(pod, number, hostEnd);
        }
    }

    private void calico(Namespace pod, int number, String hostEnd) {
        Batch.settings(node, "ipv4/conf/" + hostEnd + "/proxy_arp=1", "ipv4/neigh/" + hostEnd + "/proxy_delay=0");
        Batch.ip(node, """
                route add 10.244.0.%d dev %s scope link
                route add fd00:244::%d dev %s
                """.formatted(number, hostEnd, number, hostEnd));
        Batch.ip(pod, """
                addr add 10.244.0.%d/32 dev eth0
                addr add fd00:244::%d/128 dev eth0 nodad
                route add 169.254.1.1 dev eth0 scope link
                route add default via 169.254.1.1 dev eth0
                route add default via %s dev eth0
                """.formatted(number, number, EVERY_CALI_LINK_LOCAL));
    }

    private void cilium(Namespace pod, int number, String hostEnd) {
        Batch.settings(node, "ipv4/conf/" + hostEnd + "/proxy_arp=1", "ipv4/neigh/" + hostEnd + "/proxy_delay=0");
        Batch.ip(node, """
                route add 10.244.0.%d dev %s scope link table 2004
                route add fd00:244::%d dev %s table 2004
                addr add fe80::1/64 dev %s nodad
                """.formatted(number, hostEnd, number, hostEnd, hostEnd));
        Batch.ip(pod, """
                addr add 10.244.0.%d/32 dev eth0
                addr add fd00:244::%d/128 dev eth0 nodad
                route add 10.244.0.1 dev eth0 scope link
                route add default via 10.244.0.1 dev eth0
                route add default via fe80::1 dev eth0
                """.formatted(number, number));
    }

    private void flannel(Namespace pod, int number, String hostEnd) {
        Batch.ip(node, "link set " + hostEnd + " master cni0");
        Batch.ip(pod, """
                addr add 10.244.0.%d/24 dev eth0
                addr add fd00:244::%d/64 dev eth0 nodad
                route add default via 10.244.0.1
                route add default via fd00:244::1
                """.formatted(number, number));
    }

    private void ptp(Namespace pod, int number, String hostEnd) {
        Batch.ip(node, """
                addr add 10.244.0.1/32 dev %s
                addr add fd00:244::1/128 dev %s nodad
                route add 10.244.0.%d dev %s scope link
                route add fd00:244::%d dev %s
                """.formatted(hostEnd, hostEnd, number, hostEnd, number, hostEnd));
        Batch.ip(pod, """
                addr add 10.244.0.%d/24 dev eth0 noprefixroute
                addr add fd00:244::%d/64 dev eth0 nodad noprefixroute
                route add 10.244.0.1 dev eth0 scope link
                route add fd00:244::1 dev eth0
                route add 10.244.0.0/24 via 10.244.0.1 src 10.244.0.%d
                route add fd00:244::/64 via fd00:244::1
                route add default via 10.244.0.1
                route add default via fd00:244::1
                """.formatted(number, number, number));
    }
}
