package example.txqueuelen;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import meta.spi.PlanningException;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class SetTxQueueLengthTest {
    private final SetTxQueueLength step = new SetTxQueueLength();

    private final Given pod = given("""
                    pod link eth0 lladdr 0a:00:00:00:00:02 kind macvlan
                    """)
            .declared(step.steps().getFirst().options())
            .option(SetTxQueueLength.LENGTH, 5000L);

    @Test
    void theNicGetsTheConfiguredQueueLength() {
        assertThat(pod.plan(step)).from(pod.snapshot()).isPlan("pod ip link set eth0 txqueuelen 5000");
    }

    @Test
    void aRepeatedPlanChangesNothing() {
        Given after = pod.after(pod.plan(step));

        assertThat(after.plan(step)).changesNothingIn(after.snapshot());
    }

    @Test
    void aPodWithoutTheNicIsAnError() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> pod.attachment("lan", "c0ffee", "net1").plan(step))
                .withMessage("the pod has no device net1");
    }
}
