package meta.spi.net;

import static meta.spi.net.Netns.POD;
import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final Route DIRECT = Route.to(Prefix.parse("10.96.0.0/12"), POD, "veth0");

    @Test
    void aRouteWithoutAGatewayHasScopeLink() {
        assertThat(DIRECT.scope()).isEqualTo(RouteScope.LINK);
        assertThat(DIRECT.via(IpAddress.parse("172.18.0.2")).scope()).isEqualTo(RouteScope.UNIVERSE);
        assertThat(Route.to(Prefix.parse("fd00::/64"), POD, "veth0").scope()).isEqualTo(RouteScope.UNIVERSE);
    }

    @Test
    void anIpv6RouteHasTheDefaultMetricOfTheKernel() {
        assertThat(DIRECT.key().metric()).isZero();
        assertThat(Route.to(Prefix.parse("fd00::/64"), POD, "veth0").key().metric())
                .isEqualTo(1024);
    }

    @Test
    void aRouteInAnotherTableHasAnotherKey() {
        Route moved = DIRECT.withTable(RouteTable.of(200));
        assertThat(moved.key()).isNotEqualTo(DIRECT.key());
        assertThat(moved.withTable(RouteTable.MAIN)).isEqualTo(DIRECT);
    }

    @Test
    void aRouteWithAnotherSourceOrMtuHasTheSameKey() {
        Route changed = DIRECT.withSource(IpAddress.parse("10.6.0.9")).withMtu(1400);
        assertThat(changed.key()).isEqualTo(DIRECT.key());
        assertThat(changed).isNotEqualTo(DIRECT);
        assertThat(changed.withMtu(0).withSource(IpAddress.parse("0.0.0.0"))).isEqualTo(DIRECT);
    }

    @Test
    void aMultipathRouteIsOnTheDevicesOfAllItsHops() {
        Route route = given("pod route default nexthop via 10.6.0.1 dev eth0 nexthop via 10.7.0.1 dev net1")
                .snapshot()
                .pod()
                .routes()
                .getFirst();
        assertThat(route.on("eth0")).isTrue();
        assertThat(route.on("net1")).isTrue();
        assertThat(route.on("veth0")).isFalse();
        assertThat(route.isOurs()).isFalse();
        assertThat(DIRECT.isOurs()).isTrue();
    }
}
