package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import meta.spi.PlanningException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedRunTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final GuardedRun<String> run = new Watchdog("acme.jar", Duration.ofMinutes(10))
            .start(GuardedRunTest.class.getClassLoader(), this::awaitTheGate);

    private String awaitTheGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }

    @AfterEach
    void openTheGate() {
        gate.countDown();
    }

    @Test
    void codeThatCallsExitOnItsThreadFailsAndHasExited() {
        run.exitCalled(run.thread());

        assertThatTheRunFails();
        assertThat(run.hasExited()).isTrue();
    }

    @Test
    void ifAnotherThreadCallsExitTheCodeFailsButHasNotExited() {
        run.exitCalled(Thread.currentThread());

        assertThatTheRunFails();
        assertThat(run.hasExited()).isFalse();
    }

    @Test
    void codeThatReturnsAfterAnExitFailsToo() throws InterruptedException {
        run.exitCalled(Thread.currentThread());
        gate.countDown();
        run.thread().join();

        assertThatTheRunFails();
    }

    private void assertThatTheRunFails() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(run::result)
                .withMessage("has called System.exit");
    }
}
