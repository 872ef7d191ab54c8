package meta.netlink.unix;

import java.io.IOException;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/** Reserves a descriptor, with which a connection can be accepted and closed even if no other descriptor is left. Not thread-safe. */
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
     * Accepts the next connection and closes it, with the reserved descriptor if necessary. Waits if the listener's queue is empty and a
     * descriptor is left.
     *
     * @return true if a connection was closed; false if no descriptor was left
     * @throws IOException if {@link UnixListener#accept} fails for another reason
     */
    public boolean rejectNext(UnixListener listener) throws IOException {
        close();
        try {
            listener.accept().close();
            return true;
        } catch (DescriptorShortageException e) {
            return false; // no descriptor was reserved, or another thread has used it
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
