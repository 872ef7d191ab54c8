package meta.launcher.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import meta.launcher.call.CachedSteps;
import meta.netlink.unix.UnixListener;

/**
 * Listens on a unix socket and answers calls, many at a time.
 *
 * <p>One thread accepts clients and reads their requests ({@link ClientLoop}). Each call runs on a thread of its own, because calls wait, for
 * example for answers to a probe ({@link CallThreads}). A call that exceeds a limit is made without the agent. The limits are
 * {@value #MAX_CLIENTS} clients, {@value #MAX_CALLS} calls at a time, and the parts of the Java heap for requests and calls.
 *
 * <p>A call that runs out of memory is made without the agent too. The agent then answers the calls that it has and ends, so that its
 * service manager restarts it.
 */
public final class NodeAgent implements AutoCloseable {
    private static final int MAX_CALLS = 64;
    private static final int MAX_CLIENTS = 1024;

    /** Bytes of the heap for each kernel object of a call. Measured: a call that moves 24,500 routes needs 64 MB. */
    private static final int OBJECT_BYTES = 2 << 10;

    private final InstanceLock lock;
    private final AgentNamespace home;
    private final UnixListener listener;
    private final PrintStream journal;
    private final CallMetrics metrics = new CallMetrics();
    private final Semaphore clients = new Semaphore(MAX_CLIENTS);
    private final CallThreads calls;
    private final ClientLoop loop;
    private volatile boolean ending;
    private volatile boolean outOfMemory;

    private NodeAgent(
            InstanceLock lock,
            AgentNamespace home,
            UnixListener listener,
            String build,
            int user,
            PrintStream journal) {
        this.lock = lock;
        this.home = home;
        this.listener = listener;
        this.journal = journal;
        // of the heap: an eighth for requests until their call ends, a quarter for the documents of calls,
        // a quarter for the kernel objects of calls, the rest for everything else
        long heap = Runtime.getRuntime().maxMemory();
        CallSlots slots = new CallSlots(MAX_CALLS, heap / 4, (int) (heap / 4 / OBJECT_BYTES));
        this.calls = new CallThreads(new CallRunner(
                home, new AgentHeap(), slots, new CachedSteps(), metrics, journal, this::endForLackOfMemory));
        this.loop = new ClientLoop(
                listener,
                Greeting.of(build),
                user,
                calls,
                metrics,
                journal,
                clients,
                MAX_CLIENTS,
                new MemoryBudget(heap / 8));
    }

    /**
     * Starts to listen. Clients can connect from now on; {@link #serve} answers them.
     *
     * @param socket the path to listen at; the socket of a former agent is replaced
     * @param build the build of the image; clients of another build do not use this agent
     * @param journal receives messages that are not for a client
     * @throws IOException if another agent listens at the path, or the socket cannot be created
     * @throws IllegalArgumentException if the path is too long for a socket
     */
    public static NodeAgent listen(Path socket, String build, PrintStream journal) throws IOException {
        int user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        InstanceLock lock = InstanceLock.acquire(socket);
        try {
            return listen(socket, build, user, journal, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static NodeAgent listen(Path socket, String build, int user, PrintStream journal, InstanceLock lock)
            throws IOException {
        AgentNamespace home = AgentNamespace.ofThisThread();
        try {
            return new NodeAgent(lock, home, UnixListener.bind(socket.toString()), build, user, journal);
        } catch (IOException | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /**
     * Answers calls until {@link #end} is called or memory runs out, and returns when the last accepted call is answered.
     *
     * @return false if memory has run out
     */
    public boolean serve() {
        while (!ending) {
            try {
                loop.runOnce();
            } catch (IOException e) {
                if (!ending) {
                    journal.println("cannot accept a client: " + e.getMessage());
                }
            } catch (OutOfMemoryError e) {
                endForLackOfMemory();
            }
        }
        loop.close();
        clients.acquireUninterruptibly(MAX_CLIENTS);
        return !outOfMemory;
    }

    /** Ends the agent: a thread that ran out of memory may have left shared state inconsistent. */
    private void endForLackOfMemory() {
        outOfMemory = true;
        end();
        journal.println("out of memory: the agent accepts no more calls, and ends when those that it has are answered");
    }

    /** {@return the metrics in the text format of Prometheus} */
    public String metrics() {
        return new MetricsText(metrics, Instant.now()).forPrometheus();
    }

    /** Stops accepting clients, so that {@link #serve} returns when the connected ones are answered. Thread-safe; may be called again. */
    public void end() {
        ending = true;
        try {
            lock.removeSocket();
        } catch (IOException e) {
            journal.println(e.getMessage());
        }
        listener.end();
    }

    @Override
    public void close() throws IOException {
        end();
        calls.close();
        listener.close();
        home.close();
        lock.close();
    }
}
