package meta.launcher.agent;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import meta.netlink.unix.DescriptorShortageException;
import meta.netlink.unix.Poller;
import meta.netlink.unix.ReserveDescriptor;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;

/**
 * Accepts clients, reads their requests, and hands complete calls to {@link CallThreads}. One thread reads the requests of all clients, so
 * that a slow client occupies a descriptor but no thread. Not thread-safe.
 *
 * <p>If too many clients are connected, or no descriptor is left, a client must make a cold call: if possible, the oldest one without a
 * complete request.
 */
final class ClientLoop implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static final Duration REPORT = Duration.ofSeconds(10);

    private static final int CHUNK = 64 << 10;

    /**
     * How many clients are accepted before the connected ones are read again. With one, each new client would wait for a poll of all
     * connections.
     */
    private static final int MOST_ACCEPTED = 64;

    private final UnixListener listener;
    private final byte[] greeting;
    private final long ownUser;
    private final CallThreads calls;
    private final CallMetrics metrics;
    private final PrintStream journal;
    private final Semaphore clients;
    private final RequestMemoryBudget memory;
    private final Poller poller;
    private final ReserveDescriptor reserve = new ReserveDescriptor();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    private final Map<UnixSocket, ClientConnection> connections = new LinkedHashMap<>(); // in order of arrival
    private final Set<ClientConnection> underWay = ConcurrentHashMap.newKeySet();
    private long workReported = System.nanoTime();
    private long crowdReported = System.nanoTime() - MINUTE.toNanos();

    /**
     * @param listener the socket at which clients connect; the caller closes it
     * @param greeting the first message to a client
     * @param ownUser the user id of the agent; only clients of this user and of root are accepted
     * @param clients a semaphore with {@code maxClients} permits, one for each connected client
     * @param maxClients the maximum number of connected clients
     * @param memory the limit on the memory of all requests together
     */
    ClientLoop(
            UnixListener listener,
            byte[] greeting,
            long ownUser,
            CallThreads calls,
            CallMetrics metrics,
            PrintStream journal,
            Semaphore clients,
            int maxClients,
            RequestMemoryBudget memory) {
        this.listener = listener;
        this.greeting = greeting;
        this.ownUser = ownUser;
        this.calls = calls;
        this.metrics = metrics;
        this.journal = journal;
        this.clients = clients;
        this.memory = memory;
        this.poller = new Poller(maxClients);
    }

    /**
     * Waits at most a second for clients, bytes and timeouts, and handles them.
     *
     * @throws IOException if the listener has ended, or {@code poll(2)} or {@code accept(2)} fails for another reason than a lack of
     *     descriptors
     */
    void runOnce() throws IOException {
        Poller.Ready ready = poller.await(listener, connections.keySet(), untilNextTimeout());
        for (UnixSocket socket : ready.connections()) {
            ClientConnection client = connections.get(socket);
            if (client != null) {
                read(client);
            }
        }
        expire();
        reportWork();
        if (ready.listener()) {
            acceptWaiting();
        }
    }

    private void acceptWaiting() throws IOException {
        int accepted = 0;
        do {
            accept();
            accepted++;
        } while (accepted < MOST_ACCEPTED
                && poller.await(listener, Set.of(), Duration.ZERO).listener());
    }

    /** Tells clients that the agent still works on their calls. Has an effect at most every ten seconds. */
    void reportWork() {
        long now = System.nanoTime();
        if (now - workReported >= REPORT.toNanos()) {
            workReported = now;
            underWay.forEach(ClientConnection::reportWork);
        }
    }

    private Duration untilNextTimeout() {
        if (calls.hasWaiting()) {
            return TICK;
        }
        long left = SECOND.toNanos();
        for (ClientConnection client : connections.values()) {
            left = Math.min(left, client.nanosLeft());
        }
        return Duration.ofNanos(Math.max(left, 0));
    }

    private void accept() throws IOException {
        UnixSocket socket;
        try {
            socket = listener.accept();
        } catch (DescriptorShortageException e) {
            handleLackOfDescriptors(e);
            return;
        }
        if (!isPermitted(socket)) {
            socket.close(); // a client that gets no greeting makes a cold call
            return;
        }
        if (!acquirePermit()) {
            metrics.sentCold();
            reportCrowd("too many running and waiting calls");
            socket.close();
            return;
        }
        ClientConnection client = new ClientConnection(socket, memory, clients, underWay);
        try {
            socket.send(greeting);
            connections.put(socket, client);
        } catch (IOException e) {
            client.close(); // the client has closed the connection
        }
    }

    private boolean isPermitted(UnixSocket socket) {
        try {
            long user = socket.peerUserId();
            if (user == 0 || user == ownUser) {
                return true;
            }
            journal.println("refused a client of user " + user);
        } catch (IOException e) {
            journal.println("refused a client of unknown user: " + e.getMessage());
        }
        metrics.requestRefused();
        return false;
    }

    private boolean acquirePermit() {
        return clients.tryAcquire() || (sendOldestCold() && clients.tryAcquire());
    }

    private void handleLackOfDescriptors(DescriptorShortageException e) throws IOException {
        if (sendOldestCold()) {
            return; // this has freed a descriptor for the next client
        }
        reportCrowd(String.valueOf(e.getMessage()));
        if (!reserve.rejectNext(listener)) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Tells the oldest client without a complete request to make a cold call.
     *
     * @return false if there is no such client
     */
    private boolean sendOldestCold() {
        Iterator<ClientConnection> oldest = connections.values().iterator();
        if (!oldest.hasNext()) {
            return false;
        }
        sendCold(oldest.next());
        reportCrowd("too many clients without a complete request");
        return true;
    }

    /** Writes a reason for cold calls to the journal, at most once a minute. */
    private void reportCrowd(String reason) {
        long now = System.nanoTime();
        if (now - crowdReported >= MINUTE.toNanos()) {
            crowdReported = now;
            journal.println(reason + "; calls are made without the agent");
        }
    }

    private void read(ClientConnection client) {
        RequestBuffer request = client.request();
        try {
            if (!client.receive(chunk.clear())) {
                return;
            }
            if (request.isCall() && client.socket().hasLostFiles()) {
                sendCold(client);
                return;
            }
            if (request.isCall() && !client.socket().hasFiles()) {
                throw ReceivedCall.noNamespace();
            }
            if (request.complete().isPresent()) {
                handOver(client, request.complete().get());
            }
        } catch (IOException e) {
            if (!request.isEmpty()) { // a client that sends nothing only tests whether an agent runs
                metrics.requestRefused();
                boolean isEnd = e instanceof EOFException;
                journal.println("lost a client: "
                        + (isEnd ? "it closed the connection after " + request.progress() : e.getMessage()));
            }
            remove(client);
        } catch (MalformedRequestException e) {
            metrics.requestRefused();
            journal.println("refused a request: " + e.getMessage());
            remove(client);
        } catch (RequestMemoryBudget.ExceededException e) {
            sendCold(client);
            reportCrowd(String.valueOf(e.getMessage()));
        }
    }

    private void handOver(ClientConnection client, AgentRequest request) throws MalformedRequestException {
        switch (request) {
            case AgentRequest.Status _ -> {
                connections.remove(client.socket());
                if (!calls.run(() -> reportStatus(client))) {
                    client.close();
                }
            }
            case AgentRequest.Call call -> {
                ReceivedCall received = ReceivedCall.from(client, call);
                connections.remove(client.socket());
                client.beginWork();
                calls.take(received);
            }
        }
    }

    private void reportStatus(ClientConnection client) {
        answerAndClose(client, new AgentAnswer(0, new MetricsText(metrics, Instant.now()).forPeople(), ""));
    }

    private void expire() {
        List<ClientConnection> expired = connections.values().stream()
                .filter(client -> client.nanosLeft() <= 0)
                .toList();
        for (ClientConnection client : expired) {
            metrics.requestRefused();
            String received = client.request().isEmpty()
                    ? "nothing"
                    : "only " + client.request().progress();
            journal.println("lost a client: it sent " + received + " in "
                    + client.timeout().toMillis() + " ms");
            sendCold(client);
        }
        calls.expire();
    }

    private void sendCold(ClientConnection client) {
        connections.remove(client.socket());
        metrics.sentCold();
        answerAndClose(client, AgentAnswer.GO_COLD);
    }

    private void remove(ClientConnection client) {
        connections.remove(client.socket());
        client.close();
    }

    private void answerAndClose(ClientConnection client, AgentAnswer answer) {
        try (client) {
            client.answer(answer);
        } catch (IOException e) {
            metrics.requestRefused(); // the client has closed the connection, or reads nothing
        }
    }

    /**
     * Tells all accepted clients without a complete request to make cold calls, and closes their connections. Does not end complete calls.
     * Afterwards, only {@link #reportWork} may be called.
     */
    @Override
    public void close() {
        List.copyOf(connections.values()).forEach(this::sendCold);
        reserve.close();
        poller.close();
    }
}
