package example.staticroutes;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.OwnTable;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddStaticRoutesTest {
    private final Given pod = given("""
                    pod link eth0 lladdr 0a:00:00:00:00:02 kind macvlan
                    pod addr 172.18.24.120/16 dev eth0
                    """)
            .podAddresses("172.18.24.120")
            .declared(List.of(AddStaticRoutes.ROUTES));

    @Test
    void aRouteOfTheNicsFamilyIsAdded() {
        Given configured = pod.option(
                AddStaticRoutes.ROUTES,
                List.of(
                        StaticRoute.parse("203.0.113.0/24 via 172.18.0.254"),
                        StaticRoute.parse("2001:db8::/32 via fd00:18::fe")));

        assertThat(configured.plan(new AddStaticRoutes())).isPlan("""
                pod ip route replace 203.0.113.0/24 via 172.18.0.254 dev eth0 src 172.18.24.120 proto 109
                """);
    }

    @Test
    void aNicWithATableOfItsOwnHasTheRouteThere() {
        IpAddress own = IpAddress.parse("172.18.24.120");
        RouteTable table = RouteTable.of(200);
        NicTables routing =
                NicTables.of(table, List.of(OwnTable.of("eth0", List.of(own), table)), NicTables.Migration.BY_NAME);
        Given configured = pod.tables(routing)
                .option(AddStaticRoutes.ROUTES, List.of(StaticRoute.parse("203.0.113.0/24 via 172.18.0.254")));

        assertThat(configured.plan(new AddStaticRoutes())).isPlan("""
                pod ip route replace 203.0.113.0/24 via 172.18.0.254 dev eth0 src 172.18.24.120 table 200 proto 109
                """);
    }

    @Test
    void withoutRoutesThereIsNothingToDo() {
        assertThat(pod.plan(new AddStaticRoutes())).isPlan("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0/24", "203.0.113.0/24 dev eth0", "203.0.113.0/24 via fd00::1", "here via there"})
    void aTextThatIsNotARouteIsRejected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StaticRoute.parse(text));
    }
}
