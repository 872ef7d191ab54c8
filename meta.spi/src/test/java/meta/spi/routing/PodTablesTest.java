package meta.spi.routing;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTablesTest {
    private static final Given TWO_NICS = given("""
            pod link lo
            pod link veth0
            pod link net1
            pod link eth0
            pod addr 10.244.0.5/32 dev eth0
            pod addr 172.18.0.11/16 dev net1
            pod addr fd00:18::11/64 dev net1
            pod addr fe80::11/64 dev net1 scope link
            pod route default via 169.254.1.1 dev eth0
            """);

    private static PodTables tables(String more) {
        return new PodTables(TWO_NICS.and(more).snapshot().pod());
    }

    @Test
    void loAndVeth0AreNoNics() {
        assertThat(tables("").nics()).containsExactly("eth0", "net1");
    }

    @Test
    void addressesOfThirdPartyStepsDoNotCount() {
        assertThat(tables("pod addr 172.18.99.1/32 dev net1 proto 109").addresses("net1", Family.IPV4))
                .containsExactly(IpAddress.parse("172.18.0.11"));
    }

    @Test
    void linkLocalAddressesDoNotCount() {
        assertThat(tables("").addresses("net1", Family.IPV6)).containsExactly(IpAddress.parse("fd00:18::11"));
    }

    @Test
    void bridgesAndTunnelsThatProgramsInThePodMakeAreNoNics() {
        assertThat(tables("pod link wg0 kind wireguard\npod link docker0 kind bridge")
                        .nics())
                .containsExactly("eth0", "net1");
    }

    @Test
    void aDefaultRouteOfTheNicIsFoundInEachTable() {
        PodTables tables = tables("pod route default via 172.18.0.1 dev net1 table 200\n"
                + "pod route default via 172.18.0.1 dev net1 table 201 proto 109");
        assertThat(tables.hasDefault("eth0", Family.IPV4, RouteTable.MAIN)).isTrue();
        assertThat(tables.hasDefault("net1", Family.IPV4, RouteTable.MAIN)).isFalse();
        assertThat(tables.hasDefault("net1", Family.IPV4, RouteTable.of(200))).isTrue();
        assertThat(tables.hasDefault("net1", Family.IPV4, RouteTable.of(201))).isFalse();
        assertThat(tables.hasDefault("eth0", Family.IPV6, RouteTable.MAIN)).isFalse();
    }

    @Test
    void theNicThatKeepsMainGetsTheLastFreeTableBeforeTheBase() {
        assertThat(tables("").chooseBefore("net1", 200, Set.of())).isEqualTo(RouteTable.of(199));
        assertThat(tables("pod route default dev eth0 table 199").chooseBefore("net1", 200, Set.of()))
                .isEqualTo(RouteTable.of(198));
        assertThat(tables("pod rule from 172.18.0.11 lookup 150 priority 1100 protocol 109")
                        .chooseBefore("net1", 200, Set.of()))
                .isEqualTo(RouteTable.of(150));
        assertThat(tables("").chooseBefore("net1", 254, Set.of())).isEqualTo(RouteTable.of(252));
        assertThat(tables("").chooseBefore("net1", 1, Set.of(RouteTable.of(1)))).isEqualTo(RouteTable.of(2));
    }

    @Test
    void aTableThatAnotherNicGetsInTheSameCallIsNotFree() {
        assertThat(tables("").choose("net1", "net1", 200, Set.of(RouteTable.of(200))))
                .isEqualTo(RouteTable.of(201));
    }

    @Test
    void aRuleWithOurProtocolNumberShowsTheTableOfANic() {
        PodTables tables = tables("pod rule from 172.18.0.11 lookup 207 priority 1100 protocol 109");
        assertThat(tables.ownTable("net1", Family.IPV4))
                .hasValueSatisfying(own -> assertThat(own.table()).isEqualTo(RouteTable.of(207)));
        assertThat(tables.ownTable("net1", Family.IPV6)).isEmpty();
        assertThat(tables.choose("net1", "net1", 200, Set.of())).isEqualTo(RouteTable.of(207));
    }

    @Test
    void aRuleOfAnotherProgramDoesNotShowTheTableOfANic() {
        PodTables tables = tables("pod rule from 172.18.0.11 lookup 207 priority 1100");
        assertThat(tables.ownTable("net1", Family.IPV4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "net1, 200",
        "eth1, 200",
        "net2, 201",
        "net10, 209",
        "pod6b48, 247",
        "ens5, 204",
        "eth0, 200",
        "wlan, 200"
    })
    void theNumberOfTheNameChoosesTheTable(String name, int table) {
        assertThat(tables("").choose("net1", name, 200, Set.of())).isEqualTo(RouteTable.of(table));
    }

    @Test
    void aTableWithARouteOfAnotherNicIsNotChosen() {
        PodTables tables = tables("pod route default via 172.18.0.1 dev eth0 table 200");
        assertThat(tables.choose("net1", "net1", 200, Set.of())).isEqualTo(RouteTable.of(201));
    }

    @Test
    void aTableThatARuleOfAnotherProgramSelectsIsNotFree() {
        PodTables tables = tables("pod rule from 10.9.0.0/16 lookup 200 priority 5");
        assertThat(tables.choose("net1", "net1", 200, Set.of())).isEqualTo(RouteTable.of(201));
    }

    @Test
    void aTableWithTheNicsRoutesIsKeptIfItsRulesAreMissing() {
        PodTables tables = tables("""
                pod route default via 172.18.0.1 dev net1 table 203
                pod route 172.18.0.2 dev eth0 table 203 proto 109
                """);
        assertThat(tables.choose("net1", "net1", 200, Set.of())).isEqualTo(RouteTable.of(203));
    }

    @Test
    void theTablesDefaultMainAndLocalAreNeverChosen() {
        assertThat(tables("").choose("net1", "net1", 253, Set.of())).isEqualTo(RouteTable.of(256));
        assertThat(tables("").choose("net1", "net4", 250, Set.of())).isEqualTo(RouteTable.of(250));
    }

    @Test
    void afterTheLargestTableTheSearchContinuesAtTheFirst() {
        PodTables tables = tables("pod route default dev eth0 table 4294967295");
        assertThat(tables.choose("net1", "net2", 4294967295L, Set.of())).isEqualTo(RouteTable.of(1));
    }
}
