package meta.image.flows;

import java.util.List;
import meta.image.topology.Batch;
import meta.image.topology.Lan;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import meta.image.topology.Topology;

/**
 * The network of one case: two LANs with a router between them, a host on each LAN, a host that is reached only through the router, and a
 * node with two pods in an overlay network.
 *
 * <pre>
 *   FIRST 172.18.0.0/16, fd00:18::/64                         SECOND 192.168.7.0/24, fd00:7::/64
 *   ──┬───────────────┬───────────────┬─────────────────        ──┬───────────────┬───────────┬──
 *     │ .9            │ .1            │ .2                        │ .1            │ .9        │ no address
 *  ┌──┴──────┐   ┌────┴─────────┐  ┌──┴───┐                  (the router)   ┌─────┴───┐   (the node)
 *  │ host    │   │ router       ├──┤ node │                                 │ host    │
 *  └─────────┘   │ 198.51.100.1 │  └──┬───┘                                 └─────────┘
 *                └────┬─────────┘     │ overlay network 10.244.0.0/24, fd00:244::/64
 *                ┌────┴───┐        ┌──┴───┐ ┌──────┐
 *                │ far .2 │        │ pod  │ │ peer │
 *                └────────┘        └──────┘ └──────┘
 * </pre>
 */
final class World {
    /** An IPv4 and an IPv6 address of the router. The pod has specific routes to their subnets. */
    static final List<String> SPECIFIC = List.of("198.51.100.1", "2001:db8:51::1");

    /** The IPv4 and the IPv6 address of the host that is reached only through the router. */
    static final List<String> FAR = List.of("203.0.113.2", "fd00:99::2");

    final Namespace node;
    final Pod pod;
    final Namespace peer;
    final Namespace far;
    final Namespace router;
    private final Lan first;
    private final Lan second;
    private final Namespace hostOnFirst;
    private final Namespace hostOnSecond;
    private final FlowCase it;

    World(Topology net, FlowCase it) {
        this.it = it;
        first = net.lan();
        second = net.lan();
        node = net.host("node").nic("eth0", first).nic("eth1", second).netns();
        router = net.host("router").nic("eth0", first).nic("eth1", second).netns();
        hostOnFirst = net.host("one").nic("eth0", first).netns();
        hostOnSecond = net.host("two").nic("eth0", second).netns();
        far = net.host("far").netns();
        pod = net.pod();
        peer = net.pod().netns();
        router();
        lanHost(hostOnFirst, Segment.FIRST);
        lanHost(hostOnSecond, Segment.SECOND);
        far();
        node();
        new OverlayBuilder(it.overlay(), node).connect();
        new OverlayBuilder(it.overlay(), node).add(peer, Flows.PEER);
        if (it.type() == Type.ROUTER) {
            new OverlayBuilder(it.overlay(), node).add(pod.netns(), Flows.POD);
        }
        translate();
    }

    Namespace lanHost(Segment segment) {
        return segment == Segment.FIRST ? hostOnFirst : hostOnSecond;
    }

    private void router() {
        Batch.settings(router, "ipv4/ip_forward=1", "ipv6/conf/all/forwarding=1");
        Batch.ip(router, """
                link add far type veth peer name eth0 netns %s
                link set far up
                addr add 172.18.0.1/16 dev eth0
                addr add fd00:18::1/64 dev eth0 nodad
                addr add 192.168.7.1/24 dev eth1
                addr add fd00:7::1/64 dev eth1 nodad
                addr add 203.0.113.1/24 dev far
                addr add fd00:99::1/64 dev far nodad
                addr add 198.51.100.1/32 dev lo
                addr add 2001:db8:51::1/128 dev lo nodad
                route add 10.244.0.0/16 via 172.18.0.2
                route add fd00:244::/64 via fd00:18::2
                """.formatted(far.name()));
    }

    private void far() {
        Batch.ip(far, """
                link set eth0 up
                addr add 203.0.113.2/24 dev eth0
                addr add fd00:99::2/64 dev eth0 nodad
                route add default via 203.0.113.1
                route add default via fd00:99::1
                """);
    }

    private static void lanHost(Namespace host, Segment segment) {
        StringBuilder commands = new StringBuilder();
        for (Family family : Family.values()) {
            commands.append("addr add %s dev eth0 %s%n"
                    .formatted(segment.onLink(segment.host(family, Segment.LAN_HOST)), family.of("", "nodad")));
            commands.append("route add default via %s%n".formatted(segment.host(family, Segment.ROUTER)));
        }
        Batch.ip(host, commands.toString());
    }

    private void node() {
        int filter = it.overlay().rpFilter;
        Batch.settings(
                node,
                "ipv4/ip_forward=1",
                "ipv6/conf/all/forwarding=1",
                "ipv4/conf/all/rp_filter=" + filter,
                "ipv4/conf/default/rp_filter=" + filter);
        String nic = "eth0";
        if (it.underlay() == LanNicKind.BRIDGE) {
            Batch.ip(node, """
                    link add br0 type bridge forward_delay 0 mcast_snooping 0
                    link set br0 up
                    link set eth0 master br0
                    """);
            nic = "br0";
        }
        Batch.ip(node, """
                addr add 172.18.0.2/16 dev %s
                addr add fd00:18::2/64 dev %s nodad
                route add default via 172.18.0.1
                route add default via fd00:18::1
                """.formatted(nic, nic));
    }

    private void translate() {
        for (Family family : it.families()) {
            String target = Flows.overlayAddress(it, family);
            Batch.nft(node, """
                    table %s services {
                      chain before {
                        type nat hook prerouting priority -100;
                        %s daddr %s dnat to %s;
                        %s daddr %s meta l4proto { tcp, udp } th dport %d-%d dnat to %s;
                      }
                      chain after {
                        type nat hook postrouting priority 100;
                        meta l4proto { tcp, udp } th dport %d-%d ct status dnat masquerade;
                      }
                    }
                    """.formatted(
                            family.nft,
                            family.nft,
                            family.service,
                            family.pod(Flows.PEER),
                            family.nft,
                            Segment.FIRST.host(family, Segment.NODE),
                            Flow.MASQUERADED,
                            Flow.PRESERVED + 999,
                            target,
                            Flow.MASQUERADED,
                            Flow.MASQUERADED + 999));
        }
    }

    /**
     * Creates a LAN NIC of the pod, as a main plugin would.
     *
     * @param isFirst whether the NIC is the first LAN NIC, whose kind the case determines; every other LAN NIC is a macvlan
     */
    void plug(Nic nic, boolean isFirst) {
        String inPod = pod.netns().name();
        if (!isFirst || it.underlay() == LanNicKind.MACVLAN || it.underlay() == LanNicKind.ROUTED) {
            Batch.ip(node, """
                    link add mv%s link %s type macvlan mode bridge
                    link set mv%s netns %s name %s
                    """.formatted(nic.name(), uplink(nic.segment()), nic.name(), inPod, nic.name()));
        } else {
            boolean bridged = it.underlay() == LanNicKind.BRIDGE;
            Batch.ip(bridged ? node : (nic.segment() == Segment.FIRST ? first : second).netns(), """
                    link add pt%s type veth peer name %s netns %s
                    link set pt%s master %s up
                    """.formatted(
                            nic.name(), nic.name(), inPod, nic.name(), bridged ? "br0" : "switch"));
        }
        StringBuilder commands = new StringBuilder("link set %s up%n".formatted(nic.name()));
        for (Family family : it.families()) {
            String gateway = nic.segment().host(family, Segment.ROUTER);
            commands.append("addr add %s dev %s %s%n"
                    .formatted(nic.segment().onLink(nic.segment().pod(family)), nic.name(), family.of("", "nodad")));
            commands.append("route append default via %s dev %s%n".formatted(gateway, nic.name()));
        }
        Batch.ip(pod.netns(), commands.toString());
    }

    private String uplink(Segment segment) {
        boolean bridged = it.underlay() == LanNicKind.BRIDGE && segment == Segment.FIRST;
        return bridged ? "br0" : segment.nodeNic;
    }

    /** Adds to the pod, for each IP family of the case, a route through the NIC to the subnet of the {@link #SPECIFIC} address. */
    void addSpecificRoute(Nic nic) {
        StringBuilder commands = new StringBuilder();
        for (Family family : it.families()) {
            commands.append("route add %s via %s dev %s%n"
                    .formatted(
                            family.of("198.51.100.0/24", "2001:db8:51::/64"),
                            nic.segment().host(family, Segment.ROUTER),
                            nic.name()));
        }
        Batch.ip(pod.netns(), commands.toString());
    }
}
