package meta.core.reconcile;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.Plan;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/** Makes plans with objects of every kind and of both address families for the pod of {@code ScratchHostAndPod}. */
final class DualStack {
    static final VethPair PAIR = marked(VethPair.of(
            "vethabc", MacAddress.parse("0a:00:00:00:00:01"), "veth0", MacAddress.parse("0a:00:00:00:00:02"), 1500));
    static final List<IpAddress> POD = List.of(IpAddress.parse("172.18.24.120"), IpAddress.parse("fd00:18::120"));
    static final List<IpAddress> NODE = List.of(IpAddress.parse("172.18.0.2"), IpAddress.parse("fd00:18::2"));
    static final List<Prefix> SERVICES = List.of(Prefix.parse("10.96.0.0/12"), Prefix.parse("fd00:96::/108"));
    static final RouteTable TABLE = RouteTable.of(200);

    private DualStack() {}

    private static VethPair marked(VethPair pair) {
        return VethPair.of(pair.host().withAlias("meta-plugins network=lan container=abc ifname=eth0"), pair.pod());
    }

    static List<StepPlan> plans() {
        return List.of(
                new StepPlan("setupVeth", pair()),
                new StepPlan("setupNeighborhood", neighbors()),
                new StepPlan("setupRoutes", routes()),
                new StepPlan("migrateRoute", table()),
                new StepPlan("tuneSysctl", settings()));
    }

    private static Plan pair() {
        return Plan.ensure(PAIR)
                .then(Plan.ensure(
                        SysctlValue.of(Netns.HOST, SysctlValue.ipv6(PAIR.host().name(), "accept_ra"), "0")));
    }

    private static Plan neighbors() {
        Plan host = Plan.forEach(
                POD,
                address -> Plan.ensure(Neighbor.permanent(
                        Netns.HOST, PAIR.host().name(), address, PAIR.pod().lladdr())));
        Plan pod = Plan.forEach(
                NODE,
                address -> Plan.ensure(Neighbor.permanent(
                        Netns.POD, PAIR.pod().name(), address, PAIR.host().lladdr())));
        return host.then(pod);
    }

    private static Plan routes() {
        Plan plan = Plan.NOTHING;
        for (int i = 0; i < POD.size(); i++) {
            IpAddress node = NODE.get(i);
            IpAddress pod = POD.get(i);
            plan = plan.then(ensure(toNode(node).withSource(pod)))
                    .then(ensure(toServices(SERVICES.get(i), node).withSource(pod)))
                    .then(ensure(
                            Route.to(pod.asPrefix(), Netns.HOST, PAIR.host().name())));
        }
        return plan;
    }

    private static Plan table() {
        Plan plan = Plan.NOTHING;
        for (int i = 0; i < POD.size(); i++) {
            IpAddress pod = POD.get(i);
            Family family = pod.family();
            plan = plan.then(ensure(Rule.from(pod.asPrefix(), Netns.POD, TABLE, 1100)))
                    .then(ensure(Rule.to(SERVICES.get(i), Netns.POD, TABLE, 1000)))
                    .then(ensure(toNode(NODE.get(i)).withTable(TABLE)))
                    .then(ensure(toServices(SERVICES.get(i), NODE.get(i)).withTable(TABLE)))
                    .then(ensure(Address.of(Netns.POD, "eth0", neighbour(pod), family.bits() / 2)
                            .withoutDad()));
        }
        return plan;
    }

    private static Plan settings() {
        return Plan.forEach(
                List.of("all", "eth0", "veth0"),
                device -> ensure(SysctlValue.of(Netns.POD, SysctlValue.ipv4(device, "rp_filter"), "2")));
    }

    /**
     * {@return a plan that changes the three existing objects}
     *
     * @param looked a sysctl with its present value; the plan sets the sysctl to 0
     */
    static Plan replacements(Link nic, Route defaultRoute, SysctlValue looked) {
        return ensure(nic.withLladdr(MacAddress.parse("0a:00:00:00:00:cc")).withMtu(1400))
                .then(ensure(defaultRoute.withMtu(1300)))
                .then(ensure(SysctlValue.of(looked.netns(), looked.path(), "0")));
    }

    private static Route toNode(IpAddress node) {
        return Route.to(node.asPrefix(), Netns.POD, PAIR.pod().name());
    }

    private static Route toServices(Prefix services, IpAddress node) {
        return Route.to(services, Netns.POD, PAIR.pod().name()).via(node).withMtu(1450);
    }

    private static IpAddress neighbour(IpAddress address) {
        return new IpAddress(address.family(), address.high(), address.low() + 1);
    }

    private static Plan ensure(NetworkObject object) {
        return Plan.ensure(object);
    }
}
