package meta.router;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.RouteTable;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** The plans for a third NIC of a pod, which has an overlay NIC and a NIC whose routes stay in the main table. */
class ThirdNicTest {
    @Test
    void theNicWhoseNameSortsLastStaysInTheMainTableAndTheOverlayNicReachesTheCluster() {
        Given pod = Pods.threeNics();
        assertThat(Pods.tables(pod, Migration.BY_NAME).own())
                .containsExactly(
                        Pods.keeper("net2", "172.19.24.12", 198),
                        Pods.own("net1", "172.18.24.11", 199),
                        Pods.own("eth0", "10.244.0.5", 200));
        assertThat(pod.tables(Pods.tables(pod, Migration.BY_NAME)).plan(new AddHostIpRoute(), new HijackCustomSubnet()))
                .isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 198 proto 109
                pod  ip rule add to 10.244.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                """);
    }

    @Test
    void aRepeatedAddOfTheSecondNicChoosesTheTablesOfTheThirdNic() {
        Given pod = Pods.threeNics()
                .after(Plan.remove(Pods.threeNics().snapshot().pod().routes().stream()
                        .filter(route -> route.on("net1") && route.table().equals(RouteTable.MAIN))
                        .toList()))
                .and("""
                        pod rule from 172.19.24.12 lookup 198 priority 1100 protocol 109
                        pod route default via 172.18.0.1 dev net1 table 199
                        """);
        List<OwnTable> all = Pods.tables(pod, Migration.BY_NAME).own();
        assertThat(all)
                .containsExactly(
                        Pods.keeper("net2", "172.19.24.12", 198),
                        Pods.own("net1", "172.18.24.11", 199),
                        Pods.own("eth0", "10.244.0.5", 200));
        assertThat(Pods.tables(
                                pod.attachment("lan", "0123456789abcdef", "net1")
                                        .assigned("172.18.24.11/16"),
                                Migration.BY_NAME)
                        .own())
                .isEqualTo(all);
    }
}
