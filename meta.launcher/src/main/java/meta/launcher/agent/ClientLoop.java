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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import meta.netlink.unix.NoDescriptorException;
import meta.netlink.unix.Poller;
import meta.netlink.unix.ReserveDescriptor;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;

/**
 * Accepts clients and reads what they ask, all of them in one thread: a client that says nothing, or a byte now and then, costs a descriptor
 * and no more. Where there are too many, or no descriptor is left, the one that has been read from for the longest time goes first, since a
 * client that is in earnest says at once what it wants.
 */
final class ClientLoop implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int CHUNK = 64 << 10;

    private final UnixListener listener;
    private final byte[] hello;
    private final int ownUser;
    private final CallThreads calls;
    private final CallMetrics figures;
    private final PrintStream journal;
    private final Semaphore clients;
    private final MemoryBudget memory;
    private final Poller readiness;
    private final ReserveDescriptor spare = new ReserveDescriptor();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    private final Map<UnixSocket, PendingRequest> readings = new LinkedHashMap<>(); // the oldest first
    private long toldOfCrowd = System.nanoTime() - LONG.toNanos();

    /**
     * Nobody is received yet.
     *
     * @param ownUser whose clients are received beside root's
     * @param clients a permit for each client that there may be; those in use are given back when the client is seen off
     * @param most how many permits there are
     * @param memory what requests may take together
     */
    ClientLoop(
            UnixListener listener,
            byte[] hello,
            int ownUser,
            CallThreads calls,
            CallMetrics figures,
            PrintStream journal,
            Semaphore clients,
            int most,
            MemoryBudget memory) {
        this.listener = listener;
        this.hello = hello;
        this.ownUser = ownUser;
        this.calls = calls;
        this.figures = figures;
        this.journal = journal;
        this.clients = clients;
        this.memory = memory;
        this.readiness = new Poller(most);
    }

    /**
     * Waits for something to happen, and does what is to be done then.
     *
     * @throws IOException where the listener is ended
     */
    void turn() throws IOException {
        Poller.Ready ready = readiness.await(listener, readings.keySet(), untilNext());
        for (UnixSocket client : ready.connections()) {
            read(client);
        }
        expire();
        if (ready.listener()) {
            accept();
        }
    }

    private Duration untilNext() {
        if (calls.hasWaiting()) {
            return TICK;
        }
        long now = System.nanoTime();
        long left = LONG.toNanos();
        for (PendingRequest reading : readings.values()) {
            left = Math.min(left, reading.left(now));
        }
        return Duration.ofNanos(Math.max(left, 0));
    }

    private void accept() throws IOException {
        UnixSocket client;
        try {
            client = listener.accept();
        } catch (NoDescriptorException e) {
            withoutDescriptor(e);
            return;
        }
        int user = client.peerUserId();
        if (user != 0 && user != ownUser) {
            client.close();
            figures.refused();
            journal.println("turned away user " + user);
            return;
        }
        if (!clients.tryAcquire() && !(sendOldestAway() && clients.tryAcquire())) {
            client.close(); // before the hello: it makes do without an agent
            return;
        }
        try {
            client.send(hello);
            readings.put(client, new PendingRequest(new RequestBuffer(memory), System.nanoTime()));
        } catch (IOException e) {
            seeOff(client, 0); // gone already
        }
    }

    private void withoutDescriptor(NoDescriptorException e) throws IOException {
        if (sendOldestAway()) {
            return; // its descriptor is free for the client that waits
        }
        tellOfCrowd(String.valueOf(e.getMessage()));
        if (!spare.rejectNext(listener)) {
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

    /** {@return whether there was one that could be sent away} */
    private boolean sendOldestAway() {
        Iterator<UnixSocket> oldest = readings.keySet().iterator();
        if (!oldest.hasNext()) {
            return false;
        }
        sendAway(oldest.next());
        tellOfCrowd("too many clients that do not say what they want");
        return true;
    }

    private void tellOfCrowd(String what) {
        long now = System.nanoTime();
        if (now - toldOfCrowd >= LONG.toNanos()) { // or a flood of clients would be one of lines
            toldOfCrowd = now;
            journal.println(what + "; calls go the cold way");
        }
    }

    private void read(UnixSocket client) {
        PendingRequest reading = readings.get(client);
        if (reading == null) {
            return;
        }
        RequestBuffer incoming = reading.incoming();
        try {
            chunk.clear();
            if (client.receiveAvailable(chunk) == 0) {
                return;
            }
            incoming.take(chunk.flip());
            if (incoming.isCall() && client.hasLostFiles()) {
                sendAway(client); // the caller can open the namespaces, and this process has no descriptor for them
                return;
            }
            if (incoming.isCall() && !client.hasFiles()) {
                throw new MalformedRequestException(
                        "no open file of the caller's network namespace came with the request");
            }
            Optional<AgentRequest> complete = incoming.complete();
            if (complete.isPresent()) {
                readings.remove(client);
                handOver(client, complete.get(), incoming);
            }
        } catch (EOFException e) {
            if (!incoming.isEmpty()) { // else it wanted to see whether there is an agent
                figures.refused();
                journal.println("lost a client: " + incoming.progress() + ", and then the end");
            }
            remove(client);
        } catch (IOException e) {
            figures.refused();
            journal.println("lost a client: " + e.getMessage());
            remove(client);
        } catch (MalformedRequestException e) {
            figures.refused();
            journal.println("refused a request: " + e.getMessage());
            remove(client);
        } catch (MemoryBudgetException e) {
            sendAway(client);
            tellOfCrowd(String.valueOf(e.getMessage()));
        }
    }

    private void handOver(UnixSocket client, AgentRequest request, RequestBuffer incoming)
            throws MalformedRequestException {
        switch (request) {
            case AgentRequest.Status _ -> {
                if (!calls.run(() -> tell(client, incoming.held()))) {
                    seeOff(client, incoming.held());
                }
            }
            case AgentRequest.Call call -> calls.take(received(client, call, incoming));
        }
    }

    private ReceivedCall received(UnixSocket client, AgentRequest.Call call, RequestBuffer incoming)
            throws MalformedRequestException {
        try {
            return ReceivedCall.from(client, call, incoming.stdin(), () -> seeOff(client, incoming.held()));
        } catch (MalformedRequestException e) {
            seeOff(client, incoming.held());
            throw e;
        }
    }

    private void tell(UnixSocket client, long held) {
        answerAndSeeOff(client, new AgentAnswer(0, new MetricsText(figures, Instant.now()).forPeople(), ""), held);
    }

    private void expire() {
        long now = System.nanoTime();
        List<Map.Entry<UnixSocket, PendingRequest>> over = readings.entrySet().stream()
                .filter(each -> each.getValue().isOver(now))
                .toList();
        for (Map.Entry<UnixSocket, PendingRequest> each : over) {
            figures.refused();
            PendingRequest reading = each.getValue();
            String what = reading.incoming().isEmpty()
                    ? "nothing"
                    : "only " + reading.incoming().progress();
            journal.println(
                    "lost a client: " + what + " came for " + reading.limit().toMillis() + " ms");
            sendAway(each.getKey());
        }
        calls.expire();
    }

    /** Has a client that is still being read from make its call without the agent. */
    private void sendAway(UnixSocket client) {
        PendingRequest reading = readings.remove(client);
        if (reading != null) {
            figures.sentCold();
            answerAndSeeOff(client, AgentAnswer.GO_COLD, reading.incoming().held());
        }
    }

    private void remove(UnixSocket client) {
        PendingRequest reading = readings.remove(client);
        if (reading != null) {
            seeOff(client, reading.incoming().held());
        }
    }

    private void answerAndSeeOff(UnixSocket client, AgentAnswer answer, long held) {
        try {
            answer.sendTo(client);
        } catch (IOException e) {
            figures.refused(); // it is gone
        } finally {
            seeOff(client, held);
        }
    }

    private void seeOff(UnixSocket client, long held) {
        client.close();
        memory.giveBack(held);
        clients.release();
    }

    /** Sends away who has not said what it wants. */
    @Override
    public void close() {
        List.copyOf(readings.keySet()).forEach(this::sendAway);
        spare.close();
        readiness.close();
    }
}
