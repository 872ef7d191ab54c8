package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor that is kept for the moment when no other is left: with it, a connection can still be accepted and closed, so that the client
 * learns at once that it is not served. One thread at a time may use it.
 */
public final class ReserveDescriptor implements AutoCloseable {
    private @Nullable Descriptor spare;

    /** Takes one, where there is one. */
    public ReserveDescriptor() {
        spare = open();
    }

    private static @Nullable Descriptor open() {
        int result = Libc.open("/dev/null", Libc.O_RDONLY | Libc.O_CLOEXEC);
        return result < 0 ? null : new Descriptor(result);
    }

    /**
     * Accepts a connection and closes it.
     *
     * @return whether that was possible
     * @throws IOException where the listener is ended
     */
    public boolean rejectNext(UnixListener listener) throws IOException {
        close();
        try {
            listener.accept().close();
            return true;
        } catch (NoDescriptorException e) {
            return false; // another thread has taken the descriptor meanwhile
        } finally {
            spare = open();
        }
    }

    @Override
    public void close() {
        if (spare != null) {
            spare.close();
            spare = null;
        }
    }
}
