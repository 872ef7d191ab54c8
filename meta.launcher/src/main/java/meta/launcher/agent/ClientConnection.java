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
 * A connected client. The connection owns its socket, the received open files, the memory of the request, and one permit of the semaphore that limits
 * the number of clients. It must be closed exactly once, because closing releases the permit.
 *
 * <p>One thread at a time may use a connection, but any thread may call {@link #reportWork}.
 */
final class ClientConnection implements AutoCloseable {
    /** The time limit for the head of the request, from the start of the connection. */
    private static final Duration HEAD = Duration.ofSeconds(5);

    /** The time limit for standard input, from the start of the connection. The container runtime may be slow. */
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
     * @param clients the caller has acquired a permit of it, which the connection releases
     * @param underWay the connections on whose calls the agent works, thread-safe; this connection adds and removes itself
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

    RequestBuffer request() {
        return request;
    }

    /**
     * Receives the bytes that have arrived, without waiting.
     *
     * @param buffer a direct buffer for the bytes, cleared
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

    /** {@return the next received open file, which the caller closes; empty if there is none} */
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

    /** Records that the agent works on the client's call, until the connection is closed. */
    void beginWork() {
        underWay.add(this);
    }

    /** Tells the client that the agent works on its call, unless the answer was sent or is being sent. */
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

    /** {@return the time limit for the head of the request, or, after the head, for standard input; from the start of the connection} */
    Duration timeout() {
        return request.hasHead() ? STDIN : HEAD;
    }

    /** {@return how much of {@link #timeout} is left, in nanoseconds; 0 or less afterwards} */
    long nanosLeft() {
        return timeout().toNanos() - (System.nanoTime() - since);
    }

    /** {@return whether the client has closed the connection} Discards a byte that has arrived, so the request must be complete. */
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
