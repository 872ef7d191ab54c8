package meta.launcher.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import meta.launcher.call.KeptSteps;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;

/**
 * Listens on a unix socket and answers calls, many at a time.
 *
 * <p>Every client has a thread to itself, so that none waits for what another's call waits for, such as the silence after a probe. Only
 * above {@value #CALLS} calls at a time the others wait for their turn, in the order in which they came; and above {@value #CLIENTS} clients
 * a further one is turned away before the hello, and does without an agent.
 */
public final class NodeAgent implements AutoCloseable {
    private static final int CALLS = 64;
    private static final int CLIENTS = 1024;
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** How long a thread without a client is kept for the next: starting one takes as long as a tenth of a call. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final OneAgent right;
    private final UnixListener listener;
    private final Home home;
    private final byte[] hello;
    private final PrintStream journal;
    private final Figures figures = new Figures();
    private final KeptSteps steps = new KeptSteps();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // as many as there are clients, see below
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("client").factory());
    private final Semaphore clients = new Semaphore(CLIENTS);
    private final Semaphore calls = new Semaphore(CALLS, true);
    private final int ownUser;
    private volatile boolean ending;

    private NodeAgent(OneAgent right, UnixListener listener, Home home, String version, PrintStream journal)
            throws IOException {
        this.right = right;
        this.listener = listener;
        this.home = home;
        this.hello = Hello.of(version);
        this.journal = journal;
        this.ownUser = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /**
     * Listens. Clients can connect from now on; {@link #serve} answers them.
     *
     * @param socket where; a socket that an agent before has left there is replaced
     * @param version that of the image; clients of another version do without this agent
     * @param journal where is said what is no client's to know
     * @throws IOException where another agent listens there already, or the socket cannot be made
     */
    public static NodeAgent listen(Path socket, String version, PrintStream journal) throws IOException {
        OneAgent right = OneAgent.at(socket);
        try {
            Home home = Home.here();
            return new NodeAgent(right, UnixListener.bind(socket.toString()), home, version, journal);
        } catch (IOException | IllegalArgumentException e) {
            right.close();
            throw e;
        }
    }

    /** Answers until it is ended, and returns when the last call that was taken is answered. */
    public void serve() {
        while (!ending) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                if (!ending) {
                    journal.println("cannot take a client: " + e.getMessage());
                    pause(); // too many open files, for instance: some will be closed
                }
            }
        }
        clients.acquireUninterruptibly(CLIENTS);
    }

    private void admit(UnixSocket client) throws IOException {
        int user = client.peerUser();
        if (user != 0 && user != ownUser) {
            client.close();
            figures.refused();
            journal.println("turned away user " + user);
            return;
        }
        if (!clients.tryAcquire()) {
            client.close();
            return;
        }
        try {
            client.send(hello);
        } catch (IOException e) {
            client.close(); // gone already
            clients.release();
            return;
        }
        Conversation conversation = new Conversation(client, home, calls, steps, figures, journal);
        threads.execute(() -> {
            try {
                conversation.run();
            } finally {
                clients.release();
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return what was counted so far, for Prometheus} */
    public String metrics() {
        return new Report(figures, Instant.now()).forPrometheus();
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
        threads.shutdown();
        listener.close();
        home.close();
        right.close();
    }
}
