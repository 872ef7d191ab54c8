package meta.launcher.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import meta.core.keep.Keeper;
import meta.core.plugin.ThirdPartyThreads;
import meta.launcher.call.CachedSteps;

/**
 * The agent of a node: listens on a unix socket and answers calls, many at a time.
 *
 * <p>If a call exceeds a limit, its client makes a cold call. The limits are {@value #MAX_CLIENTS} clients, {@value #MAX_CALLS} calls at
 * a time, and shares of the Java heap.
 */
public final class NodeAgent implements AutoCloseable {
    private static final int MAX_CALLS = 64;
    private static final int MAX_CLIENTS = 1024;
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    /** How long third-party code may continue after its time limit. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Bytes of the heap for each kernel object. Measured: a call that moves 24,500 routes needs 64 MB. */
    private static final int OBJECT_BYTES = 2 << 10;

    private final AgentSocket socket;
    private final AgentNamespace home;
    private final PrintStream journal;
    private final CallMetrics metrics = new CallMetrics();
    private final Semaphore clients = new Semaphore(MAX_CLIENTS);
    private final AgentHeap heap = new AgentHeap();
    private final CallThreads calls;
    private final ClientLoop loop;
    private final CachedSteps steps = new CachedSteps();
    private final Path path;
    private final CallSlots slots;
    private Optional<Keeper> keeper = Optional.empty();
    private volatile Optional<Rehearsal> rehearsal = Optional.empty();
    private volatile boolean ending;
    private volatile boolean unusable;

    private NodeAgent(
            Path path, AgentSocket socket, AgentNamespace home, String build, long user, PrintStream journal) {
        this.path = path;
        this.socket = socket;
        this.home = home;
        this.journal = journal;
        // of the heap, a quarter for the documents of calls, a quarter for their kernel objects, an eighth for requests
        long bytes = Runtime.getRuntime().maxMemory();
        this.slots = new CallSlots(MAX_CALLS, bytes / 4, (int) (bytes / 4 / OBJECT_BYTES));
        this.calls = new CallThreads(new CallRunner(
                home, heap, slots, steps, new LateLogFiles(), metrics, journal, this::endForLackOfMemory));
        this.loop = new ClientLoop(
                socket.listener(),
                Greeting.of(build),
                user,
                calls,
                metrics,
                journal,
                clients,
                MAX_CLIENTS,
                new RequestMemoryBudget(bytes / 8));
    }

    /**
     * {@return an agent in the calling thread's network namespace; the caller closes it} Clients can connect from now on, but only {@link #serve}
     * answers them.
     *
     * @param path unless the socket was passed, a socket that an earlier agent has left there is replaced
     * @param passed the descriptor of the socket if the service manager has passed it
     * @param build the build of the image; clients of another build do not use this agent
     * @param journal receives messages for the administrator
     * @throws IOException if another agent listens at the path, or the socket or the network namespace cannot be opened
     * @throws IllegalArgumentException if the path is too long for a socket
     */
    public static NodeAgent listen(Path path, OptionalInt passed, String build, PrintStream journal)
            throws IOException {
        long user = Integer.toUnsignedLong((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        AgentSocket socket = AgentSocket.open(path, passed);
        try {
            return new NodeAgent(path, socket, AgentNamespace.ofThisThread(), build, user, journal);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Starts the keeper. Must be called at most once, before {@link #serve}, in the same network namespace as {@link #listen}.
     *
     * @throws IOException if the network namespace cannot be opened
     */
    public void keepAttachments() throws IOException {
        KeeperMetricsListener report =
                new KeeperMetricsListener(metrics.repairs(), journal, this::shrinkHeap, this::endForLackOfMemory);
        keeper = Optional.of(KeeperStart.start(home, steps, report, journal));
        metrics.repairs().on();
    }

    private void shrinkHeap() {
        if (slots.areFree()) {
            heap.shrink();
        }
    }

    /**
     * Starts a {@link Rehearsal}. Must be called at most once, before {@link #serve}.
     *
     * @param training the folder with its calls
     */
    public void rehearse(Path training) {
        rehearsal = Optional.of(
                Rehearsal.start(path, training, slots, new CachedSteps(), journal, this::endForLackOfMemory));
    }

    /**
     * Answers calls until {@link #end} is called, another version of the image is installed, memory runs out, or third-party code does not end.
     * Returns when the accepted calls are answered.
     *
     * @param isReplaced returns whether another version is installed; called at least about once a second
     * @param ending runs once, when no more clients are accepted and before the last calls are answered
     * @return false if the agent must be restarted, because of memory or third-party code
     */
    public boolean serve(BooleanSupplier isReplaced, Runnable ending) {
        while (!this.ending) {
            try {
                if (isReplaced.getAsBoolean()) {
                    journal.println("another version is installed: this agent ends when its calls are answered");
                    end();
                } else {
                    loop.runOnce();
                    ThirdPartyThreads.unfinished(GRACE).ifPresent(this::endForUnfinishedCode);
                }
            } catch (IOException e) {
                if (!this.ending) {
                    journal.println("cannot accept a client: " + e.getMessage());
                    pause(); // the next attempt probably fails too
                }
            } catch (OutOfMemoryError e) {
                endForLackOfMemory();
            }
        }
        ending.run();
        loop.close();
        awaitCalls();
        return !unusable;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_ERROR);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitCalls() {
        try {
            while (!clients.tryAcquire(MAX_CLIENTS, 1, TimeUnit.SECONDS)) {
                loop.reportWork();
            }
        } catch (InterruptedException e) {
            clients.acquireUninterruptibly(MAX_CLIENTS);
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that ran out of memory may have left shared data inconsistent. */
    private void endForLackOfMemory() {
        unusable = true;
        end();
        journal.println("out of memory: the agent accepts no more calls, and ends when its calls are answered");
    }

    /**
     * The thread of such code cannot be stopped, and each call with the same step would leave another one.
     *
     * @param what the code, and the place at which its thread is
     */
    private void endForUnfinishedCode(String what) {
        unusable = true;
        end();
        journal.println(what
                + ". The agent accepts no more calls, and ends when its calls are answered: its service manager starts a"
                + " new one. To keep this from happening again, remove or repair the jar");
    }

    /** {@return the metrics in the text format of Prometheus} Thread-safe. */
    public String metrics() {
        return new MetricsText(metrics, Instant.now()).forPrometheus();
    }

    /**
     * Makes {@link #serve} accept no more clients, and return when the accepted calls are answered. Thread-safe. May be called more than once, until
     * the agent is closed.
     */
    public void end() {
        ending = true;
        rehearsal.ifPresent(Rehearsal::stop);
        try {
            socket.end();
        } catch (IOException e) {
            journal.println(e.getMessage());
        }
    }

    /**
     * Ends the agent, its rehearsal and its keeper. Waits up to 5 seconds for the rehearsal, and up to 10 for the keeper. Must not be called while
     * {@link #serve} runs.
     */
    @Override
    public void close() throws IOException {
        end();
        rehearsal.ifPresent(Rehearsal::close);
        keeper.ifPresent(Keeper::close);
        calls.close();
        home.close();
        socket.close();
    }
}
