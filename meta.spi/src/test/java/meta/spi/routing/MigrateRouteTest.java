package meta.spi.routing;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrateRouteTest {
    private static final Step STEP = new MigrateRoute();

    private static final Given TWO_NICS = given("""
            pod link eth0
            pod link net1
            pod addr 10.244.0.5/32 dev eth0
            pod addr 172.18.0.11/16 dev net1
            pod route 169.254.1.1 dev eth0 scope link
            pod route 172.18.0.0/16 dev net1 proto kernel scope link src 172.18.0.11
            """);

    private static Given moving(Given pod, Migration migration, String nic, String... addresses) {
        List<IpAddress> from = Stream.of(addresses).map(IpAddress::parse).toList();
        OwnTable own = OwnTable.of(nic, from, RouteTable.of(200));
        IpAddress other = IpAddress.parse(from.getFirst().isIpv4() ? "172.18.0.11" : "fd00:18::11");
        OwnTable keeper = OwnTable.of("net1", List.of(other), RouteTable.of(199), true);
        return pod.tables(NicTables.of(own.table(), List.of(keeper, own), migration));
    }

    private static Given movingEth0(Given pod) {
        return moving(pod, Migration.BY_NAME, "eth0", "10.244.0.5");
    }

    /**
     * The kernel adds the connected route of an address when the plan is applied, so the steps plan without it. A repeated call sees the route, and
     * must plan as the first call did.
     */
    @Test
    void theSubnetOfAnAddressOfAThirdPartyStepIsNotCopied() {
        Given subnet = TWO_NICS.and("pod route 172.19.0.0/16 dev net1 proto kernel scope link src 172.19.0.9");
        Given ofStep = subnet.and("pod addr 172.19.0.9/16 dev net1 proto 109");
        Given ofBoth = ofStep.and("pod addr 172.19.0.11/16 dev net1");

        assertThat(movingEth0(ofStep).plan(STEP)).isEqualTo(movingEth0(TWO_NICS).plan(STEP));
        assertThat(movingEth0(ofBoth).plan(STEP)).isEqualTo(movingEth0(subnet).plan(STEP));
        assertThat(movingEth0(subnet).plan(STEP))
                .isNotEqualTo(movingEth0(TWO_NICS).plan(STEP));
    }

    @Test
    void aConflictingDefaultLeavesMainAndConnectedRoutesStay() {
        Given pod = TWO_NICS.and("""
                pod route default via 169.254.1.1 dev eth0
                pod route default via 172.18.0.1 dev net1 metric 5
                """);
        assertThat(movingEth0(pod).plan(STEP)).isPlan("""
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip route replace default via 172.18.0.1 dev net1 metric 5 table 199
                pod ip route replace 169.254.1.1 dev eth0 scope link table 200
                pod ip route replace default via 169.254.1.1 dev eth0 table 200
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                pod ip route del default via 169.254.1.1 dev eth0
                """);
    }

    @ParameterizedTest
    @EnumSource(names = {"BY_NAME", "ALWAYS"})
    void aDefaultStaysInMainIfNoOtherNicHasOneThere(Migration migration) {
        Given pod = TWO_NICS.and("pod route default via 169.254.1.1 dev eth0");
        assertThat(moving(pod, migration, "eth0", "10.244.0.5").plan(STEP)).isPlan("""
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip route replace 169.254.1.1 dev eth0 scope link table 200
                pod ip route replace default via 169.254.1.1 dev eth0 table 200
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                """);
    }

    @Test
    void aRouteThatOnlyOneNicHasStaysInMain() {
        Given pod = TWO_NICS.and("pod route 10.9.0.0/16 via 169.254.1.1 dev eth0");
        assertThat(movingEth0(pod).plan(STEP)).isPlan("""
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip route replace 169.254.1.1 dev eth0 scope link table 200
                pod ip route replace 10.9.0.0/16 via 169.254.1.1 dev eth0 table 200
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                """);
    }

    @Test
    void aRouteThroughAGatewayKeepsAllItsAttributes() {
        Given pod = TWO_NICS.and("""
                pod route 10.9.0.0/16 via 169.254.1.1 dev eth0 onlink metric 7 mtu 1400 src 10.244.0.5 proto static
                pod route default via 172.18.0.1 dev net1
                """);
        assertThat(movingEth0(pod).plan(STEP)).isPlan("""
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip route replace default via 172.18.0.1 dev net1 table 199
                pod ip route replace 169.254.1.1 dev eth0 scope link table 200
                pod ip route replace 10.9.0.0/16 via 169.254.1.1 dev eth0 onlink src 10.244.0.5 metric 7 mtu 1400 table 200 proto static
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                """);
    }

    @Test
    void onlyTheHopsOfTheNicLeaveAMultipathRoute() {
        Given pod = TWO_NICS.and(
                "pod route default nexthop via 169.254.1.1 dev eth0 weight 2 nexthop via 172.18.0.1 dev net1 weight 3");
        assertThat(movingEth0(pod).plan(STEP)).isPlan("""
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip route replace default table 199 nexthop via 172.18.0.1 dev net1 weight 3
                pod ip route replace 169.254.1.1 dev eth0 scope link table 200
                pod ip route replace default table 200 nexthop via 169.254.1.1 dev eth0 weight 2
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                pod ip route replace default nexthop via 172.18.0.1 dev net1 weight 3
                """);
    }

    @Test
    void theRoutesOfOtherNicsAndOfTheOtherFamilyAreLeftAlone() {
        Given pod = TWO_NICS.and("""
                pod addr fd00:244::5/128 dev eth0
                pod route fe80::/64 dev eth0 proto kernel metric 256
                pod route default via fe80::1 dev eth0
                pod route 10.96.0.0/12 via 172.18.0.9 dev net1
                """);
        assertThat(movingEth0(pod).plan(STEP)).isPlan("""
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip route replace 10.96.0.0/12 via 172.18.0.9 dev net1 table 199
                pod ip route replace 169.254.1.1 dev eth0 scope link table 200
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                """);
        assertThat(moving(pod, Migration.ALWAYS, "eth0", "fd00:244::5").plan(STEP))
                .isPlan("""
                pod ip -6 route replace default via fe80::1 dev eth0 table 200
                pod ip -6 rule add from fd00:18::11 lookup 199 priority 1100 protocol 109
                pod ip -6 rule add from fd00:244::5 lookup 200 priority 1100 protocol 109
                """);
    }

    @Test
    void routesOfOursAreNotCopied() {
        Given pod = TWO_NICS.and("pod route 172.18.0.2 dev eth0 scope link proto 109");
        assertThat(movingEth0(pod).plan(STEP)).isPlan("""
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip route replace 169.254.1.1 dev eth0 scope link table 200
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                """);
    }

    @Test
    void theKernelIgnoresFurtherAdvertisedDefaultsOfANicWhoseDefaultLeavesMain() {
        Given pod = TWO_NICS.and("""
                pod addr fd00:244::5/64 dev eth0
                pod route default via fe80::1 dev eth0 proto ra
                pod route default via fd00:18::1 dev net1 metric 5
                """);
        Given moving = moving(pod, Migration.BY_NAME, "eth0", "fd00:244::5");
        assertThat(moving.plan(STEP)).isPlan("""
                pod ip -6 route replace default via fd00:18::1 dev net1 metric 5 table 199
                pod ip -6 route replace default via fe80::1 dev eth0 table 200 proto ra
                pod ip -6 rule add from fd00:18::11 lookup 199 priority 1100 protocol 109
                pod ip -6 rule add from fd00:244::5 lookup 200 priority 1100 protocol 109
                pod sysctl -w net.ipv6.conf.eth0.accept_ra_defrtr=0
                pod ip -6 route del default via fe80::1 dev eth0 proto ra
                """);
        assertThat(STEP.questions(moving.context()))
                .containsExactly(new Question.Sysctls(Netns.POD, "net/ipv6/conf/eth0/accept_ra_defrtr"));
    }

    @Test
    void twoRoutesThatDifferOnlyInTheirGatewayAreBothCopied() {
        Given pod = TWO_NICS.and("""
                pod route 10.9.0.0/16 via 169.254.1.1 dev eth0
                pod route 10.9.0.0/16 via 169.254.1.2 dev eth0
                """);
        Given after = movingEth0(pod).after(movingEth0(pod).plan(STEP));
        assertThat(after.snapshot().pod().routes())
                .filteredOn(route -> route.table().equals(RouteTable.of(200)))
                .hasSize(3);
        assertThat(after.plan(STEP)).changesNothingIn(after.snapshot());
    }

    @Test
    void aRouteThatAnotherProgramAddsToMainLaterStays() {
        Given pod = TWO_NICS.and("pod route default via 172.18.0.1 dev net1");
        Given moved = movingEth0(pod)
                .after(movingEth0(pod).plan(STEP))
                .and("pod route 203.0.113.0/24 via 169.254.1.1 dev eth0");
        assertThat(moved.plan(STEP)).changesNothingIn(moved.snapshot());
    }

    @Test
    void anInterruptedMoveIsCompleted() {
        Given pod = TWO_NICS.and("""
                pod route default via 169.254.1.1 dev eth0
                pod route default via 169.254.1.1 dev eth0 table 200
                pod route default via 172.18.0.1 dev net1 metric 5
                pod rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
                """);
        assertThat(movingEth0(pod).plan(STEP)).isPlan("""
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip route replace default via 172.18.0.1 dev net1 metric 5 table 199
                pod ip route replace default via 169.254.1.1 dev eth0 table 200
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                pod ip route del default via 169.254.1.1 dev eth0
                """);
    }

    @Test
    void ofTwoRoutesToOneDestinationMainKeepsThatOfTheMainNic() {
        Given pod = TWO_NICS.and("""
                pod route 10.9.0.0/16 via 169.254.1.1 dev eth0
                pod route 10.9.0.0/16 via 172.18.0.1 dev net1
                pod route 224.0.0.0/4 via 169.254.1.1 dev eth0
                """);
        assertThat(movingEth0(pod).plan(STEP).items())
                .filteredOn(Plan.Remove.class::isInstance)
                .singleElement()
                .asString()
                .contains("10.9.0.0/16")
                .contains("eth0");
    }

    /** The state of the pod after its NIC went down and up again. */
    @Test
    void missingRoutesOfPrevResultAreRestored() {
        Given pod = TWO_NICS.and("""
                pod route default via 169.254.1.1 dev eth0 table 200
                pod rule from 10.244.0.5 lookup 200 priority 1100 protocol 109
                pod rule from 172.18.0.11 lookup 199 priority 1100 protocol 109
                """).attachment("lan", "0123456789abcdef", "net1");
        Route gone = Route.to(Prefix.parse("0.0.0.0/0"), Netns.POD, "net1").via(IpAddress.parse("172.18.0.1"));
        Given moving = movingEth0(pod);
        NicTables routing = moving.addressing().tables().withAssigned(List.of(gone));
        assertThat(moving.tables(routing).plan(STEP)).isPlan("""
                pod ip route replace default via 172.18.0.1 dev net1 proto 109
                pod ip route replace default via 172.18.0.1 dev net1 table 199 proto 109
                pod ip route replace 172.18.0.0/16 dev net1 scope link src 172.18.0.11 table 199 proto kernel
                pod ip rule add from 172.18.0.11 lookup 199 priority 1100 protocol 109
                pod ip rule add from 10.244.0.5 lookup 200 priority 1100 protocol 109
                """);
    }

    @Test
    void aRouteThatAnotherPluginHasMovedToItsTableIsNotRestored() {
        Given pod = TWO_NICS.and("pod route default via 172.18.0.1 dev net1 table 100")
                .attachment("lan", "0123456789abcdef", "net1");
        Route moved = Route.to(Prefix.parse("0.0.0.0/0"), Netns.POD, "net1").via(IpAddress.parse("172.18.0.1"));
        NicTables routing = NicTables.of(RouteTable.MAIN, List.of(), Migration.BY_NAME, List.of(moved));
        assertThat(pod.tables(routing).plan(STEP)).isPlan("");
    }

    @Test
    void theMissingDefaultOfAnOnlyNicIsRestoredInMain() {
        Given pod =
                given("pod link net1\npod addr 172.18.0.11/16 dev net1").attachment("lan", "0123456789abcdef", "net1");
        Route gone = Route.to(Prefix.parse("0.0.0.0/0"), Netns.POD, "net1").via(IpAddress.parse("172.18.0.1"));
        NicTables routing = NicTables.of(RouteTable.MAIN, List.of(), Migration.BY_NAME, List.of(gone));
        assertThat(pod.tables(routing).plan(STEP))
                .isPlan("pod ip route replace default via 172.18.0.1 dev net1 proto 109");
    }

    @Test
    void withoutTablesOfTheNicsNothingChanges() {
        assertThat(TWO_NICS.plan(STEP)).isPlan("");
    }
}
