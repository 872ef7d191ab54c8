package example.sbr;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;

import java.util.List;
import java.util.Map;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.CallInputs;
import meta.spi.PrevResult;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class RouteBySourceTest {
    private final RouteBySource step = new RouteBySource();

    private final Given pod = given("pod link net1 kind macvlan")
            .attachment("lan", "c0ffee", "net1")
            .podAddresses("192.0.2.7", "2001:db8::7")
            .declared(List.of(RouteBySource.TABLE))
            .inputs(CallInputs.of("1.1.0", Map.of())
                    .withPreviousResult(PrevResult.of(
                            List.of(),
                            List.of(
                                    PrevResult.Ip.of(ip("192.0.2.7"), 24, ip("192.0.2.1"), "net1"),
                                    PrevResult.Ip.of(ip("2001:db8::7"), 64, ip("::"), "net1"),
                                    PrevResult.Ip.of(ip("10.0.0.7"), 8, ip("10.0.0.1"), "eth0")),
                            List.of())));

    @Test
    void eachAddressOfTheNicHasARuleAndRoutes() {
        assertThat(pod.option(RouteBySource.TABLE, RouteTable.of(1234)).plan(step)).isPlan("""
                pod ip route add 192.0.2.0/24 dev net1 scope link src 192.0.2.7 table 1234 proto 109
                pod ip route add default via 192.0.2.1 dev net1 table 1234 proto 109
                pod ip rule add from 192.0.2.7 lookup 1234 priority 1500 protocol 109
                pod ip route add 2001:db8::/64 dev net1 src 2001:db8::7 table 1234 proto 109
                pod ip -6 rule add from 2001:db8::7 lookup 1234 priority 1500 protocol 109
                """);
    }

    @Test
    void aRepeatedPlanChangesNothing() {
        Given after = pod.after(pod.plan(step));

        assertThat(after.plan(step)).changesNothingIn(after.snapshot());
    }

    @Test
    void aReleaseRemovesTheRulesOfTheNic() {
        Given after = pod.after(pod.plan(step)).and("pod rule from 10.0.0.7 lookup 1000 priority 1500 protocol 109");

        assertThat(after.release(step)).isPlan("""
                pod ip rule del from 192.0.2.7 lookup 1000 priority 1500 protocol 109
                pod ip -6 rule del from 2001:db8::7 lookup 1000 priority 1500 protocol 109
                """);
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }
}
