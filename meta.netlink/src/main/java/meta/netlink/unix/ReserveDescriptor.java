package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor in reserve for the case that no other is left. With it, a connection can still be accepted and closed, so that the client does not
 * wait for a reply. One thread at a time may use it.
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
     * @return whether a descriptor was available; if not, the connection stays in the queue
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

    /** Frees the descriptor. */
    @Override
    public void close() {
        if (spare != null) {
            spare.close();
            spare = null;
        }
    }
}
