package meta.launcher.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import meta.core.call.StepSource;
import meta.netlink.unix.ThreadScheduling;

/**
 * Makes the calls of the image's training when the agent has started, so that the JVM has compiled their code when a client makes its first
 * calls.
 *
 * <p>A thread of its own with a low priority makes the calls, in network namespaces of its own ({@link RehearsalNode}), with files in a
 * folder of its own ({@link RehearsalFolder}). It makes no call while a call of a client runs. Afterwards nothing is left but the compiled
 * code. The agent answers clients from its start.
 */
final class Rehearsal implements AutoCloseable {
    /** The JVM compiles a method after ten invocations, and each round invokes most of them more than once. */
    private static final int ROUNDS = 30;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int NICE = 10; // a tenth of the share of a call on a busy node

    /** How long closing waits for the call that runs. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private final Path socket;
    private final Path training;
    private final CallSlots clients;
    private final StepSource steps;
    private final PrintStream journal;
    private final Runnable lackOfMemory;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean over;

    private Rehearsal(
            Path socket,
            Path training,
            CallSlots clients,
            StepSource steps,
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
     * Starts a rehearsal and does not wait for it. Its end is one line in the journal.
     *
     * @param socket the path of the agent's socket; the folder of the rehearsal is beside it
     * @param training the folder with the calls
     * @param clients the slots of the clients' calls
     * @param steps finds the types and steps; not that of the clients' calls, which might wait for it
     * @param lackOfMemory runs when the rehearsal has run out of memory; the agent must then be restarted
     */
    static Rehearsal start(
            Path socket,
            Path training,
            CallSlots clients,
            StepSource steps,
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
            journal.println("no rehearsal, so the first calls are slower: " + e.getMessage());
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

    /** Makes the rehearsal end after the call that it makes, and does not wait for it. Thread-safe. */
    void stop() {
        over = true;
    }

    /** Ends the rehearsal. Waits up to five seconds for the call that it makes. */
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
