package meta.launcher.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import meta.netlink.unix.UnixListener;

/**
 * The socket at which an agent listens, and the lock of its path. Closing releases both. The file of the socket stays unless {@link #end} has removed
 * it.
 *
 * @param passed whether the service manager has passed the socket
 */
record AgentSocket(InstanceLock lock, UnixListener listener, boolean passed) implements AutoCloseable {

    /**
     * {@return a socket that listens, which the caller closes}
     *
     * @param path unless the socket was passed, a socket that an earlier agent has left there is replaced
     * @param descriptor the socket's, if the service manager has passed it
     * @throws IOException if another agent listens at the path, the socket cannot be created, or the descriptor is not a listening socket
     * @throws IllegalArgumentException if the path is too long for a socket
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
     * Removes the socket, and wakes the thread that waits for a client. Has no effect on a passed socket, because the next agent listens there.
     * Thread-safe. May be called more than once, until the socket is closed.
     *
     * @throws IOException if the socket cannot be removed; the thread is woken nevertheless
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
