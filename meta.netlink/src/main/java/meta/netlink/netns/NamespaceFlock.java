package meta.netlink.netns;

import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on a network namespace until {@link #close}. Normally, a file of a {@link LockFolder} is locked ({@code flock(2)}). If that is
 * not possible, the namespace's own file is locked instead, or nothing at all; {@link #remark()} reports these two cases.
 */
public final class NamespaceFlock implements AutoCloseable {
    private final @Nullable Descriptor descriptor;
    private final Optional<Path> file;
    private final String remark;

    /**
     * @param descriptor the locked file; null if nothing is locked
     * @param file the locked file of the folder, which {@link #close} removes; empty if no file of the folder is locked
     * @param remark see {@link #remark()}
     */
    NamespaceFlock(@Nullable Descriptor descriptor, Optional<Path> file, String remark) {
        this.descriptor = descriptor;
        this.file = file;
        this.remark = remark;
    }

    /** {@return a text for the log: why no file of the folder is locked, and what is locked instead; empty if a file of the folder is locked} */
    public String remark() {
        return remark;
    }

    /** Releases the lock, and removes the locked file if it is in the folder. Further calls have no effect. */
    @Override
    public void close() {
        Descriptor locked = descriptor;
        if (locked == null) {
            return;
        }
        // remove the file before unlocking: a caller that waits for it sees that it is removed, and creates another
        try {
            if (file.isPresent() && locked.isOpen() && LockFolder.isAt(locked, file.get())) {
                Libc.unlink(file.get().toString());
            }
        } finally {
            locked.close();
        }
    }
}
