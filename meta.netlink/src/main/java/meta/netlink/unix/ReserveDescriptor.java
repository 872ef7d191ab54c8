package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor that is kept in reserve for the case that no other descriptor is left. With the reserve, a connection can still be accepted and
 * closed, so that the client does not wait for a reply. One thread at a time may use the reserve.
 */
public final class ReserveDescriptor implements AutoCloseable {
    private @Nullable Descriptor spare;

    /** Reserves a descriptor if one is left. */
    public ReserveDescriptor() {
        spare = open();
    }

    private static @Nullable Descriptor open() {
        int result = Libc.open("/dev/null", Libc.O_RDONLY | Libc.O_CLOEXEC);
        return result < 0 ? null : new Descriptor(result);
    }

    /**
     * Accepts the next connection and closes it. Waits if no client is connecting. Afterwards reserves a descriptor again if one is left.
     *
     * @return true if the connection was closed; false if no descriptor was available, and the connection stays in the queue
     * @throws IOException if {@link UnixListener#accept} fails for another reason
     */
    public boolean rejectNext(UnixListener listener) throws IOException {
        close();
        try {
            listener.accept().close();
            return true;
        } catch (NoDescriptorException e) {
            return false; // none was in reserve, or another thread has taken the descriptor meanwhile
        } finally {
            spare = open();
        }
    }

    /** Frees the descriptor in reserve. */
    @Override
    public void close() {
        if (spare != null) {
            spare.close();
            spare = null;
        }
    }
}
