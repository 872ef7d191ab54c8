package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.Errno;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.libc.UnixCalls;

/**
 * A listening Unix domain socket ({@code unix(7)}). The file of a {@linkplain #bind bound} socket has mode 0600 from its creation, and remains after
 * {@link #close}.
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
     * Listens at a path, which must not exist. The kernel queues clients from now on.
     *
     * @return the listener, which the caller must close
     * @throws IOException if the kernel refuses; the message contains the path and the errno
     * @throws IllegalArgumentException as {@link UnixSocket#connect}
     */
    public static UnixListener bind(String path) throws IOException {
        Descriptor descriptor = UnixSocket.open(Libc.SOCK_STREAM);
        try {
            int result = UnixCalls.fchmod(descriptor.number(), OWNER_ONLY);
            result = result < 0 ? result : UnixCalls.bind(descriptor.number(), path);
            result = result < 0 ? result : UnixCalls.listen(descriptor.number(), BACKLOG);
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
     * {@return a listener for a socket that the parent process has created and passed to this process}
     *
     * @param number the descriptor of the socket, which the listener closes
     * @throws IOException if the descriptor is not a listening Unix domain socket; the descriptor then stays open
     */
    public static UnixListener passed(int number) throws IOException {
        if (!UnixCalls.isListening(number)) {
            throw new IOException("descriptor " + number + ": a listening Unix domain socket is expected");
        }
        return new UnixListener(new Descriptor(number), true);
    }

    /**
     * {@return the next connection, which the caller must close; waits until a client connects}
     *
     * @throws NoDescriptorException if no descriptor is left; the connection stays in the queue
     * @throws IOException if the listener has {@linkplain #end ended} or the kernel refuses
     */
    public UnixSocket accept() throws IOException {
        int result;
        do {
            result = UnixCalls.accept(descriptor.number());
        } while (result == -Errno.EINTR.number() || result == -Errno.ECONNABORTED.number());
        if (result == -Errno.EMFILE.number() || result == -Errno.ENFILE.number()) {
            throw new NoDescriptorException("accept: " + Errno.of(-result));
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
     * Ends listening and makes {@link #accept} throw, also in threads that wait in it. Has no effect on a passed socket, because other processes may
     * use it. Does not close the listener.
     */
    public void end() {
        if (!passed) {
            UnixCalls.shutdown(descriptor.number());
        }
    }

    /** Closes the descriptor. Does not wake a thread in {@link #accept}. */
    @Override
    public void close() {
        descriptor.close();
    }
}
