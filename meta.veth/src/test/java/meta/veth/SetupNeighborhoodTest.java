package meta.veth;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import meta.spi.PlanningException;
import meta.spi.Step;
import org.junit.jupiter.api.Test;

class SetupNeighborhoodTest {
    private static final Step STEP = new SetupNeighborhood();

    @Test
    void theOutdatedNeighborOfAReusedPodAddressIsRemoved() {
        var context = Pods.withVeth(Pods.ipv4())
                .and("host neigh 172.18.24.120 dev calidead lladdr 0a:00:00:00:00:0f nud stale")
                .and("host neigh 172.18.24.120 dev eth0 nud failed")
                .and("host neigh 172.18.0.1 dev eth0 lladdr 0a:00:00:00:00:0e nud reachable")
                .context();
        assertThat(STEP.plan(context)).isPlan("""
                host ip neigh del 172.18.24.120 dev calidead # because another pod may have had the address before
                host ip neigh del 172.18.24.120 dev eth0 # because another pod may have had the address before
                host ip neigh replace 172.18.24.120 dev veth0123456789a lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                pod  ip neigh replace 172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                """);
    }

    @Test
    void aNeighborThatTheNodeLearnsAfterTheAddIsNotRemoved() {
        var context = Pods.withVeth(Pods.ipv4()).and("""
                host route 172.18.24.120 dev veth0123456789a proto 109
                host neigh 172.18.24.120 dev veth5f2a77c1 lladdr 0a:00:00:00:00:09 nud reachable
                """).context();
        assertThat(STEP.plan(context)).isPlan("""
                host ip neigh replace 172.18.24.120 dev veth0123456789a lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                pod  ip neigh replace 172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                """);
    }

    @Test
    void anEntryWithAnOldLinkLayerAddressIsReplaced() {
        var context = Pods.withVeth(Pods.ipv4())
                .and("host neigh 172.18.24.120 dev veth0123456789a lladdr 0a:00:00:00:00:0f nud permanent protocol 109")
                .context();
        assertThat(STEP.plan(context)).isPlan("""
                host ip neigh replace 172.18.24.120 dev veth0123456789a lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                pod  ip neigh replace 172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                """);
    }

    @Test
    void thePodGetsANeighborForEachAddressOfTheNode() {
        var context = Pods.withVeth(Pods.ipv4())
                .nodeAddresses("172.18.0.2", "192.168.1.2")
                .context();
        assertThat(STEP.plan(context)).isPlan("""
                host ip neigh replace 172.18.24.120 dev veth0123456789a lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                pod  ip neigh replace 172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                pod  ip neigh replace 192.168.1.2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                """);
    }

    @Test
    void withoutAPairTheStepCannotPlanNeighbors() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.ipv4().plan(STEP))
                .withMessage("the pod has no veth0 that leads to the node");
    }
}
