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
 * <p>One thread accepts clients and reads their requests ({@link ClientLoop}). Each call runs on a separate thread, because calls wait, for
 * example for answers to a probe ({@link CallThreads}). If a call exceeds a limit, its client makes the call without the agent. Limits are
 * {@value #MAX_CLIENTS} clients, {@value #MAX_CALLS} calls at a time, and shares of the Java heap for requests and for calls.
 *
 * <p>The client also makes a call without the agent if the call runs out of memory. In that case, the agent answers its other calls and
 * ends, so that its service manager restarts it. The agent also ends in this way if the code of a third party still runs three seconds
 * after its time limit.
 */
public final class NodeAgent implements AutoCloseable {
    private static final int MAX_CALLS = 64;
    private static final int MAX_CLIENTS = 1024;
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    /** How long the code of a third party may continue after its time limit, at which its thread is interrupted. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Bytes of the heap for each kernel object of a call. Measured: a call that moves 24,500 routes needs 64 MB. */
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
        // shares of the heap: an eighth for requests until their calls end, a quarter for the documents of calls, a
        // quarter for the kernel objects of calls, the rest for everything else
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
     * {@return an agent that listens, which the caller closes} Clients can connect from now on, but only {@link #serve} answers them. The
     * agent runs in the network namespace of the calling thread.
     *
     * @param path the path to listen at; unless the socket was passed, a socket that an earlier agent has left there is replaced
     * @param passed the descriptor of the socket at this path if the service manager has passed it
     * @param build the build of the image; clients of another build do not use this agent
     * @param journal receives messages that are not for a client
     * @throws IOException if another agent listens at the path, the path is a file of another kind, the socket or its lock file cannot be
     *     created, the passed descriptor is not a listening socket, or the network namespace cannot be opened
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
     * Starts the keeper, which repairs the attachments of the node until {@link #close}. Must be called at most once, before {@link #serve}.
     * The calling thread must be in the same network namespace as in {@link #listen}.
     *
     * @throws IOException if the network namespace cannot be opened
     */
    public void keepAttachments() throws IOException {
        KeeperMetricsListener report =
                new KeeperMetricsListener(metrics.repairs(), journal, this::shrinkHeap, this::endForLackOfMemory);
        keeper = Optional.of(BackgroundRepairs.start(home, steps, report, journal));
        metrics.repairs().on();
    }

    private void shrinkHeap() {
        if (slots.areFree()) {
            heap.shrink();
        }
    }

    /**
     * Starts a {@link Rehearsal}, which makes the first calls of clients faster, and does not wait for its end. Must be called at most once,
     * before {@link #serve}.
     *
     * @param training the folder with the calls of the image's training
     */
    public void rehearse(Path training) {
        rehearsal = Optional.of(
                Rehearsal.start(path, training, slots, new CachedSteps(), journal, this::endForLackOfMemory));
    }

    /**
     * Answers calls until {@link #end} is called, memory runs out, the code of a third party does not end, or the image is replaced.
     * Returns when all clients that the agent has accepted are answered. The calling thread must be in the same network namespace as in {@link
     * #listen}, because the threads of calls start in its namespace.
     *
     * @param isReplaced returns whether another version of the image was installed; called at least about once a second
     * @param ending runs once, when no more clients are accepted and before the last calls are answered
     * @return false if the agent must be restarted, because memory has run out or the code of a third party does not end
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

    /** Ends the agent, because a thread that ran out of memory may have left shared data inconsistent. */
    private void endForLackOfMemory() {
        unusable = true;
        end();
        journal.println("out of memory: the agent accepts no more calls, and ends when its calls are answered");
    }

    /**
     * Ends the agent, because nothing can stop the thread of code that does not end, and each call with the step of that code would leave
     * another such thread.
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

    /** {@return the metrics in the text format of Prometheus} Any thread may call this method. */
    public String metrics() {
        return new MetricsText(metrics, Instant.now()).forPrometheus();
    }

    /**
     * Stops accepting clients, so that {@link #serve} returns when the accepted ones are answered. Does not wait for that. Thread-safe. May
     * be called more than once, until the agent is closed.
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
     * Ends the agent, its rehearsal and its keeper. Waits up to 5 seconds for the current call of the rehearsal, and up to 10 for the current
     * repair. Must not be called while {@link #serve} runs, because calls use the namespace that this method closes.
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
