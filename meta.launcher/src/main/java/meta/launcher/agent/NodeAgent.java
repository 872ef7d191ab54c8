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
import meta.netlink.unix.IoErrorText;

/**
 * The agent of a node: a process that listens on a unix socket and answers CNI calls, many at the same time.
 *
 * <p>The agent limits its clients, concurrent calls and memory. Beyond these limits, clients make cold calls, that is, they run their calls
 * in new JVMs.
 */
public final class NodeAgent implements AutoCloseable {
    private static final int MAX_CALLS = 64;
    private static final int MAX_CLIENTS = 1024;
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    /** How long third-party code may continue after its interrupt before the agent ends. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** The bytes of the heap that a kernel object, such as a route, is assumed to need. */
    private static final int OBJECT_BYTES = 2 << 10;

    private final AgentSocket socket;
    private final AgentNamespace home;
    private final PrintStream journal;
    private final CallMetrics metrics = new CallMetrics();
    private final Semaphore clients = new Semaphore(MAX_CLIENTS);
    private final HeapShrinker heap = new HeapShrinker();
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
        // for standard input and answers, for kernel objects, and for requests: 1/4, 1/4 and 1/8 of the heap
        long bytes = Runtime.getRuntime().maxMemory();
        this.slots = new CallSlots(MAX_CALLS, bytes / 4, (int) (bytes / 4 / OBJECT_BYTES));
        this.calls = new CallThreads(new CallRunner(
                home, heap, slots, steps, new DeferredLogFiles(), metrics, journal, this::endForLackOfMemory));
        this.loop = new ClientLoop(
                socket.listener(),
                AgentGreeting.of(build),
                user,
                calls,
                metrics,
                journal,
                clients,
                MAX_CLIENTS,
                new RequestMemoryBudget(bytes / 8));
    }

    /**
     * {@return an agent, which the caller closes} It works in the calling thread's network namespace. Clients can connect from now on, and
     * are answered while {@link #serve} runs.
     *
     * @param path the path of the socket; an existing socket is replaced, unless a socket was passed
     * @param passed the descriptor of a socket that the service manager has passed; may be empty
     * @param build the build of the image; clients of another build do not use this agent
     * @param journal receives messages for the administrator
     * @throws IOException if another agent listens at the path, or if the socket, its lock or the network namespace cannot be opened
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
     * Starts the {@link Keeper}. Must be called at most once, before {@link #serve}, on a thread in the network namespace of {@link
     * #listen}.
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
     * @param training the folder that describes the sample calls
     */
    public void rehearse(Path training) {
        rehearsal = Optional.of(
                Rehearsal.start(path, training, slots, new CachedSteps(), journal, this::endForLackOfMemory));
    }

    /**
     * Answers calls until {@link #end} is called, or the agent cannot or should not continue. Then answers the accepted calls and returns.
     *
     * @param isReplaced returns whether another version of the image is installed, so that the agent should end
     * @param ending runs once, before this method waits for the calls that are left
     * @return false if the process must be restarted, because it ran out of memory or third-party code did not end
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
                    journal.println("cannot accept a client: " + new IoErrorText(e).line());
                    pause();
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

    /** Ends the agent, because shared data may be inconsistent. */
    private void endForLackOfMemory() {
        unusable = true;
        end();
        journal.println("out of memory: the agent accepts no more calls, and ends when its calls are answered");
    }

    /** Ends the agent, because further calls of the code could occupy further threads. */
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
     * Makes {@link #serve} return after it has answered the accepted calls, and stops the rehearsal. Does not wait. Thread-safe. May be
     * called several times, but not after {@link #close}.
     */
    public void end() {
        ending = true;
        rehearsal.ifPresent(Rehearsal::stop);
        try {
            socket.end();
        } catch (IOException e) {
            journal.println(new IoErrorText(e).line());
        }
    }

    /**
     * Ends the agent, its rehearsal and its keeper. Waits at most 15 seconds. Must not be called while {@link #serve} runs.
     *
     * @throws IOException if the lock file cannot be closed
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
