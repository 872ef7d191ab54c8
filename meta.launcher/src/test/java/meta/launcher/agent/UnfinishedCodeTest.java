package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import meta.core.plugin.ThirdPartyThreads;
import meta.core.plugin.Watchdog;
import meta.spi.PlanningException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent ends if third-party code does not end after its time limit. */
class UnfinishedCodeTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void theAgentEndsItselfAndNamesTheJar() throws IOException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        ByteArrayOutputStream journal = new ByteArrayOutputStream();
        try (NodeAgent agent = NodeAgent.listen(
                folder.resolve("agent.sock"),
                OptionalInt.empty(),
                "build",
                new PrintStream(journal, true, StandardCharsets.UTF_8))) {
            assertThatExceptionOfType(PlanningException.class).isThrownBy(() -> run(over, ended));

            assertThat(agent.serve(() -> false, () -> {})).isFalse();

            assertThat(journal.toString(StandardCharsets.UTF_8))
                    .contains("/steps.d/acme.jar: its code does not end, at ")
                    .contains("The agent accepts no more calls, and ends when its calls are answered");
        } finally {
            over.set(true);
        }
        ended.await();
    }

    private static void run(AtomicBoolean over, CountDownLatch ended) {
        new Watchdog("/steps.d/acme.jar", Duration.ofMillis(10)).run(UnfinishedCodeTest.class.getClassLoader(), () -> {
            while (!over.get()) {
                Thread.onSpinWait();
            }
            ended.countDown();
            return "late";
        });
    }

    @Test
    void codeThatEndsAfterItsInterruptIsForgotten() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> new Watchdog("/steps.d/slow.jar", Duration.ofMillis(10))
                        .run(UnfinishedCodeTest.class.getClassLoader(), () -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                ended.countDown();
                            }
                            return "late";
                        }));
        ended.await();

        while (ThirdPartyThreads.unfinished(Duration.ZERO)
                .filter(text -> text.contains("slow.jar"))
                .isPresent()) {
            Thread.onSpinWait(); // the code has returned, and its thread is ending
        }
    }
}
