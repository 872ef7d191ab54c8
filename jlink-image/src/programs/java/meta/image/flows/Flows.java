package meta.image.flows;

import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Namespace;

/** Lists the flows from and to the pod under test that are checked, each with the device of the pod that it must use. */
record Flows(FlowCase it, World world) {
    /** The number of the pod under test in the overlay network, which is the last part of its addresses there. */
    static final int POD = 10;

    /** The number of the other pod in the overlay network. */
    static final int PEER = 11;

    /** {@return the address by which the cluster knows the pod: that of its overlay NIC, or with {@code veth}, that of its main NIC} */
    static String overlayAddress(FlowCase it, Family family) {
        return it.type() == Type.ROUTER ? family.pod(POD) : first(it).segment().pod(family);
    }

    private static Nic first(FlowCase it) {
        return it.nics().stream().sorted().findFirst().orElseThrow();
    }

    List<Flow> all() {
        List<Flow> flows = new ArrayList<>();
        for (Family family : it.families()) {
            flows.addAll(withNode(family));
            flows.addAll(withCluster(family));
            flows.addAll(outward(family));
            for (Nic nic : it.nics()) {
                flows.addAll(inward(family, nic));
            }
        }
        return flows;
    }

    private List<Flow> withNode(Family family) {
        List<Flow> flows = new ArrayList<>();
        String node = Segment.FIRST.host(family, Segment.NODE);
        flows.add(fromPod("pod to node", world.node, node, it.type().toNode()));
        if (it.type() == Type.ROUTER) {
            flows.add(toPod("node to eth0", world.node, family.pod(POD), ofNode(family), "eth0"));
        }
        for (Nic nic : it.nics()) {
            // the node reaches the second LAN through the router, and the answer uses the NIC of the request
            boolean routed = it.type() == Type.ROUTER && nic.segment() == Segment.SECOND;
            flows.add(toPod(
                    "node to " + nic.name(),
                    world.node,
                    nic.segment().pod(family),
                    ofNode(family),
                    routed ? nic.name() : it.type().toNode()));
        }
        return flows;
    }

    private static List<String> ofNode(Family family) {
        return List.of(Segment.FIRST.host(family, Segment.NODE), family.pod(1));
    }

    private List<Flow> withCluster(Family family) {
        List<Flow> flows = new ArrayList<>();
        String toNode = it.type().toNode();
        String node = Segment.FIRST.host(family, Segment.NODE);
        flows.add(fromPod("pod to other pod", world.peer, family.pod(PEER), toNode));
        flows.add(translated(
                "pod to Service", world.pod.netns(), family.service, world.peer, family.pod(PEER), Flow.PLAIN, toNode));
        List<Namespace> clients = List.of(world.lanHost(Segment.FIRST), world.lanHost(Segment.SECOND), world.far);
        List<String> names = List.of("host on the first LAN", "host on the second LAN", "far host");
        for (int i = 0; i < clients.size(); i++) {
            String address = overlayAddress(it, family);
            flows.add(translated(
                    names.get(i) + " to NodePort, masqueraded",
                    clients.get(i),
                    node,
                    world.pod.netns(),
                    address,
                    Flow.MASQUERADED,
                    toNode));
            if (it.type() == Type.ROUTER) { // with veth, answers to other hosts than the node leave through the LAN NIC
                flows.add(translated(
                        names.get(i) + " to NodePort, source preserved",
                        clients.get(i),
                        node,
                        world.pod.netns(),
                        address,
                        Flow.PRESERVED,
                        toNode));
            }
        }
        return flows;
    }

    private List<Flow> outward(Family family) {
        List<Flow> flows = new ArrayList<>();
        for (Segment segment : Segment.values()) {
            String byNic = it.nics().stream()
                    .filter(nic -> nic.segment() == segment)
                    .map(Nic::name)
                    .findFirst()
                    .orElse(it.mainNic());
            flows.add(fromPod(
                    "pod to host on the " + (segment == Segment.FIRST ? "first" : "second") + " LAN",
                    world.lanHost(segment),
                    segment.host(family, Segment.LAN_HOST),
                    byNic));
        }
        flows.add(fromPod(
                "pod to far host", world.far, family.of(World.FAR.getFirst(), World.FAR.getLast()), it.mainNic()));
        flows.add(fromPod(
                "pod to what a specific route is for",
                world.router,
                family.of(World.SPECIFIC.getFirst(), World.SPECIFIC.getLast()),
                it.nics().getLast().name()));
        return flows;
    }

    private List<Flow> inward(Family family, Nic nic) {
        List<Flow> flows = new ArrayList<>();
        String own = nic.segment().pod(family);
        for (Segment segment : Segment.values()) {
            flows.add(toPod(
                    "host on the " + (segment == Segment.FIRST ? "first" : "second") + " LAN to " + nic.name(),
                    world.lanHost(segment),
                    own,
                    List.of(segment.host(family, Segment.LAN_HOST)),
                    nic.name()));
        }
        flows.add(toPod(
                "far host to " + nic.name(),
                world.far,
                own,
                List.of(family.of(World.FAR.getFirst(), World.FAR.getLast())),
                nic.name()));
        return flows;
    }

    private Flow fromPod(String name, Namespace to, String address, String nic) {
        Family family = Family.of(address);
        String source = nic.equals(it.type().toNode())
                ? overlayAddress(it, family)
                : it.nics().stream()
                        .filter(each -> each.name().equals(nic))
                        .map(each -> each.segment().pod(family))
                        .findFirst()
                        .orElseThrow();
        return new Flow(
                name, world.pod.netns(), address, to, address, List.of(address), List.of(source), Flow.PLAIN, nic);
    }

    private Flow toPod(String name, Namespace from, String address, List<String> remote, String nic) {
        return new Flow(name, from, address, world.pod.netns(), address, remote, List.of(address), Flow.PLAIN, nic);
    }

    private static Flow translated(
            String name, Namespace from, String asked, Namespace to, String answering, int ports, String nic) {
        return new Flow(name, from, asked, to, answering, List.of(), List.of(), ports, nic);
    }
}
