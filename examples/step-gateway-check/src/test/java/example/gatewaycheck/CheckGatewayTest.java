package example.gatewaycheck;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;

import java.util.List;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class CheckGatewayTest {
    private final CheckGateway step = new CheckGateway();
    private final Given pod =
            given("pod link eth0 kind macvlan").declared(List.of(CheckGateway.TIMES, CheckGateway.INTERVAL));

    @Test
    void eachGatewayMustAnswer() {
        assertThat(pod.routers("172.18.0.1", "fd00:18::1").plan(step)).isPlan("""
                pod expect 172.18.0.1 dev eth0 times 3 interval 1s
                pod expect fd00:18::1 dev eth0 times 3 interval 1s
                """);
    }

    @Test
    void withoutAGatewayNothingIsAsked() {
        assertThat(pod.plan(step)).isPlan("");
    }

    @Test
    void theOptionSetsTheNumberOfRequests() {
        assertThat(pod.routers("172.18.0.1").option(CheckGateway.TIMES, 1L).plan(step))
                .isPlan("pod expect 172.18.0.1 dev eth0 times 1 interval 1s");
    }
}
