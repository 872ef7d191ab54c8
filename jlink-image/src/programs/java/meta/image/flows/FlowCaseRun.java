package meta.image.flows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.image.cluster.Image;
import meta.image.cni.CniCall;
import meta.image.cni.Json;
import meta.image.topology.Output;
import meta.image.topology.Topology;
import meta.netlink.netns.NamespaceException;

/** Checks one case: builds its network, calls the plugins, makes all requests and compares the results with the expected ones. */
record FlowCaseRun(FlowCase it, World world) {

    /**
     * The result of a case.
     *
     * @param questions the number of requests that were made to or from the pod
     * @param wrong a message for each request that was not answered or used another device than {@link Flows} says, and for each ADD or
     *     CHECK that failed
     */
    record Findings(int questions, List<String> wrong) {}

    static Findings of(FlowCase it) throws IOException, NamespaceException {
        try (Topology net = new Topology()) {
            FlowCaseRun run = new FlowCaseRun(it, new World(net, it));
            List<String> wrong = new ArrayList<>(run.connect());
            List<Flow> flows = new Flows(it, run.world).all();
            DeviceUseRecorder devices = new DeviceUseRecorder(run.world.pod.netns());
            devices.watch();
            int questions = run.talk(flows, devices, wrong);
            wrong.addAll(run.check());
            return new Findings(questions, wrong);
        }
    }

    /** Makes the ADD of each LAN NIC twice: the second ADD must not change the flows. */
    private List<String> connect() {
        List<String> wrong = new ArrayList<>();
        for (Nic nic : it.nics()) {
            world.plug(nic, nic.segment() == it.underlay().segment);
            if (nic.equals(it.nics().getLast())) {
                world.addSpecificRoute(nic);
            }
            for (int time = 1; time <= 2; time++) {
                Output output = call(nic, "ADD").command().run();
                if (!output.succeeded()) {
                    wrong.add("ADD " + nic.name() + ": " + output);
                }
            }
        }
        return wrong;
    }

    private List<String> check() {
        List<String> wrong = new ArrayList<>();
        for (Nic nic : it.nics()) {
            Output output = call(nic, "CHECK").command().run();
            if (!output.succeeded()) {
                wrong.add("CHECK " + nic.name() + ": " + output.stdout());
            }
        }
        return wrong;
    }

    private CniCall call(Nic nic, String verb) {
        List<Object> ips = new ArrayList<>();
        List<Object> routes = new ArrayList<>();
        for (Family family : it.families()) {
            String gateway = nic.segment().host(family, Segment.ROUTER);
            ips.add(Map.of(
                    "interface",
                    0L,
                    "address",
                    nic.segment().onLink(nic.segment().pod(family)),
                    "gateway",
                    gateway));
            routes.add(Map.of("dst", family.anywhere, "gw", gateway));
        }
        String config = """
                {"cniVersion": "1.0.0", "name": "lan", "type": "%s",
                 "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:244::/64"],
                 "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"],
                 "log_options": {"log_file": "/dev/null"},
                 "prevResult": {"cniVersion": "1.0.0",
                   "interfaces": [{"name": "%s", "sandbox": "%s"}], "ips": %s, "routes": %s}}
                """.formatted(
                        it.type().plugin(), nic.name(), world.pod.netns().path(), new Json(ips), new Json(routes));
        return new CniCall(
                Image.bin(it.type().plugin()),
                world.node,
                Map.of(
                        "CNI_COMMAND", verb,
                        "CNI_CONTAINERID", world.pod.containerId(),
                        "CNI_NETNS", world.pod.netns().path().toString(),
                        "CNI_IFNAME", nic.name(),
                        "CNI_PATH", Image.plugins().toString()),
                config);
    }

    private int talk(List<Flow> flows, DeviceUseRecorder devices, List<String> wrong)
            throws IOException, NamespaceException {
        FlowPings pinged = FlowPings.start(flows);
        List<RequestTraffic.Talk> talks = RequestTraffic.talks(flows);
        int pings = 0;
        try (RequestTraffic exchange = new RequestTraffic()) {
            Set<RequestTraffic.Talk> answered = exchange.answered(talks);
            Set<Flow> answeredPings = pinged.answered(flows);
            DeviceUseRecorder.Seen seen = devices.seen();
            for (RequestTraffic.Talk talk : talks) {
                Set<String> in = seen.byPort(true, talk.protocol(), talk.port());
                Set<String> out = seen.byPort(false, talk.protocol(), talk.port());
                compare(talk.protocol(), talk.flow(), answered.contains(talk), in, out, exchange.problem(talk), wrong);
            }
            for (Flow flow : flows) {
                if (flow.isPlain()) {
                    pings++;
                    Set<String> in = seen.byAddress(true, flow.family(), flow.remote(), flow.own());
                    Set<String> out = seen.byAddress(false, flow.family(), flow.remote(), flow.own());
                    compare("icmp", flow, answeredPings.contains(flow), in, out, "", wrong);
                }
            }
        }
        return talks.size() + pings;
    }

    private static void compare(
            String protocol,
            Flow flow,
            boolean answered,
            Set<String> in,
            Set<String> out,
            String problem,
            List<String> wrong) {
        Set<String> expected = Set.of(flow.nic());
        if (!answered || !in.equals(expected) || !out.equals(expected)) {
            wrong.add("%s %s: %s; expected %s, seen in %s, out %s%s"
                    .formatted(
                            protocol,
                            flow,
                            answered ? "answered" : "NOT ANSWERED",
                            flow.nic(),
                            in,
                            out,
                            problem.isEmpty() ? "" : ", " + problem));
        }
    }
}
