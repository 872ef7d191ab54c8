package meta.launcher.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import meta.netlink.unix.UnixListener;

/**
 * The socket at which an agent listens, and the lock that prevents a second agent from listening there. The agent creates the socket, or the
 * service manager passes it. A passed socket stays open when the agent ends, so that clients wait for the next agent.
 *
 * @param lock the lock, held until the agent has ended
 * @param listener the socket
 * @param passed whether the service manager has passed it
 */
record AgentSocket(InstanceLock lock, UnixListener listener, boolean passed) implements AutoCloseable {

    /**
     * Starts to listen.
     *
     * @param path the path of the socket; without a passed socket, that of a former agent is replaced
     * @param descriptor the socket at this path if the service manager has passed it
     * @throws IOException if another agent listens at the path, or the socket cannot be created
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

    /** Stops accepting clients in this process. */
    void end() throws IOException {
        if (!passed) {
            lock.removeSocket();
        }
        listener.end();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        lock.close();
    }
}
