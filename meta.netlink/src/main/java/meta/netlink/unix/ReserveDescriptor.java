package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/** A reserved descriptor, with which a connection can be accepted and closed when no other descriptor is left. Not thread-safe. */
public final class ReserveDescriptor implements AutoCloseable {
    private @Nullable Descriptor spare;

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
     * @return false if no descriptor was available; the connection then stays in the queue
     * @throws IOException if {@link UnixListener#accept} fails for another reason
     */
    public boolean rejectNext(UnixListener listener) throws IOException {
        close();
        try {
            listener.accept().close();
            return true;
        } catch (NoDescriptorException e) {
            return false; // none was in reserve, or another thread has used it
        } finally {
            spare = open();
        }
    }

    /** Frees the reserved descriptor. */
    @Override
    public void close() {
        if (spare != null) {
            spare.close();
            spare = null;
        }
    }
}
