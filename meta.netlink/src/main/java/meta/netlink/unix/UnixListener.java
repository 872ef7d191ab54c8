package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.Errno;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.libc.UnixSocketCalls;

/**
 * A listening Unix domain socket ({@code unix(7)}). The file that {@link #bind} creates is accessible only to its owner from the beginning,
 * and still exists after {@link #close}. After {@link #close}, {@link #accept} throws {@link IllegalStateException}.
 */
public final class UnixListener implements AutoCloseable {
    private static final int OWNER_ONLY = 0600;
    private static final int BACKLOG = 1024;

    private final Descriptor descriptor;
    private final boolean passed;

    private UnixListener(Descriptor descriptor, boolean passed) {
        this.descriptor = descriptor;
        this.passed = passed;
    }

    /**
     * Creates a socket at a path, which must not exist yet, and listens.
     *
     * @param path a path in the file system, or an abstract name after {@code @}
     * @return the listener, which the caller must close
     * @throws IOException if a system call fails
     * @throws IllegalArgumentException if the path is empty, is longer than {@value UnixSocketCalls#LONGEST_PATH} bytes or contains a NUL
     */
    public static UnixListener bind(String path) throws IOException {
        Descriptor descriptor = UnixSocket.open(Libc.SOCK_STREAM);
        try {
            int result = UnixSocketCalls.fchmod(descriptor.number(), OWNER_ONLY);
            result = result < 0 ? result : UnixSocketCalls.bind(descriptor.number(), path);
            result = result < 0 ? result : UnixSocketCalls.listen(descriptor.number(), BACKLOG);
            if (result < 0) {
                throw UnixSocket.refused(path + ": bind", result);
            }
            return new UnixListener(descriptor, false);
        } catch (IOException | RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    /**
     * {@return a listener for a socket that the parent process has passed to this process}
     *
     * @param number the number of the socket's descriptor, which must be blocking and which the listener closes
     * @throws IOException if the descriptor is not a listening Unix domain socket; the descriptor then stays open
     */
    public static UnixListener passed(int number) throws IOException {
        if (!UnixSocketCalls.isListening(number)) {
            throw new IOException("descriptor " + number + ": a listening Unix domain socket is expected");
        }
        return new UnixListener(new Descriptor(number), true);
    }

    /**
     * Waits until a client connects, and accepts the connection.
     *
     * @return the connection, which the caller must close
     * @throws DescriptorShortageException if no descriptor is left; the connection stays in the queue
     * @throws IOException if {@link #end} has ended the listener and its queue is empty, or the system call fails for another reason
     */
    public UnixSocket accept() throws IOException {
        int result;
        do {
            result = UnixSocketCalls.accept(descriptor.number());
        } while (result == -Errno.EINTR.number() || result == -Errno.ECONNABORTED.number());
        if (result == -Errno.EMFILE.number() || result == -Errno.ENFILE.number()) {
            throw new DescriptorShortageException("accept: " + Errno.of(-result));
        }
        if (result < 0) {
            throw UnixSocket.refused("accept", result);
        }
        return new UnixSocket(new Descriptor(result));
    }

    int number() {
        return descriptor.number();
    }

    /**
     * Ends listening: when the queue is empty, {@link #accept} throws, also in waiting threads. Has no effect on a
     * {@linkplain #passed passed} socket, because other processes may use it. Must not be called after {@link #close}.
     */
    public void end() {
        if (!passed) {
            UnixSocketCalls.shutdown(descriptor.number());
        }
    }

    /** Closes the descriptor. A thread that waits in {@link #accept} continues to wait. Further calls have no effect. */
    @Override
    public void close() {
        descriptor.close();
    }
}
