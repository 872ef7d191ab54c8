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
 * A connected client: its socket, the open files that arrive on it, the memory of its request, and one permit of the semaphore that limits
 * the number of clients. The connection owns all four, and closing releases them. Each connection must be closed exactly once.
 *
 * <p>{@link ClientLoop} owns a connection until the request is complete. Then the {@link ReceivedCall} owns it, or the thread that reports
 * the status. One thread at a time may use it, but any thread may call {@link #reportWork}.
 */
final class ClientConnection implements AutoCloseable {
    /** The time limit for the head of the request, from the start of the connection. A client sends the head at once. */
    private static final Duration HEAD = Duration.ofSeconds(5);

    /** The time limit for standard input, from the start of the connection. It is longer, because the container runtime may be slow. */
    private static final Duration STDIN = Duration.ofSeconds(60);

    private final UnixSocket socket;
    private final RequestMemoryBudget.Reservation memory;
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
     * @param clients the semaphore that limits the number of clients; the caller has acquired one permit for this client
     * @param underWay the thread-safe set of the connections on whose calls the agent works; the connection adds and removes itself
     */
    ClientConnection(UnixSocket socket, RequestMemoryBudget memory, Semaphore clients, Set<ClientConnection> underWay) {
        this.socket = socket;
        this.memory = memory.reserve();
        this.clients = clients;
        this.request = new RequestBuffer(this.memory);
        this.underWay = underWay;
    }

    UnixSocket socket() {
        return socket;
    }

    /** {@return the bytes of the request that have arrived} */
    RequestBuffer request() {
        return request;
    }

    /**
     * Receives the bytes that have arrived, without waiting.
     *
     * @param buffer a direct buffer for the bytes, which the caller has cleared
     * @return whether anything has arrived
     * @throws java.io.EOFException if the client has closed the connection
     * @throws IOException if the connection fails
     * @throws MalformedRequestException if the bytes are not a request
     * @throws RequestMemoryBudget.ExceededException if the budget does not suffice for the bytes
     */
    boolean receive(ByteBuffer buffer)
            throws IOException, MalformedRequestException, RequestMemoryBudget.ExceededException {
        if (socket.receiveAvailable(buffer) == 0) {
            return false;
        }
        request.add(buffer.flip());
        return true;
    }

    /** {@return the next open file that the client has sent, which belongs to the caller from now on; empty if there is none} */
    Optional<PassedFile> takeFile() {
        return socket.takeFile();
    }

    /**
     * Sends the answer, the last message to the client.
     *
     * @throws IOException if the client has closed the connection or does not read
     */
    void answer(AgentAnswer answer) throws IOException {
        sending.lock();
        try {
            ended = true;
            answer.sendTo(socket);
        } finally {
            sending.unlock();
        }
    }

    /** Records that the agent works on the call of this client from now on, until the connection is closed. */
    void beginWork() {
        underWay.add(this);
    }

    /** Tells the client that the agent works on its call. Does nothing if the answer is being sent or was sent, or if the client does not read. */
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

    /**
     * {@return the time limit from the start of the connection: for the head of the request, or, if the head has arrived, for standard input}
     */
    Duration timeout() {
        return request.hasHead() ? STDIN : HEAD;
    }

    /** {@return how many nanoseconds of {@link #timeout} are left; 0 or less after the timeout} */
    long nanosLeft() {
        return timeout().toNanos() - (System.nanoTime() - since);
    }

    /**
     * {@return whether the client has closed the connection, so that the client cannot read an answer} The request must be complete, because
     * this method discards a byte that has arrived.
     */
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
