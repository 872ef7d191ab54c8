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
 * <p>One thread accepts clients and reads what they ask ({@link ClientLoop}); each call is then made by a thread of its own, so that none waits
 * for what another's call waits for, such as the silence after a probe ({@link CallThreads}). What there is no room for is made without the
 * agent: above {@value #CLIENTS} clients, {@value #CALLS} calls at a time, or the part of the Java heap that requests and calls may take.
 *
 * <p>A call that finds no memory is made without the agent too, and is the agent's last: it answers those that it has, and ends, to be started
 * anew.
 */
public final class NodeAgent implements AutoCloseable {
    private static final int CALLS = 64;
    private static final int CLIENTS = 1024;

    /** What a call takes for each: a call that moved 24,500 routes succeeded in a heap of 64 MB. */
    private static final int OBJECT = 2 << 10;

    private final InstanceLock right;
    private final UnixListener listener;
    private final AgentNamespace home;
    private final PrintStream journal;
    private final CallMetrics figures = new CallMetrics();
    private final Semaphore clients = new Semaphore(CLIENTS);
    private final CallThreads calls;
    private final ClientLoop reception;
    private volatile boolean ending;
    private volatile boolean outOfMemory;

    private NodeAgent(InstanceLock right, UnixListener listener, AgentNamespace home, String build, PrintStream journal)
            throws IOException {
        this.right = right;
        this.listener = listener;
        this.home = home;
        this.journal = journal;
        long heap = Runtime.getRuntime().maxMemory();
        // an eighth for requests that are read or wait, a quarter for the documents of calls, a quarter for the
        // kernel's
        // objects that calls hold, the rest for all else
        CallRunner conversation = new CallRunner(
                home,
                new CallSlots(CALLS, heap / 4, (int) (heap / 4 / OBJECT)),
                new CachedSteps(),
                figures,
                journal,
                this::endWithoutMemory);
        this.calls = new CallThreads(conversation);
        this.reception = new ClientLoop(
                listener,
                Greeting.of(build),
                (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"),
                calls,
                figures,
                journal,
                clients,
                CLIENTS,
                new MemoryBudget(heap / 8));
    }

    /**
     * Listens. Clients can connect from now on; {@link #serve} answers them.
     *
     * @param socket where; a socket that an agent before has left there is replaced
     * @param build that of the image; clients of another build do without this agent
     * @param journal where is said what is no client's to know
     * @throws IOException where another agent listens there already, or the socket cannot be made
     */
    public static NodeAgent listen(Path socket, String build, PrintStream journal) throws IOException {
        InstanceLock right = InstanceLock.at(socket);
        try {
            AgentNamespace home = AgentNamespace.here();
            return new NodeAgent(right, UnixListener.bind(socket.toString()), home, build, journal);
        } catch (IOException | IllegalArgumentException e) {
            right.close();
            throw e;
        }
    }

    /**
     * Answers until it is ended, and returns when the last call that was taken is answered.
     *
     * @return whether it was told to end; else it has run out of memory
     */
    public boolean serve() {
        while (!ending) {
            try {
                reception.turn();
            } catch (IOException e) {
                if (!ending) {
                    journal.println("cannot take a client: " + e.getMessage());
                }
            } catch (OutOfMemoryError e) {
                endWithoutMemory();
            }
        }
        reception.close();
        clients.acquireUninterruptibly(CLIENTS);
        return !outOfMemory;
    }

    /** What a thread has left half done when it found no memory is not known. */
    private void endWithoutMemory() {
        outOfMemory = true;
        end();
        journal.println("out of memory: the agent takes no more calls, and ends when those that it has are answered");
    }

    /** {@return what was counted so far, for Prometheus} */
    public String metrics() {
        return new MetricsText(figures, Instant.now()).forPrometheus();
    }

    /** Takes no more clients; {@link #serve} returns when those that it has are answered. May be called by any thread, and again. */
    public void end() {
        ending = true;
        try {
            right.clear();
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
        right.close();
    }
}
