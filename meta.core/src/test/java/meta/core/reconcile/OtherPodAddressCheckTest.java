package meta.core.reconcile;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import meta.core.kernel.DelegatingKernel;
import meta.core.kernel.KernelPort;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.Plan;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.VethPair;
import meta.spi.routing.HostRouteToPod;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** Checks the suspects: the devices of the host that may lead to another pod with an address from a plan. */
class OtherPodAddressCheckTest {
    private static final IpAddress ADDRESS = IpAddress.parse("172.18.24.120");
    private static final Given NODE = given("""
            host link vetha kind veth peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
            pod  link veth0 kind veth
            host link vethb kind veth alias 'meta-plugins network=lan container=c0ffee ifname=eth0'
            host link cali1 kind veth
            """).assigned("172.18.24.120/16");

    private static Map<String, Set<String>> suspects(Given state, Plan plan) {
        Changes changes = Difference.between(List.of(new StepPlan("step", plan)), state.snapshot());
        Map<String, Set<String>> named = new TreeMap<>();
        new OtherPodAddressCheck(state.attachment(), state.addressing(), state.snapshot(), changes)
                .suspects()
                .forEach((address, devices) -> named.put(address.toString(), devices));
        return named;
    }

    private static Plan route(Given state) {
        return Plan.ensure(HostRouteToPod.to(ADDRESS, "vetha", state.addressing()));
    }

    @Test
    void aRouteToAnotherPodIsFoundInAnyTableAndOfAnyProgram() {
        for (String others : List.of(
                "host route 172.18.24.120 dev vethb scope link proto 109",
                "host route 172.18.24.120 dev vethb scope link proto 109 table 500",
                "host route 172.18.24.120 dev vethb scope link proto boot metric 7")) {
            Given taken = NODE.and(others);
            assertThat(suspects(taken, route(taken))).as(others).isEqualTo(Map.of("172.18.24.120", Set.of("vethb")));
        }
    }

    @Test
    void aNeighborWithoutARouteClaimsTheAddress() {
        Given taken = NODE.and("host route 172.18.24.120 dev cali1 scope link proto 109 table 500");
        Plan neighbor =
                Plan.ensure(Neighbor.permanent(Netns.HOST, "vetha", ADDRESS, MacAddress.parse("0a:00:00:00:00:02")));
        assertThat(suspects(taken, neighbor)).containsOnlyKeys("172.18.24.120");
    }

    @Test
    void anotherPodsDeviceWithOurNeighborIsASuspect() {
        String known = "host neigh 172.18.24.120 dev vethb lladdr 0a:00:00:00:00:0b nud ";
        Given taken = NODE.and(known + "permanent protocol 109");
        assertThat(suspects(taken, Plan.remove(taken.snapshot().host().neighbors(ADDRESS))))
                .containsEntry("172.18.24.120", Set.of("vethb"));
        Given learnt = NODE.and(known + "stale");
        assertThat(suspects(learnt, Plan.remove(learnt.snapshot().host().neighbors(ADDRESS))))
                .isEmpty();
    }

    @Test
    void thePodsOwnHostEndsAreNoSuspects() {
        Given own = NODE.and("""
                host link vetho kind veth alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'
                host route 172.18.24.120 dev vetho scope link proto 109
                """);
        assertThat(suspects(own, route(own))).isEmpty();
        Given again = NODE.and("host route 172.18.24.120 dev vetha scope link proto 109");
        assertThat(suspects(again, route(again))).isEmpty();
    }

    @Test
    void anAssignedAddressMayReplaceARouteForAnUnassignedAddressOfAnotherPod() {
        Given adopted = NODE.and("host route 172.18.24.120 dev vethb metric 1 scope link proto 109");
        assertThat(suspects(adopted, route(adopted))).isEmpty();
        Given half = adopted.after(route(adopted));
        Plan neighbor =
                Plan.ensure(Neighbor.permanent(Netns.HOST, "vetha", ADDRESS, MacAddress.parse("0a:00:00:00:00:02")));
        assertThat(suspects(half, neighbor)).isEmpty();
        Given inTheTableThatComesFirst =
                NODE.and("host route 172.18.24.120 dev vethb metric 1 scope link proto 109 table 500");
        assertThat(suspects(inTheTableThatComesFirst, route(inTheTableThatComesFirst)))
                .containsOnlyKeys("172.18.24.120");
    }

    @Test
    void aThirdPartysRouteToAnAddressOfAnotherPodHasASuspect() {
        Given taken = NODE.and("host route 10.9.0.1 dev cali1 scope link proto 109");
        Route thirdPartys = Route.to(IpAddress.parse("10.9.0.1").asPrefix(), Netns.HOST, "vetha");
        assertThat(suspects(taken, Plan.ensure(thirdPartys))).containsEntry("10.9.0.1", Set.of("cali1"));
        assertThat(suspects(taken, Plan.ensure(thirdPartys.withTable(RouteTable.of(600)))))
                .containsEntry("10.9.0.1", Set.of("cali1"));
        assertThat(suspects(NODE, Plan.ensure(thirdPartys))).isEmpty();
    }

    @Test
    void theDeviceOfAPlannedNeighborIsASuspectIfItIsNotThePods() {
        MacAddress mac = MacAddress.parse("0a:00:00:00:00:02");
        assertThat(suspects(NODE, Plan.ensure(Neighbor.permanent(Netns.HOST, "vethb", ADDRESS, mac))))
                .containsEntry("172.18.24.120", Set.of("vethb"));
        VethPair made = VethPair.of("vethc", mac, "veth1", MacAddress.parse("0a:00:00:00:00:03"), 1500);
        assertThat(suspects(
                        NODE,
                        Plan.ensure(made)
                                .then(Plan.ensure(Neighbor.permanent(Netns.HOST, "vethc", ADDRESS, mac)))
                                .then(Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.HOST, "vethc")))))
                .isEmpty();
    }

    @Test
    void objectsInThePodHaveNoSuspects() {
        Given pod = NODE.and("pod link net1\npod route 172.18.24.120 dev net1 proto 109");
        Plan inPod = Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.POD, "veth0"));
        assertThat(suspects(pod, inPod)).isEmpty();
        assertThat(suspects(pod, Plan.NOTHING)).isEmpty();
    }

    @Test
    void theThirdPartyStepThatPlansToTakeAnAddressIsNamed() {
        StepPlan thirdPartys = new StepPlan("acme", Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.HOST, "vetha")));
        StepPlan ours = new StepPlan(
                "setupRoutes",
                Plan.ensure(Neighbor.permanent(Netns.HOST, "vetha", ADDRESS, MacAddress.parse("0a:00:00:00:00:02"))));

        assertThat(planner(thirdPartys)).isEqualTo("; step acme plans to take it (of acme.jar)");
        assertThat(planner(thirdPartys, ours)).isEmpty();
        assertThat(planner(ours)).isEmpty();
    }

    private static String planner(StepPlan... plans) {
        Changes changes = Difference.between(List.of(plans), NODE.snapshot());
        return new OtherPodAddressCheck(NODE.attachment(), NODE.addressing(), NODE.snapshot(), changes)
                .planner(ADDRESS, Map.of("acme", "acme.jar"));
    }

    @Test
    void aBatchAsksForAtMost1000AddressesAndEachDeviceIsAskedForOnce() {
        Plan routes = Plan.NOTHING;
        for (int i = 0; i < 3000; i++) {
            IpAddress address = IpAddress.parse("100.64." + i / 256 + "." + i % 256);
            routes = routes.then(Plan.ensure(Route.to(address.asPrefix(), Netns.HOST, "vetha")));
        }
        Changes changes = Difference.between(List.of(new StepPlan("step", routes)), NODE.snapshot());
        KernelWithRoutes kernel = new KernelWithRoutes(new ArrayList<>());

        new OtherPodAddressCheck(NODE.attachment(), NODE.addressing(), NODE.snapshot(), changes)
                .requireNone(kernel, Map.of());

        assertThat(kernel.sent()).containsExactly(1000, 1000, 1000, 1, 1);
    }

    /**
     * The kernel of a host on which the route to every address leads to {@code cali1}, a device without a peer in a namespace.
     *
     * @param sent receives the number of requests that are sent together
     */
    private record KernelWithRoutes(List<Integer> sent) implements DelegatingKernel {
        @Override
        public KernelPort real() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean has(Netns netns) {
            return netns == Netns.HOST;
        }

        @Override
        public List<Reply> send(Netns netns, List<Request> requests) {
            sent.add(requests.size());
            return requests.stream().map(KernelWithRoutes::reply).toList();
        }

        private static Reply reply(Request request) {
            return switch (request.message()) {
                case RouteMessage asked ->
                    new Reply.Acknowledged(
                            List.of(RouteMessage.to(asked.destinationPrefix()).withOutputIndex(7)));
                case LinkMessage _ ->
                    new Reply.Acknowledged(List.of(LinkMessage.named("cali1").withIfindex(7)));
                default -> throw new UnsupportedOperationException();
            };
        }
    }
}
