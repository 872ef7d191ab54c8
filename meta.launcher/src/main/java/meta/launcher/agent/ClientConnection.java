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
 * The connection to a client of the agent. Must be closed exactly once, because {@link #close} releases a permit of the semaphore that
 * limits the number of clients. Closing it also closes the received files that {@link #takeFile} has not returned.
 *
 * <p>One thread at a time may use a connection, but any thread may call {@link #reportWork} at any time.
 */
final class ClientConnection implements AutoCloseable {
    /** The time limit for the head of the request, from the start of the connection. */
    private static final Duration HEAD = Duration.ofSeconds(5);

    /** The time limit for standard input, from the start of the connection. */
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
     * @param memory the limit on the memory of all requests together
     * @param clients a semaphore; the caller has acquired one permit, which {@link #close} releases
     * @param underWay a thread-safe set of the connections on whose calls the agent works
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
     * Adds arrived bytes to the request, as many as fit into the buffer, without waiting for more.
     *
     * @param buffer a cleared direct buffer for the bytes; its content and position are undefined afterwards
     * @return whether any bytes have arrived
     * @throws java.io.EOFException if the client has closed the connection
     * @throws IOException if the connection fails
     * @throws MalformedRequestException if the bytes are not a request
     * @throws RequestMemoryBudget.ExceededException if all requests together would need too much memory
     */
    boolean receive(ByteBuffer buffer)
            throws IOException, MalformedRequestException, RequestMemoryBudget.ExceededException {
        if (socket.receiveAvailable(buffer) == 0) {
            return false;
        }
        request.add(buffer.flip());
        return true;
    }

    /** {@return the next open file from the client, which the caller closes; empty if there is none} */
    Optional<PassedFile> takeFile() {
        return socket.takeFile();
    }

    /**
     * Sends the answer, which is the last message to the client. Does not close the connection.
     *
     * @throws IOException as for {@link UnixSocket#send(byte[])}
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

    /**
     * Tells the client that the agent works on its call. Waits up to five seconds if the client does not read. Has no effect if the
     * connection takes no further message, or another thread is sending one.
     */
    void reportWork() {
        if (!sending.tryLock()) {
            return;
        }
        try {
            if (!ended) {
                AgentAnswer.sendWorkingTo(socket);
            }
        } catch (IOException e) {
            ended = true; // the client has closed the connection, or reads nothing
        } finally {
            sending.unlock();
        }
    }

    /** {@return the time limit for the part of the request that arrives now, counted from the start of the connection} */
    Duration timeout() {
        return request.hasHead() ? STDIN : HEAD;
    }

    /** {@return the nanoseconds until {@link #timeout} has passed; zero or negative if it has passed} */
    long nanosLeft() {
        return timeout().toNanos() - (System.nanoTime() - since);
    }

    /**
     * {@return whether the client has closed the connection, or the connection has failed} Must only be called after the whole request has
     * arrived, because this method may discard a received byte.
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
