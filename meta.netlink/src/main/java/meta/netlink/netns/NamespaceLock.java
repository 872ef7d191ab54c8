package meta.netlink.netns;

import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a namespace: normally a lock ({@code flock(2)}) on a file of a {@link LockFolder}. If the folder cannot be used, the
 * namespace's own file is locked or, if that fails too, nothing.
 */
public final class NamespaceLock implements AutoCloseable {
    private final @Nullable Descriptor descriptor;
    private final Optional<Path> file;
    private final String remark;

    /**
     * @param descriptor the locked file; null if nothing is locked
     * @param file the lock file, which is removed on release; empty if the namespace's own file or nothing is locked
     * @param remark see {@link #remark}
     */
    NamespaceLock(@Nullable Descriptor descriptor, Optional<Path> file, String remark) {
        this.descriptor = descriptor;
        this.file = file;
        this.remark = remark;
    }

    /** {@return why no file of the folder is locked and what is locked instead, as a text for the log; empty if a file of the folder is locked} */
    public String remark() {
        return remark;
    }

    /** Releases the lock and removes the lock file; has no effect if the lock is already released. */
    @Override
    public void close() {
        Descriptor locked = descriptor;
        if (locked == null) {
            return;
        }
        // remove the file before unlocking it: a waiting caller then sees that the file is gone, and creates a new one
        try {
            if (file.isPresent() && locked.isOpen() && LockFolder.isAt(locked, file.get())) {
                Libc.unlink(file.get().toString());
            }
        } finally {
            locked.close();
        }
    }
}
