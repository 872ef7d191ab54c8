package meta.spi.testkit;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import org.junit.jupiter.api.Test;

class PlanAssertTest {
    private static final Given STATE = given("""
            host link vethabc lladdr 0a:00:00:00:00:01 peer veth0 netns pod
            host neigh 10.6.0.9 dev calidead lladdr 0a:00:00:00:00:0f nud stale
            pod  link veth0 lladdr 0a:00:00:00:00:02
            """);

    private static final Plan PLAN = PlanText.parse("""
            host ip neigh del 10.6.0.9 dev calidead # because reused pod address
            host ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent protocol 109
            """, STATE.snapshot());

    private record Lower(String name) implements Step {
        @Override
        public Plan plan(StepContext context) {
            Link veth0 = context.snapshot().pod().link("veth0").orElseThrow();
            return Plan.ensure(veth0.withMtu(veth0.mtu() - 100));
        }
    }

    @Test
    void blanksAndUnexpectedReasonsAreNotCompared() {
        assertThat(PLAN).isPlan("""
                host ip neigh del 10.6.0.9   dev calidead
                host ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                """);
    }

    @Test
    void anExpectedReasonIsCompared() {
        assertThat(PLAN).isPlan("""
                host ip neigh del 10.6.0.9 dev calidead # because reused pod address
                host ip neigh replace 10.6.0.9 dev vethabc lladdr … nud permanent protocol 109
                """);
        assertThatThrownBy(() -> assertThat(PLAN).isPlan("""
                        host ip neigh del 10.6.0.9 dev calidead # because of nothing
                        host ip neigh replace 10.6.0.9 dev vethabc lladdr … nud permanent protocol 109
                        """))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the plan differs at line 1");
    }

    @Test
    void theErrorMarksTheFirstDifferentLine() {
        assertThatThrownBy(() -> assertThat(PLAN).isPlan("""
                        host ip neigh del 10.6.0.9 dev calidead
                        host ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:07 nud permanent protocol 109
                        """))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("""
                        the plan differs at line 2.
                        expected:
                          host ip neigh del 10.6.0.9 dev calidead
                        > host ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:07 nud permanent protocol 109
                        planned:
                          host ip neigh del 10.6.0.9 dev calidead # because reused pod address
                        > host ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                        """);
    }

    @Test
    void aMissingOrASurplusLineIsADifference() {
        assertThatThrownBy(() -> assertThat(PLAN).isPlan(""))
                .hasMessageContaining("expected:\n  (nothing)\nplanned:\n> host");
        assertThatThrownBy(() -> assertThat(Plan.NOTHING).isPlan("pod ip link del eth0"))
                .hasMessageContaining("> pod ip link del eth0\nplanned:\n  (nothing)");
        assertThat(Plan.NOTHING).isPlan("");
    }

    @Test
    void aPlanThatWasAppliedChangesNothing() {
        assertThat(PLAN).changesNothingIn(STATE.snapshot().with(PLAN));
        assertThatThrownBy(() -> assertThat(PLAN).changesNothingIn(STATE.snapshot()))
                .hasMessageContaining("the plan changes the state:\nhost ip neigh del 10.6.0.9 dev calidead");
    }

    @Test
    void eachStepPlansFromTheStateAfterTheEarlierSteps() {
        assertThat(STATE.plan(new Lower("lower"), new Lower("lowerAgain"))).isPlan("""
                pod ip link set veth0 address 0a:00:00:00:00:02 mtu 1400 txqueuelen 1000 alias '' up
                pod ip link set veth0 address 0a:00:00:00:00:02 mtu 1300 txqueuelen 1000 alias '' up
                """);
    }

    @Test
    void withAStateOnlyTheChangedPropertiesOfALinkAreCompared() {
        assertThat(STATE.plan(new Lower("lower"), new Lower("lowerAgain")))
                .from(STATE.snapshot())
                .isPlan("""
                        pod ip link set veth0 mtu 1400
                        pod ip link set veth0 mtu 1300
                        """);
    }
}
