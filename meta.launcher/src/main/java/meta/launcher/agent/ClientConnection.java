package meta.launcher.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import meta.netlink.unix.PassedFile;
import meta.netlink.unix.UnixSocket;

/**
 * A connected client: its socket, the open files that arrive on it, the memory of its request, and one permit of the limit of clients. The
 * connection owns all four, and closing releases them.
 *
 * <p>{@link ClientLoop} owns a connection until the request is complete, then the {@link ReceivedCall}. One thread at a time may use it, but any
 * thread may call {@link #reportWork}.
 */
final class ClientConnection implements AutoCloseable {
    /** A client sends its request at once, without standard input. */
    private static final Duration REQUEST = Duration.ofSeconds(5);

    /** Standard input comes from the container runtime, which may be slower. */
    private static final Duration STDIN = Duration.ofSeconds(60);

    private final UnixSocket socket;
    private final MemoryBudget.Reservation memory;
    private final Semaphore clients;
    private final RequestBuffer request;
    private final Set<ClientConnection> underWay;
    private final ReentrantLock sending = new ReentrantLock();
    private boolean ended; // guarded by sending
    private final long since = System.nanoTime();

    /**
     * Takes over a socket and a permit.
     *
     * @param socket a socket that was just accepted
     * @param memory the budget of all requests
     * @param clients the limit of clients; one permit was acquired for this client
     * @param underWay the connections whose call the agent works on; thread-safe
     */
    ClientConnection(UnixSocket socket, MemoryBudget memory, Semaphore clients, Set<ClientConnection> underWay) {
        this.socket = socket;
        this.memory = memory.reserve();
        this.clients = clients;
        this.request = new RequestBuffer(this.memory);
        this.underWay = underWay;
    }

    UnixSocket socket() {
        return socket;
    }

    /** {@return the part of the request that has arrived} */
    RequestBuffer request() {
        return request;
    }

    /**
     * Receives the bytes that have arrived, without waiting.
     *
     * @param buffer an empty direct buffer for it
     * @return whether anything has arrived
     * @throws IOException if the client has closed the connection, or it is broken
     * @throws MalformedRequestException if it is not a request
     * @throws MemoryBudget.ExceededException if no memory is left for it
     */
    boolean receive(ByteBuffer buffer) throws IOException, MalformedRequestException, MemoryBudget.ExceededException {
        if (socket.receiveAvailable(buffer) == 0) {
            return false;
        }
        request.add(buffer.flip());
        return true;
    }

    /** {@return the next open file that the client has sent, which belongs to the caller from now on} */
    Optional<PassedFile> takeFile() {
        return socket.takeFile();
    }

    void answer(AgentAnswer answer) throws IOException {
        sending.lock();
        try {
            ended = true;
            answer.sendTo(socket);
        } finally {
            sending.unlock();
        }
    }

    /** Records that the agent works on the call of this client from now on. */
    void beginWork() {
        underWay.add(this);
    }

    /** Tells the client that the agent works on its call, unless the answer is already being sent. */
    void reportWork() {
        if (!sending.tryLock()) {
            return;
        }
        try {
            if (!ended) {
                AgentAnswer.sendWorkingTo(socket);
            }
        } catch (IOException e) {
            ended = true; // the client has closed the connection, or does not read
        } finally {
            sending.unlock();
        }
    }

    /** {@return how long the client may take for the part of the request that it is sending} */
    Duration timeout() {
        return request.hasRequest() ? STDIN : REQUEST;
    }

    /** {@return how many nanoseconds of {@link #timeout} are left; 0 or less after the timeout} */
    long nanosLeft() {
        return timeout().toNanos() - (System.nanoTime() - since);
    }

    /** {@return whether the client has closed the connection and cannot read an answer} */
    boolean isClosedByClient() {
        try {
            socket.receiveAvailable(ByteBuffer.allocateDirect(1));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        underWay.remove(this);
        sending.lock();
        try {
            ended = true;
            socket.close();
        } finally {
            sending.unlock();
        }
        memory.close();
        clients.release();
    }
}
