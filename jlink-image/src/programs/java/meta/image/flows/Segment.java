package meta.image.flows;

/** A LAN. The node has an address on the first LAN. On the second LAN it has a NIC without an address. */
enum Segment {
    FIRST("172.18.0.", "/16", "172.18.24.10", "fd00:18::", "fd00:18::24:10", "eth0"),
    SECOND("192.168.7.", "/24", "192.168.7.50", "fd00:7::", "fd00:7::50", "eth1");

    static final int ROUTER = 1;
    static final int NODE = 2;
    static final int LAN_HOST = 9;

    private final String ipv4;
    private final String ipv4Length;
    private final String podIpv4;
    private final String ipv6;
    private final String podIpv6;

    /** The name of the node's device on this LAN. */
    final String nodeNic;

    Segment(String ipv4, String ipv4Length, String podIpv4, String ipv6, String podIpv6, String nodeNic) {
        this.ipv4 = ipv4;
        this.ipv4Length = ipv4Length;
        this.podIpv4 = podIpv4;
        this.ipv6 = ipv6;
        this.podIpv6 = podIpv6;
        this.nodeNic = nodeNic;
    }

    /**
     * {@return the address of a host on this LAN}
     *
     * @param number the last part of the address: {@link #ROUTER}, {@link #NODE} or {@link #LAN_HOST}
     */
    String host(Family family, int number) {
        return family.of(ipv4, ipv6) + number;
    }

    /** {@return the address of the pod under test on this LAN} */
    String pod(Family family) {
        return family.of(podIpv4, podIpv6);
    }

    /** {@return the address with the prefix length of this LAN} */
    String onLink(String address) {
        return address + Family.of(address).of(ipv4Length, "/64");
    }
}
