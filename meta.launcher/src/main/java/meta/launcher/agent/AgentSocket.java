package meta.launcher.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import meta.netlink.unix.UnixListener;

/**
 * The socket at which an agent listens, and the lock that prevents a second agent from listening there. The agent creates the socket, or
 * the service manager passes it. The service manager keeps a passed socket open when the agent ends, so that clients wait for the next
 * agent.
 *
 * <p>Closing releases both. The file of a socket that the agent has created stays unless {@link #end} was called before. The file of a passed
 * socket always stays.
 *
 * @param lock the lock of the socket's path
 * @param listener the socket
 * @param passed whether the service manager has passed it
 */
record AgentSocket(InstanceLock lock, UnixListener listener, boolean passed) implements AutoCloseable {

    /**
     * {@return a socket that listens, which the caller closes}
     *
     * @param path the path of the socket; unless the socket was passed, a socket that an earlier agent has left there is replaced
     * @param descriptor the descriptor of the socket at this path if the service manager has passed it
     * @throws IOException if another agent listens at the path, the lock file cannot be opened, the path is a file of another kind, the
     *     socket cannot be created, or the descriptor is not a listening socket; after an exception, the lock is free
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
     * Removes the socket, and wakes the thread that waits for a client there. Has no effect on a passed socket, at which the next agent
     * will listen: the caller must stop accepting clients. Any thread may call this method, also more than once, until the socket is closed.
     *
     * @throws IOException if the file of the socket cannot be removed; the thread is woken nevertheless
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
