package meta.veth;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.StepContext;
import meta.spi.option.StepOptions;
import meta.spi.routing.MigrateRoute;
import meta.spi.routing.RoutingOptions;
import meta.spi.routing.RoutingType;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plans of the steps that only {@code veth} has, for a NIC of a pod that already has {@code veth0}. */
class LaterNicTest {
    private static final RoutingType TYPE = new VethType();

    /** {@return a pod with a second NIC, whose {@code veth0} was created for {@code eth0}} */
    private static Given pod() {
        return Pods.withVeth(Pods.ipv4())
                .and("""
                        pod link net1 lladdr 0a:00:00:00:00:0b kind macvlan
                        pod addr 172.18.24.121/16 dev net1
                        pod route default via 172.18.0.1 dev eth0
                        pod route 172.18.0.0/16 dev net1 proto kernel scope link src 172.18.24.121
                        """)
                .attachment("lan", "0123456789abcdef", "net1")
                .assigned("172.18.24.121/16")
                .hijacked("10.96.0.0/12");
    }

    private static NicTables tables(Given pod, Migration migration) {
        StepContext context = pod.context();
        StepOptions options = StepOptions.defaults(TYPE.options()).with(RoutingOptions.MIGRATE_ROUTE, migration);
        return TYPE.tables(StepContext.of(context.attachment(), context.snapshot(), context.addressing(), options));
    }

    private static Given decided(Given pod, Migration migration) {
        return pod.tables(tables(pod, migration));
    }

    private static OwnTable own(String nic, String address, int table) {
        return OwnTable.of(nic, List.of(IpAddress.parse(address)), RouteTable.of(table));
    }

    private static OwnTable keeper(String nic, String address, int table) {
        return OwnTable.of(nic, List.of(IpAddress.parse(address)), RouteTable.of(table), true);
    }

    private static Plan routes(Given pod) {
        return pod.plan(new SetupRoutes());
    }

    @Test
    void eachNicHasTheRoutesToNodeAndClusterInItsOwnTable() {
        assertThat(routes(decided(pod(), Migration.BY_NAME))).isPlan("""
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 table 199 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.121 table 200 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 metric 1 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 table 199 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.121 table 200 proto 109
                host ip route replace 172.18.24.121 dev veth0123456789a scope link proto 109
                """);
    }

    @Test
    void theAliasOfThePodEndListsTheLaterNic() {
        Given after = pod().after(pod().plan(new SetupVeth()));
        assertThat(after.snapshot().pod().link("veth0").orElseThrow().alias()).isEqualTo("meta-plugins also net1=lan");
        assertThat(after.plan(new SetupVeth())).changesNothingIn(after.snapshot());
    }

    @Test
    void withMigrateRoute0OnlyTheNodeGetsARoute() {
        assertThat(routes(decided(pod(), Migration.NEVER)))
                .isPlan("host ip route replace 172.18.24.121 dev veth0123456789a scope link proto 109");
    }

    /** The plugin has not attached the NIC {@code eth0}. An overlay NIC, for example, reaches node and cluster without {@code veth0}. */
    @Test
    void aNicThatThePluginHasNotAttachedKeepsItsOwnRoutes() {
        Given pod = pod().and(
                        "host link veth0123456789a lladdr 0a:00:00:00:00:01 peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'");
        assertThat(routes(decided(pod, Migration.BY_NAME))).isPlan("""
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.121 table 200 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.121 table 200 proto 109
                host ip route replace 172.18.24.121 dev veth0123456789a scope link proto 109
                """);
    }

    @Test
    void aPodOfRouterIsRefused() {
        Given pod = pod().and("pod rule to 10.96.0.0/12 lookup 200 priority 1000 protocol 109");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> pod.plan(new SetupVeth()))
                .withMessage("the plugin router has created rules for another NIC of the pod; a pod can use"
                        + " veth or router, not both");
    }

    @Test
    void theNicWhoseNameComesFirstStaysInTheMainTableInAnyOrderOfTheCalls() {
        Given eth0 =
                pod().and("""
                        host link veth0123456789a lladdr 0a:00:00:00:00:01 peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'
                        pod  route default via 172.18.0.1 dev net1 metric 5
                        """).attachment("lan", "0123456789abcdef", "eth0").assigned("172.18.24.120/16");
        assertThat(tables(eth0, Migration.BY_NAME).own())
                .containsExactly(keeper("eth0", "172.18.24.120", 199), own("net1", "172.18.24.121", 200));
        assertThat(routes(decided(eth0, Migration.BY_NAME))).isPlan("""
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 table 199 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.121 table 200 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 metric 1 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 table 199 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.121 table 200 proto 109
                host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109
                """);
    }

    @Test
    void withMigrateRoute1TheNewNicLeavesTheMainTable() {
        Given eth0 =
                pod().and("""
                        host link veth0123456789a lladdr 0a:00:00:00:00:01 peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'
                        pod  route default via 172.18.0.1 dev net1 metric 5
                        """).attachment("lan", "0123456789abcdef", "eth0").assigned("172.18.24.120/16");
        assertThat(tables(eth0, Migration.ALWAYS).own())
                .containsExactly(keeper("net1", "172.18.24.121", 199), own("eth0", "172.18.24.120", 200));
    }

    /** The NICs in the first argument have a default route; the call is for the NIC in the second one. */
    @ParameterizedTest
    @CsvSource({
        "'', net1",
        "eth0, net1",
        "net1, net1",
        "eth0 net1, net1",
        "'', eth0",
        "eth0, eth0",
        "net1, eth0",
        "eth0 net1, eth0"
    })
    void withMigrateRoute1ARepeatedAddChangesNothing(String nicsWithDefault, String nic) {
        Given pod = pod().after(Plan.remove(pod().snapshot().pod().routes().stream()
                .filter(route -> route.destination().isAll())
                .toList()));
        if (nicsWithDefault.contains("eth0")) {
            pod = pod.and("pod route default via 172.18.0.1 dev eth0");
        }
        if (nicsWithDefault.contains("net1")) {
            pod = pod.and("pod route default via 172.18.0.1 dev net1 metric 5");
        }
        if (nic.equals("eth0")) {
            pod = pod.and(
                            "host link veth0123456789a lladdr 0a:00:00:00:00:01 peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'")
                    .attachment("lan", "0123456789abcdef", "eth0")
                    .assigned("172.18.24.120/16");
        }
        Given added = pod.after(addWithMigrateRoute1(pod));
        assertThat(addWithMigrateRoute1(added)).changesNothingIn(added.snapshot());
    }

    private static Plan addWithMigrateRoute1(Given pod) {
        return decided(pod, Migration.ALWAYS)
                .plan(new SetupVeth(), new SetupNeighborhood(), new SetupRoutes(), new MigrateRoute());
    }

    @Test
    void aNicThatIsAloneNeedsNoTable() {
        assertThat(tables(Pods.ipv4(), Migration.BY_NAME))
                .isEqualTo(NicTables.of(RouteTable.MAIN, List.of(), Migration.BY_NAME));
        assertThat(tables(Pods.ipv4(), Migration.ALWAYS).own()).isEmpty();
    }

    @Test
    void aNicThatHasATableKeepsThisTable() {
        Given repeated = pod().and("pod rule from 172.18.24.121 lookup 217 priority 1100 protocol 109");
        assertThat(tables(repeated, Migration.BY_NAME).own())
                .containsExactly(keeper("eth0", "172.18.24.120", 199), own("net1", "172.18.24.121", 217));
    }

    @Test
    void aFamilyThatNoOtherNicHasStaysInTheMainTable() {
        Given dual = pod().and("pod addr fd00:18::121/64 dev net1").assigned("172.18.24.121/16", "fd00:18::121/64");
        assertThat(tables(dual, Migration.BY_NAME).own())
                .containsExactly(keeper("eth0", "172.18.24.120", 199), own("net1", "172.18.24.121", 200));
    }

    @Test
    void inAPodOfTheGoPluginTheNicWhoseNameComesFirstIsTheFirstNic() {
        Given ofGo = pod().and("host link veth0123456789a lladdr 0a:00:00:00:00:01 peer veth0 netns pod");
        assertThat(ofGo.after(ofGo.plan(new SetupVeth())).snapshot().host())
                .isEqualTo(ofGo.snapshot().host());
        assertThat(tables(ofGo, Migration.BY_NAME).own())
                .containsExactly(keeper("eth0", "172.18.24.120", 199), own("net1", "172.18.24.121", 200));
    }
}
