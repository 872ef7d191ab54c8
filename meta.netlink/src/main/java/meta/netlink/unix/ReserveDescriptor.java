package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor in reserve for the case that no other is left. It allows a connection to be accepted and closed, so that the client is
 * rejected at once instead of waiting. One thread at a time may use it.
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
     * Accepts the next connection and closes it.
     *
     * @return whether a descriptor was available
     * @throws IOException if the listener has ended
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
