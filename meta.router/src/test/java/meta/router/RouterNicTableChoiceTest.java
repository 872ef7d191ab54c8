package meta.router;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.Plan;
import meta.spi.routing.MigrateRoute;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The type {@code router} chooses the NIC whose routes stay in the main table, and the table for the routes to the cluster through the overlay NIC.
 */
class RouterNicTableChoiceTest {
    @Test
    void ofTwoNicsWithADefaultRouteTheOneWhoseNameSortsLastStaysInTheMainTable() {
        assertThat(Pods.tables(Pods.ipv4(), Migration.BY_NAME).own())
                .containsExactly(
                        Pods.keeper("eth0", "10.244.0.5", 200),
                        Pods.own("net1", "172.18.24.11", 199)); // the main table has no other default route
        Given both = Pods.ipv4().and("pod route default via 172.18.0.1 dev net1 metric 5");
        assertThat(Pods.tables(both, Migration.BY_NAME).own())
                .containsExactly(Pods.keeper("net1", "172.18.24.11", 199), Pods.own("eth0", "10.244.0.5", 200));
    }

    @Test
    void aNicWhoseNameSortsBeforeTheOverlayNicStaysInTheMainTableOnlyWithMigrateRoute1() {
        Given ens5 = Pods.ipv4()
                .and("pod link ens5\npod addr 172.18.24.15/16 dev ens5")
                .attachment("lan", "0123456789abcdef", "ens5")
                .assigned("172.18.24.15/16");
        ens5 = ens5.after(Plan.remove(ens5.snapshot().pod().link("net1").orElseThrow()));
        assertThat(Pods.tables(ens5, Migration.BY_NAME).own())
                .containsExactly(Pods.keeper("eth0", "10.244.0.5", 199), Pods.own("ens5", "172.18.24.15", 204));
        assertThat(Pods.tables(ens5, Migration.ALWAYS).own())
                .isEqualTo(Pods.tables(ens5, Migration.BY_NAME).own()); // ens5 has no default route for the main table
        Given both = ens5.and("pod route default via 172.18.0.1 dev ens5 metric 5");
        assertThat(Pods.tables(both, Migration.BY_NAME).own())
                .containsExactly(Pods.keeper("eth0", "10.244.0.5", 199), Pods.own("ens5", "172.18.24.15", 204));
        assertThat(Pods.tables(both, Migration.ALWAYS).own())
                .containsExactly(Pods.keeper("ens5", "172.18.24.15", 199), Pods.own("eth0", "10.244.0.5", 204));
        assertThat(ens5.tables(Pods.tables(ens5, Migration.BY_NAME)).plan(new HijackCustomSubnet()))
                .isPlan("""
                pod  ip rule add to 10.244.0.0/16 lookup 199 priority 1000 protocol 109
                pod  ip rule add to 10.96.0.0/12 lookup 199 priority 1000 protocol 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                """);
    }

    /** Of {@code net1} and the overlay NIC, those in the argument have a default route. */
    @ParameterizedTest
    @ValueSource(strings = {"", "eth0", "net1", "eth0 net1"})
    void withMigrateRoute1ARepeatedAddChangesNothing(String nicsWithDefault) {
        Given pod = Pods.ipv4()
                .after(Plan.remove(Pods.ipv4().snapshot().pod().routes().stream()
                        .filter(route -> route.destination().isAll())
                        .toList()));
        if (nicsWithDefault.contains("eth0")) {
            pod = pod.and("pod route default via 169.254.1.1 dev eth0");
        }
        if (nicsWithDefault.contains("net1")) {
            pod = pod.and("pod route default via 172.18.0.1 dev net1 metric 5");
        }
        Plan first = addWithMigrateRoute1(pod);
        Given added = pod.after(first);
        assertThat(addWithMigrateRoute1(added)).changesNothingIn(added.snapshot());
    }

    private static Plan addWithMigrateRoute1(Given pod) {
        return pod.tables(Pods.tables(pod, Migration.ALWAYS))
                .plan(
                        new SetupNeighborhood(),
                        new AddChainedIpRoute(),
                        new AddHostIpRoute(),
                        new HijackCustomSubnet(),
                        new MigrateRoute());
    }

    @Test
    void withMigrateRoute0OnlyTheHijackedSubnetsHaveATable() {
        Given pod = Pods.ipv4();
        Given decided = pod.tables(Pods.tables(pod, Migration.NEVER));
        assertThat(decided.plan(new HijackCustomSubnet())).isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 200 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip rule add to 10.244.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                """);
        Given after = decided.after(decided.plan(new HijackCustomSubnet()));
        assertThat(Pods.tables(after, Migration.NEVER)).isEqualTo(Pods.tables(pod, Migration.NEVER));
    }

    /** Multus removes the overlay NIC's default route if the pod's annotation sets {@code default-route} for another NIC. */
    @Test
    void anOverlayNicWithoutADefaultRouteGetsOneInItsTableThroughTheNode() {
        Given pod = Pods.ipv4().after(Plan.remove(Pods.ipv4().snapshot().pod().routes()));
        assertThat(pod.tables(Pods.tables(pod, Migration.BY_NAME)).plan(new HijackCustomSubnet()))
                .isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 200 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip rule add to 10.244.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod  ip route replace default via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                """);
    }

    /** Multus has chosen {@code net1} for the default route, and removes the default route of {@code net2} after the call. */
    @Test
    void theNicThatMultusHasChosenForTheDefaultRouteStaysInTheMainTable() {
        Given pod = Pods.ipv4()
                .after(Plan.remove(Pods.ipv4().snapshot().pod().routes()))
                .and("""
                pod link net2 kind macvlan
                pod addr 172.19.24.12/16 dev net2
                pod route default via 172.18.0.1 dev net1
                pod route default via 172.19.0.1 dev net2 metric 5
                """)
                .attachment("lan2", "0123456789abcdef", "net2")
                .assigned("172.19.24.12/16");
        NicTables decided = Pods.tables(pod, Migration.BY_NAME);
        assertThat(decided.own().getFirst().nic()).isEqualTo("net1");
        Given moved = pod.and("pod rule from 172.19.24.12 lookup 199 priority 1100 protocol 109")
                .after(Plan.remove(pod.snapshot().pod().routes().stream()
                        .filter(route -> route.on("net2"))
                        .toList()));
        assertThat(Pods.tables(moved, Migration.BY_NAME).own().getFirst().nic()).isEqualTo("net1");
    }
}
