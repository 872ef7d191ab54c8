package meta.spi.routing;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.IpAddress;
import meta.netlink.RouteProtocol;
import meta.spi.net.Route;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class HostRouteToPodTest {
    private static Route to(Given pod, String address) {
        return HostRouteToPod.to(IpAddress.parse(address), "vetha", pod.addressing());
    }

    @Test
    void theRouteToAnAssignedAddressHasTheSmallerMetric() {
        Given pod = given("").assigned("172.18.24.120/16", "fd00:18::120/64");
        assertThat(to(pod, "172.18.24.120").key().metric()).isZero();
        assertThat(to(pod, "172.18.24.121").key().metric()).isEqualTo(1);
        assertThat(to(pod, "fd00:18::120").key().metric()).isEqualTo(1024);
        assertThat(to(pod, "fd00:18::121").key().metric()).isEqualTo(1025);
    }

    @Test
    void ifNoAddressWasAssignedEveryAddressCountsAsAssigned() {
        assertThat(to(given(""), "172.18.24.120").key().metric()).isZero();
    }

    @Test
    void theMetricOfOurRouteShowsWhetherTheAddressWasAssigned() {
        Given pod = given("").assigned("172.18.24.120/16");
        assertThat(HostRouteToPod.isOfUnassigned(to(pod, "172.18.24.120"))).isFalse();
        assertThat(HostRouteToPod.isOfUnassigned(to(pod, "172.18.24.121"))).isTrue();
        assertThat(HostRouteToPod.isOfUnassigned(to(pod, "fd00:18::121"))).isTrue();
        Route others = to(pod, "172.18.24.121");
        assertThat(HostRouteToPod.isOfUnassigned(Route.of(
                        others.key(),
                        others.type(),
                        others.scope(),
                        RouteProtocol.BOOT,
                        others.source(),
                        others.hops(),
                        others.preference(),
                        others.metrics(),
                        others.others())))
                .isFalse();
    }
}
