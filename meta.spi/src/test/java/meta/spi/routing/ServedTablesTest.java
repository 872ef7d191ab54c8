package meta.spi.routing;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class ServedTablesTest {
    /** A pod after the ADDs of two NICs that had IPv4 addresses; an IPv6 address of {@code eth0} came later. */
    private static final Given POD = given("""
            pod link eth0
            pod link net1
            pod addr 172.18.24.120/16 dev eth0
            pod addr fd00::120/64 dev eth0
            pod addr 172.18.24.121/16 dev net1
            pod addr fd00::121/64 dev net1
            pod rule from 172.18.24.120 lookup 199 priority 1100 protocol 109
            pod rule from 172.18.24.121 lookup 200 priority 1100 protocol 109
            pod route 172.18.0.0/16 dev eth0 table 199 proto kernel
            pod route 172.18.0.0/16 dev net1 table 200 proto kernel
            """);

    private static final List<OwnTable> DECIDED = List.of(
            table("eth0", "172.18.24.120", 199),
            table("net1", "172.18.24.121", 200),
            table("eth0", "fd00::120", 199),
            table("net1", "fd00::121", 200));

    private static OwnTable table(String nic, String address, int number) {
        return OwnTable.of(nic, List.of(IpAddress.parse(address)), RouteTable.of(number));
    }

    private static List<OwnTable> served(Given pod) {
        NicTables tables = NicTables.of(RouteTable.of(200), DECIDED, Migration.BY_NAME);
        return new ServedTables("net1", pod.snapshot().pod()).of(tables).own();
    }

    @Test
    void aTableOfAFamilyThatAnotherNicReceivedLaterIsNotServed() {
        assertThat(served(POD)).extracting(OwnTable::family).containsExactly(Family.IPV4, Family.IPV4);
    }

    @Test
    void aTableWithRoutesOfTheNicIsServedEvenIfItsRulesAreMissing() {
        assertThat(served(POD.and("pod route fd00::/64 dev eth0 table 199 proto kernel metric 256")))
                .isEqualTo(DECIDED);
    }
}
