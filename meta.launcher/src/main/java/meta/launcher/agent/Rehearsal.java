package meta.launcher.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import meta.core.call.CatalogSource;
import meta.netlink.unix.ThreadScheduling;

/** Makes sample calls after the start of the agent, so that the JVM compiles the code of a call early. */
final class Rehearsal implements AutoCloseable {
    private static final int ROUNDS = 30;

    /** The time after which no further sample call begins. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int NICE = 10; // on a busy node, a tenth of the processor time that a call gets

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private final Path socket;
    private final Path training;
    private final CallSlots clients;
    private final CatalogSource steps;
    private final PrintStream journal;
    private final Runnable lackOfMemory;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean over;

    private Rehearsal(
            Path socket,
            Path training,
            CallSlots clients,
            CatalogSource steps,
            PrintStream journal,
            Runnable lackOfMemory) {
        this.socket = socket;
        this.training = training;
        this.clients = clients;
        this.steps = steps;
        this.journal = journal;
        this.lackOfMemory = lackOfMemory;
    }

    /**
     * {@return a rehearsal that has started on a separate thread; the caller closes it}
     *
     * @param socket the path of the agent's socket, whose lock the agent holds
     * @param training the folder that describes the sample calls
     * @param clients the slots of the clients' calls
     * @param steps the steps for the sample calls; if clients' calls used the same source, they might wait for the rehearsal
     * @param lackOfMemory runs on the thread of the rehearsal if this thread runs out of memory
     */
    static Rehearsal start(
            Path socket,
            Path training,
            CallSlots clients,
            CatalogSource steps,
            PrintStream journal,
            Runnable lackOfMemory) {
        Rehearsal rehearsal = new Rehearsal(socket, training, clients, steps, journal, lackOfMemory);
        Thread.ofPlatform().name("rehearsal").daemon().start(rehearsal::run);
        return rehearsal;
    }

    private void run() {
        try {
            ThreadScheduling.lowerPriority(NICE);
            long start = System.nanoTime();
            int rounds = rehearse();
            journal.println(String.format(
                    Locale.ROOT, "rehearsed %d rounds of calls in %.1f s", rounds, (System.nanoTime() - start) / 1e9));
        } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
            journal.println("the rehearsal has failed, and the first calls are slow: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            lackOfMemory.run();
        } finally {
            ended.countDown();
        }
    }

    private int rehearse() throws IOException {
        try (RehearsalFolder folder = RehearsalFolder.beside(socket);
                RehearsalNode node = RehearsalNode.enterNew()) {
            RehearsalCalls calls = new RehearsalCalls(node, folder, steps);
            return new RehearsalRounds(calls.in(training), clients, ROUNDS, LIMIT, () -> over).make(System::nanoTime);
        }
    }

    /** Makes the rehearsal end after the present sample call, or after its wait for clients' calls. Thread-safe. */
    void stop() {
        over = true;
    }

    /** Stops the rehearsal, and waits up to five seconds for its end. */
    @Override
    public void close() {
        stop();
        try {
            if (!ended.await(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                journal.println("the rehearsal has not ended; its folder stays until the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
