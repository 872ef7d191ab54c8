package meta.router;

import static meta.spi.testkit.Given.given;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;
import meta.spi.routing.RoutingOptions;
import meta.spi.routing.RoutingType;
import meta.spi.testkit.Given;

/** Test pods with an overlay NIC {@code eth0}, as Calico creates it, and a new NIC {@code net1} on the node's LAN. */
final class Pods {
    private static final RoutingType TYPE = new RouterType();

    private Pods() {}

    /** {@return the table of a NIC with one address} */
    static OwnTable own(String nic, String address, int table) {
        return OwnTable.of(nic, List.of(IpAddress.parse(address)), RouteTable.of(table));
    }

    /** {@return the table of a NIC with one address, whose routes also stay in the main table} */
    static OwnTable keeper(String nic, String address, int table) {
        return OwnTable.of(nic, List.of(IpAddress.parse(address)), RouteTable.of(table), true);
    }

    /** {@return a pod with IPv4 addresses only, before the ADD of {@code net1}} */
    static Given ipv4() {
        return given("""
                host link eth0
                host link cali1 lladdr 0a:00:00:00:00:c1 kind veth peer eth0 netns pod
                host lookup 172.18.24.11 dev eth0 src 172.18.0.2
                pod  link lo
                pod  link eth0 lladdr 0a:00:00:00:00:e0 kind veth peer cali1 netns host
                pod  link net1 lladdr 0a:00:00:00:00:11 kind macvlan
                pod  addr 10.244.0.5/32 dev eth0
                pod  addr 172.18.24.11/16 dev net1
                pod  route 169.254.1.1 dev eth0 scope link
                pod  route default via 169.254.1.1 dev eth0
                pod  route 172.18.0.0/16 dev net1 proto kernel scope link src 172.18.24.11
                """)
                .declared(options())
                .attachment("lan", "0123456789abcdef", "net1")
                .assigned("172.18.24.11/16")
                .nodeAddresses("172.18.0.2")
                .gateways("172.18.0.2")
                .hijacked("10.244.0.0/16", "10.96.0.0/12");
    }

    /** {@return the IPv4 pod after the ADD of {@code net1}, with a third NIC} */
    static Given threeNics() {
        Given two = ipv4();
        Route moved = Route.to(Prefix.all(Family.IPV4), Netns.POD, "eth0");
        return two.after(plan(two))
                .after(Plan.remove(moved))
                .and("""
                host lookup 172.19.24.12 dev eth0 src 172.18.0.2
                pod  link net2 lladdr 0a:00:00:00:00:12 kind macvlan
                pod  addr 172.19.24.12/16 dev net2
                pod  rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
                pod  rule from 172.18.24.11 lookup 199 priority 1100 protocol 109
                pod  route default via 169.254.1.1 dev eth0 table 200
                pod  route default via 172.18.0.1 dev net1
                pod  route default via 172.19.0.1 dev net2 metric 5
                pod  route 172.19.0.0/16 dev net2 proto kernel scope link src 172.19.24.12
                """)
                .attachment("lan2", "0123456789abcdef", "net2")
                .assigned("172.19.24.12/16");
    }

    /** {@return the tables that the type {@code router} chooses for the NICs, with default options except {@code migrate_route}} */
    static NicTables tables(Given pod, Migration migration) {
        StepContext context = pod.context();
        StepOptions options = StepOptions.defaults(TYPE.options()).with(RoutingOptions.MIGRATE_ROUTE, migration);
        return TYPE.tables(StepContext.of(context.attachment(), context.snapshot(), context.addressing(), options));
    }

    /** {@return the plan of the steps that only {@code router} has, in their order} */
    static Plan plan(Given pod) {
        return pod.tables(tables(pod, Migration.BY_NAME))
                .plan(new SetupNeighborhood(), new AddChainedIpRoute(), new AddHostIpRoute(), new HijackCustomSubnet());
    }

    private static List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>();
        for (StepDeclaration declaration : new RouterSteps().steps()) {
            options.addAll(declaration.options());
        }
        return options;
    }
}
