package meta.launcher.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import meta.netlink.unix.UnixListener;

/**
 * The socket at which an agent listens, and the lock that reserves its path for one agent. Closing this record closes both, but leaves the
 * file of the socket.
 *
 * @param passed whether a service manager has created the socket and passed it to this process
 */
record AgentSocket(InstanceLock lock, UnixListener listener, boolean passed) implements AutoCloseable {

    /**
     * {@return a socket that listens, which the caller closes}
     *
     * @param path the path of the socket; without {@code descriptor}, an existing socket at the path is replaced
     * @param descriptor the descriptor of a socket that the service manager has passed; empty if there is none
     * @throws IOException if another agent listens at the path, the socket or the lock cannot be created, or the descriptor is not a
     *     listening socket
     * @throws IllegalArgumentException if the path of a new socket is too long
     */
    static AgentSocket open(Path path, OptionalInt descriptor) throws IOException {
        InstanceLock lock = InstanceLock.acquire(path);
        try {
            if (descriptor.isPresent()) {
                return new AgentSocket(lock, UnixListener.passed(descriptor.getAsInt()), true);
            }
            lock.removeSocket();
            return new AgentSocket(lock, UnixListener.bind(path.toString()), false);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Removes the file of the socket, and wakes the thread that waits for a client. Has no effect on a passed socket, because the next
     * agent listens at the same socket. Thread-safe. Must not be called after {@link #close}.
     *
     * @throws IOException if the file cannot be removed; the thread is woken nevertheless
     */
    void end() throws IOException {
        try {
            if (!passed) {
                lock.removeSocket();
            }
        } finally {
            listener.end();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        lock.close();
    }
}
