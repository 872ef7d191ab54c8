package meta.router;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Routing.Migration;
import meta.spi.Routing.OwnTable;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** A NIC beside the overlay NIC and another that has main by now. */
class ThirdNicTest {
    private static OwnTable own(String nic, String address, int table) {
        return new OwnTable(nic, List.of(IpAddress.parse(address)), RouteTable.of(table));
    }

    @Test
    void theNicThatHasMainMakesWayAndTheClusterStaysWithTheOverlayNic() {
        Given pod = Pods.threeNics();
        assertThat(Pods.routing(pod, Migration.BY_NAME).own())
                .containsExactly(own("eth0", "10.244.0.5", 200), own("net1", "172.18.24.11", 201));
        assertThat(pod.routing(Pods.routing(pod, Migration.BY_NAME))
                        .plan(new AddHostIpRoute(), new HijackCustomSubnet()))
                .isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 201 proto 109
                pod  ip rule add to 10.244.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod  ip rule add from 10.244.0.5 to 172.18.0.0/16 lookup 200 priority 900 protocol 109
                pod  ip rule add to 172.18.0.0/16 lookup 201 priority 1000 protocol 109
                """);
    }

    @Test
    void aSubnetThatTheNewNicIsInTooIsReachedByIt() {
        Given pod = Pods.threeNics().and("pod addr 172.18.24.12/16 dev net2");
        assertThat(pod.routing(Pods.routing(pod, Migration.BY_NAME)).plan(new HijackCustomSubnet()))
                .isPlan("""
                pod  ip rule add to 10.244.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                """);
    }

    @Test
    void theSecondNicFindsItsPlaceAgainAfterTheThirdHasCome() {
        Given pod = Pods.threeNics().and("""
                        pod rule from 172.18.24.11 lookup 201 priority 1100 protocol 109
                        pod route default via 172.19.0.1 dev net2
                        """);
        List<OwnTable> all = List.of(own("eth0", "10.244.0.5", 200), own("net1", "172.18.24.11", 201));
        assertThat(Pods.routing(pod, Migration.BY_NAME).own()).isEqualTo(all);
        assertThat(Pods.routing(
                                pod.attachment("lan", "0123456789abcdef", "net1")
                                        .assigned("172.18.24.11/16"),
                                Migration.BY_NAME)
                        .own())
                .isEqualTo(all);
    }
}
