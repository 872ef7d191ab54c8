package meta.image.torture;

import java.util.List;
import meta.image.topology.Batch;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import meta.image.topology.Topology;

/**
 * A node on two LANs, and a pod with a NIC on each. A pod of {@code router} also has an overlay NIC. Duplicate address detection and router
 * solicitations are off, so that the kernel does not change the state of the two namespaces at a later time.
 */
record World(TrialCase it, Namespace node, Pod pod) {

    static World in(Topology net, TrialCase it) {
        World world = new World(it, net.host("node").netns(), net.pod());
        world.connectNode();
        if (it.type() == TrialCase.Type.ROUTER) {
            world.overlay();
        }
        world.plug(Nic.FIRST);
        world.plug(Nic.SECOND);
        return world;
    }

    List<String> addresses(Nic nic) {
        return switch (nic) {
            case FIRST -> it.stack().of("172.18.24.120/16", "fd00:18::78/64");
            case SECOND -> it.stack().of("192.168.7.120/24", "fd00:7::78/64");
        };
    }

    List<String> gateways(Nic nic) {
        return switch (nic) {
            case FIRST -> it.stack().of("172.18.0.1", "fd00:18::1");
            case SECOND -> it.stack().of("192.168.7.1", "fd00:7::1");
        };
    }

    private void connectNode() {
        for (Namespace each : List.of(node, pod.netns())) {
            Batch.settings(each, "ipv6/conf/all/accept_dad=0", "ipv6/conf/default/router_solicitations=0");
        }
        Batch.settings(node, "ipv4/conf/all/rp_filter=1");
        Batch.ip(node, """
                link add eth0 address 0a:00:00:00:00:e0 type veth peer name cable0
                link add eth1 address 0a:00:00:00:00:e1 type veth peer name cable1
                link set eth0 up
                link set eth1 up
                link set cable0 up
                link set cable1 up
                addr add 172.18.0.2/16 dev eth0
                addr add fd00:18::2/64 dev eth0 nodad
                addr add 192.168.7.2/24 dev eth1
                addr add fd00:7::2/64 dev eth1 nodad
                route add default via 172.18.0.1
                route add default via fd00:18::1
                """);
    }

    private void overlay() {
        Batch.ip(node, """
                link add cali0 address 0a:00:00:00:00:ca type veth peer name eth0 address 0a:00:00:00:00:cb netns %s
                link set cali0 up
                route add 10.244.0.5 dev cali0 scope link
                route add fd00:244::5 dev cali0
                """.formatted(pod.netns().name()));
        Batch.ip(pod.netns(), """
                link set eth0 up
                addr add 10.244.0.5/32 dev eth0
                addr add fd00:244::5/128 dev eth0 nodad
                route add 169.254.1.1 dev eth0 scope link
                route add default via 169.254.1.1 dev eth0
                route add default via fe80::1 dev eth0 metric 512
                """);
    }

    /** Creates a NIC of the pod. The IPv6 default route of the NIC has the protocol number of routes from router advertisements. */
    private void plug(Nic nic) {
        String device = nic.device(it);
        Batch.ip(node, """
                link add mv%s link eth%s address 0a:00:00:00:01:0%s type macvlan mode bridge
                link set mv%s netns %s name %s
                """.formatted(
                        nic.lan(), nic.lan(), nic.lan(), nic.lan(), pod.netns().name(), device));
        StringBuilder commands = new StringBuilder("link set " + device + " up\n");
        for (int i = 0; i < addresses(nic).size(); i++) {
            boolean ipv6 = addresses(nic).get(i).contains(":");
            commands.append("addr add %s dev %s %s%n".formatted(addresses(nic).get(i), device, ipv6 ? "nodad" : ""));
            commands.append("route append default via %s dev %s %s%n"
                    .formatted(gateways(nic).get(i), device, ipv6 ? "proto ra metric " + (1024 + nic.lan()) : ""));
        }
        Batch.ip(pod.netns(), commands.toString());
    }
}
